// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/preflightdialog.h"

#include "models/text/preflighttext.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/uploads/preflighteditor.h"
#include "views/uploads/preflightmodel.h"
#include "views/uploads/preflightquestions.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int dialogChars = 150;
constexpr int minRows = 5;
constexpr int usualRows = 10;
constexpr int skippedLines = 5;
const QList<ItemTable::Column> columns = {
    {.number = PreflightModel::NameColumn, .chars = 20, .minChars = 20},
    {.number = PreflightModel::SizeColumn, .chars = 12},
    {.number = PreflightModel::TypeColumn, .chars = 28},
    {.number = PreflightModel::NoticeColumn, .chars = 36},
    {.number = PreflightModel::DecisionColumn, .chars = 32},
};

} // namespace

PreflightDialog::PreflightDialog(const PreflightResult &result, QWidget *parent)
    : QDialog(parent)
    , m_storageLeft(result.storageLeft)
    , m_model(new PreflightModel(result.accepted, this))
{
    const bool isAnythingFound = !result.accepted.isEmpty();
    setWindowTitle(isAnythingFound ? tr("Upload to Files") : tr("Nothing to upload"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
    layout->setSpacing(theme::grid + theme::grid / 2);
    const auto count = static_cast<int>(result.accepted.size());
    QLabel *heading = layouts::createParagraph(
        isAnythingFound ? tr("Upload %n files to Files", nullptr, count) : tr("None of these can be uploaded"), this);
    layouts::makeHeading(*heading);
    layout->addWidget(heading);
    if (isAnythingFound) {
        layout->addWidget(new PreflightQuestions(*m_model, this));
        layout->addWidget(createTable(), 1);
        m_editor = new PreflightEditor(*m_model, this);
        layout->addWidget(m_editor);
    }
    if (!result.skipped.isEmpty())
        layout->addWidget(createSkippedList(result.skipped, !isAnythingFound), isAnythingFound ? 0 : 1);
    m_notice = new MessageWidget(this);
    layout->addWidget(m_notice);
    layout->addWidget(createButtons());
    connect(m_model, &PreflightModel::decisionsChanged, this, &PreflightDialog::refresh);
    if (m_editor)
        connect(m_editor, &PreflightEditor::edited, this, &PreflightDialog::refresh);
    refresh();
    if (m_table)
        m_table->selectRow(0);
    resize(dialogChars * fontMetrics().averageCharWidth(), usualHeight());
}

PreflightDialog::~PreflightDialog()
{
    // A field that loses the focus emits what was typed; its receivers must still exist.
    hide();
}

/// The minimum height plus a few more rows of the table, if it has that many.
int PreflightDialog::usualHeight() const
{
    if (!m_table)
        return sizeHint().height();
    const int more = std::clamp(m_model->rowCount(), minRows, usualRows) - minRows;
    return minimumSizeHint().height() + more * m_table->verticalHeader()->defaultSectionSize();
}

QWidget *PreflightDialog::createTable()
{
    m_table = new ItemTable(u"files"_s, columns, this);
    m_table->setAccessibleName(tr("Files to upload"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setItemDelegateForColumn(PreflightModel::NameColumn,
                                      new FileNameDelegate(m_table, [this](const QModelIndex &index) {
                                          return m_model->fileAt(index.row()).mimeType;
                                      }));
    m_table->setMinimumHeight((minRows + 1) * m_table->verticalHeader()->defaultSectionSize());
    connect(m_table, &ItemTable::selectedRowsChanged, this, &PreflightDialog::handleSelection);
    m_table->enableEditing(PreflightModel::NameColumn);
    m_table->setCellToolTip([this](const QModelIndex &index) {
        return index.column() == PreflightModel::NameColumn
                   ? preflighttext::renamedPathText(m_model->fileAt(index.row()))
                   : QString();
    });
    connect(m_table, &ItemTable::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == PreflightModel::TypeColumn)
            m_editor->editType();
        else if (index.column() != PreflightModel::NameColumn)
            m_editor->editDecision();
    });
    return m_table;
}

QWidget *PreflightDialog::createSkippedList(const QList<SkippedPath> &skipped, bool isOpen)
{
    auto *box = new QWidget(this);
    auto *toggle = new QToolButton(box);
    toggle->setObjectName(u"skippedToggle"_s);
    toggle->setText(tr("%n items are left out", nullptr, static_cast<int>(skipped.size())));
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setAutoRaise(true);
    toggle->setCheckable(true);
    toggle->setFocusPolicy(Qt::StrongFocus);
    auto *list = new QPlainTextEdit(box);
    list->setObjectName(u"skipped"_s);
    list->setAccessibleName(toggle->text());
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    list->setLineWrapMode(QPlainTextEdit::NoWrap);
    list->setPlainText(preflighttext::skippedText(skipped));
    list->setMinimumHeight(skippedLines * fontMetrics().lineSpacing());
    if (!isOpen)
        list->setMaximumHeight(list->minimumHeight());
    const auto show = [toggle, list](bool isShown) {
        toggle->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
        list->setVisible(isShown);
    };
    connect(toggle, &QToolButton::toggled, list, show);
    toggle->setChecked(isOpen);
    show(isOpen);
    layouts::fill(new QVBoxLayout(box), {toggle, {list, 1}}, theme::grid / 2);
    return box;
}

QWidget *PreflightDialog::createButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, theme::grid, 0, 0);
    m_totals = layouts::createParagraph({}, row);
    m_totals->setObjectName(u"totals"_s);
    auto *buttons = new QDialogButtonBox(row);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (m_table) {
        buttons->addButton(QDialogButtonBox::Cancel)->setIcon({});
        m_accept = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
        m_accept->setObjectName(u"acceptButton"_s);
        m_accept->setDefault(true);
    } else {
        buttons->addButton(QDialogButtonBox::Close)->setIcon({});
    }
    layout->addWidget(m_totals, 1);
    layout->addWidget(buttons);
    return row;
}

void PreflightDialog::handleSelection()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectedRows())
        rows.append(index.row());
    m_editor->setRows(rows);
}

void PreflightDialog::refresh()
{
    if (!m_accept)
        return;
    const PreflightModel::Totals totals = m_model->totals();
    const int count = totals.uploads + totals.undecided;
    m_totals->setText(preflighttext::totalsText(totals, m_storageLeft));
    if (count > 0)
        m_accept->setText(tr("Upload %n Files", nullptr, count));
    else
        m_accept->setText(totals.reused > 0 ? tr("Done (all are there already)") : tr("Done"));
    const QString nameProblem = m_model->nameProblem();
    // The problem of a pattern stands below its field already.
    m_accept->setEnabled(totals.undecided == 0 && nameProblem.isEmpty() && m_editor->problem().isEmpty());
    QStringList warnings;
    if (!nameProblem.isEmpty())
        warnings.append(nameProblem);
    if (totals.undecided > 0)
        warnings.append(preflighttext::undecidedText(totals.undecided));
    if (isStorageShort(totals.bytes, m_storageLeft))
        warnings.append(preflighttext::storageWarning(totals.bytes, m_storageLeft));
    refreshNotice(warnings.join(u'\n'));
}

/// Screen readers read a notice out each time it is shown, so an unchanged text is not shown again.
void PreflightDialog::refreshNotice(const QString &text)
{
    if (text.isEmpty())
        m_notice->clear();
    else if (text != m_notice->text())
        m_notice->showMessage(MessageWidget::Kind::Warning, text);
}

void PreflightDialog::accept()
{
    if (m_accept) {
        // A button's key presses it without moving the focus, and a name that is being edited is taken when its field
        // loses the focus.
        m_accept->setFocus();
        if (!m_accept->isEnabled())
            return;
    }
    QDialog::accept();
}

PreflightAnswer PreflightDialog::answer() const
{
    return result() == QDialog::Accepted ? m_model->answer() : PreflightAnswer();
}

} // namespace pollux
