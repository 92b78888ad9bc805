// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsourcespane.h"

#include "views/style/theme.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/mimetypefield.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int minRows = 4;
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
{
    auto *label = new QLabel(tr("&Files:"), this);
    label->setBuddy(m_table);
    createTable();
    m_notice->setObjectName(u"sourceNotice"_s);
    m_type->setObjectName(u"type"_s);
    auto *typeLabel = new QLabel(tr("T&ype of the selected:"), m_typeRow);
    typeLabel->setBuddy(m_type);
    auto *typeLayout = new QHBoxLayout(m_typeRow);
    typeLayout->setContentsMargins(0, 0, 0, 0);
    typeLayout->setSpacing(theme::grid);
    typeLayout->addWidget(typeLabel);
    typeLayout->addWidget(m_type, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(label);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notice);
    layout->addWidget(m_typeRow);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        refresh();
        emit selectionChanged();
    });
    connect(&model, &DocumentSourcesModel::changed, this, &DocumentSourcesPane::refresh);
    connect(m_type, &MimeTypeField::typeChosen, this,
            [this](const QString &type) { m_model.setMimeType(selectedRows(), type); });
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
                                          return m_model.sourceAt(index.row()).mimeType;
                                      }));
    m_table->setMinimumHeight((minRows + 1) * m_table->verticalHeader()->defaultSectionSize());
    m_table->installEventFilter(this);
}

QList<int> DocumentSourcesPane::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

int DocumentSourcesPane::currentRow() const
{
    const QList<int> rows = selectedRows();
    const int current = m_table->currentIndex().row();
    return rows.contains(current) ? current : rows.value(0, -1);
}

void DocumentSourcesPane::toggleSelected()
{
    const QList<int> rows = selectedRows();
    const bool areAllTaken = std::all_of(rows.cbegin(), rows.cend(), [this](int row) { return m_model.isTaken(row); });
    m_model.setTaken(rows, !areAllTaken);
}

bool DocumentSourcesPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggleSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DocumentSourcesPane::refresh()
{
    const QList<int> rows = selectedRows();
    const bool areLocal =
        std::all_of(rows.cbegin(), rows.cend(), [this](int row) { return !m_model.sourceAt(row).localPath.isEmpty(); });
    m_typeRow->setEnabled(!rows.isEmpty() && areLocal);
    const QString type = rows.isEmpty() ? QString() : m_model.sourceAt(rows.constFirst()).mimeType;
    const bool isCommon =
        std::all_of(rows.cbegin(), rows.cend(), [&](int row) { return m_model.sourceAt(row).mimeType == type; });
    m_type->setType(isCommon ? type : QString());
    const int current = currentRow();
    m_notice->showHint(current < 0 ? QString()
                                   : m_model.index(current, DocumentSourcesModel::NoticeColumn).data().toString());
}

} // namespace pollux
