// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsourcespane.h"

#include "models/api/types/mimetypes.h"
#include "models/preflight/displaynames.h"
#include "models/text/format.h"
#include "models/text/preflighttext.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/mimetypefield.h"
#include "views/widgets/namepatternfield.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minRows = 4;
constexpr qsizetype maxShownExtensionChars = 12; // a longer one would widen the dialog
const QList<ItemTable::Column> columns = {
    {.number = DocumentSourcesModel::NameColumn, .chars = 18, .minChars = 18},
    {.number = DocumentSourcesModel::SizeColumn, .chars = 10},
    {.number = DocumentSourcesModel::TypeColumn, .chars = 16},
    {.number = DocumentSourcesModel::NoticeColumn, .chars = 18},
};

} // namespace

DocumentSourcesPane::DocumentSourcesPane(DocumentSourcesModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new ItemTable(u"sources"_s, columns, this))
    , m_notice(new FieldMessage(this))
    , m_typeRow(new QWidget(this))
    , m_type(new MimeTypeField(m_typeRow))
    , m_namesRow(new QWidget(this))
    , m_names(new NamePatternField(m_namesRow))
    , m_remembered(new QCheckBox(this))
{
    createTable();
    m_notice->setObjectName(u"sourceNotice"_s);
    m_type->setObjectName(u"type"_s);
    m_remembered->setObjectName(u"remembered"_s);
    layouts::fill(new QHBoxLayout(m_typeRow),
                  {layouts::createLabel(tr("T&ype of the selected:"), m_type), {m_type, 1}});
    QLabel *namesLabel = layouts::createLabel(tr("&Names of the selected:"), m_names);
    m_names->setLabelText(namesLabel->text());
    layouts::fill(new QHBoxLayout(m_namesRow), {namesLabel, {m_names, 1}});
    layouts::fill(
        new QVBoxLayout(this),
        {layouts::createLabel(tr("&Files:"), m_table), {m_table, 1}, m_notice, m_typeRow, m_remembered, m_namesRow},
        theme::grid / 2);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        refresh();
        emit selectionChanged();
    });
    connect(&model, &DocumentSourcesModel::changed, this, &DocumentSourcesPane::refresh);
    connect(m_type, &MimeTypeField::typeChosen, this,
            [this](const QString &type) { m_model.setMimeType(selectedRows(), type); });
    connect(m_names, &NamePatternField::patternEntered, this, &DocumentSourcesPane::applyNames);
    connect(m_names, &NamePatternField::edited, this, &DocumentSourcesPane::edited);
    connect(m_remembered, &QCheckBox::clicked, this,
            [this](bool isChecked) { m_model.setTypeRemembered(selectedRows().constFirst(), isChecked); });
    m_table->selectRow(0);
    refresh();
}

void DocumentSourcesPane::createTable()
{
    m_table->setAccessibleName(tr("Files"));
    m_table->setModel(&m_model);
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setItemDelegateForColumn(DocumentSourcesModel::NameColumn,
                                      new FileNameDelegate(m_table, [this](const QModelIndex &index) {
                                          return m_model.sourceAt(index.row()).file.mimeType;
                                      }));
    m_table->setMinimumHeight((minRows + 1) * m_table->verticalHeader()->defaultSectionSize());
    m_table->enableEditing(DocumentSourcesModel::NameColumn);
    m_table->setCellToolTip([this](const QModelIndex &index) {
        return index.column() == DocumentSourcesModel::NameColumn
                   ? preflighttext::renamedPathText(m_model.sourceAt(index.row()).file)
                   : QString();
    });
    auto *toggle = new QAction(m_table);
    toggle->setShortcuts({Qt::Key_Space, Qt::CTRL | Qt::Key_Space, Qt::SHIFT | Qt::Key_Space});
    m_table->addKeyAction(toggle);
    connect(toggle, &QAction::triggered, this, [this] {
        const QList<int> rows = selectedRows();
        m_model.setTaken(rows, !std::ranges::all_of(rows, [this](int row) { return m_model.isTaken(row); }));
    });
}

QString DocumentSourcesPane::problem() const
{
    return m_names->problem();
}

void DocumentSourcesPane::applyNames(const QString &pattern)
{
    const QList<int> rows = selectedRows();
    m_model.setNames(rows, pattern);
    QStringList names;
    for (const int row : rows) {
        if (m_model.isNameEditable(row))
            names.append(m_model.sourceAt(row).file.displayName);
    }
    m_names->showHint(preflighttext::sharedNamesText(sharedNameCount(names)));
}

QList<int> DocumentSourcesPane::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

int DocumentSourcesPane::currentRow() const
{
    const QList<int> rows = selectedRows();
    const int current = m_table->currentIndex().row();
    return rows.contains(current) ? current : rows.value(0, -1);
}

void DocumentSourcesPane::refresh()
{
    const QList<int> rows = selectedRows();
    m_typeRow->setEnabled(!rows.isEmpty() && std::ranges::none_of(rows, [this](int row) {
        return m_model.sourceAt(row).file.path.isEmpty();
    }));
    m_namesRow->setEnabled(std::ranges::any_of(rows, [this](int row) { return m_model.isNameEditable(row); }));
    const QString type = rows.isEmpty() ? QString() : m_model.sourceAt(rows.constFirst()).file.mimeType;
    const bool isCommon =
        std::ranges::all_of(rows, [&](int row) { return m_model.sourceAt(row).file.mimeType == type; });
    const QString shownType = isCommon ? type : QString();
    m_type->setType(shownType);
    refreshRemembered(rows, shownType);
    hideEmptyNotices();
    const int current = currentRow();
    m_notice->showHint(current < 0 ? QString()
                                   : m_model.index(current, DocumentSourcesModel::NoticeColumn).data().toString());
}

/// A column without a text leaves its room to the names.
void DocumentSourcesPane::hideEmptyNotices()
{
    bool isEmpty = true;
    for (int row = 0; row < m_model.rowCount() && isEmpty; ++row)
        isEmpty = m_model.index(row, DocumentSourcesModel::NoticeColumn).data().toString().isEmpty();
    if (m_table->isColumnHidden(DocumentSourcesModel::NoticeColumn) == isEmpty)
        return;
    const bool isFilling = m_table->isFilling();
    m_table->setColumnHidden(DocumentSourcesModel::NoticeColumn, isEmpty);
    m_table->setFilling(isFilling);
}

void DocumentSourcesPane::refreshRemembered(const QList<int> &rows, const QString &type)
{
    const QString extension = rows.isEmpty() ? QString() : m_model.sourceAt(rows.constFirst()).extension();
    const bool isCommon =
        std::ranges::all_of(rows, [&](int row) { return m_model.sourceAt(row).extension() == extension; });
    const bool isPossible =
        m_typeRow->isEnabled() && isCommon && !extension.isEmpty() && !type.isEmpty() && type != unknownMimeType();
    QString shown = format::singleLine(extension);
    shown.replace(u'&', u"&&"_s);
    m_remembered->setText(isPossible && extension.size() <= maxShownExtensionChars
                              ? tr("Use t&his type for .%1 from now on").arg(shown)
                              : tr("Use t&his type from now on"));
    m_remembered->setEnabled(isPossible);
    m_remembered->setChecked(isPossible && m_model.isTypeRemembered(rows.constFirst()));
}

} // namespace pollux
