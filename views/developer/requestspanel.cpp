// SPDX-License-Identifier: Apache-2.0
#include "views/developer/requestspanel.h"

#include "models/snippets/exchangeexport.h"
#include "views/developer/requestsmodel.h"
#include "views/messages/messagebar.h"
#include "views/style/layouts.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/prompts.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDataStream>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const QList<ItemTable::Column> columns = {
    {.number = RequestsModel::TimeColumn, .chars = 17},
    {.number = RequestsModel::MethodColumn, .chars = 12},
    {.number = RequestsModel::PathColumn, .chars = 40, .minChars = 24},
    {.number = RequestsModel::StatusColumn, .chars = 14},
    {.number = RequestsModel::DurationColumn, .chars = 12},
    {.number = RequestsModel::SentColumn, .chars = 10},
    {.number = RequestsModel::ReceivedColumn, .chars = 11},
    {.number = RequestsModel::AttemptColumn, .chars = 10, .isShown = false},
};
constexpr qint32 layoutVersion = 1;
constexpr QKeyCombination curlKey(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_C);

/// Accepts the rows whose cells contain a text; if requested, only the failed ones.
class ExchangeFilter final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setRequested(const QString &text, bool onlyFailed)
    {
        m_text = text;
        m_onlyFailed = onlyFailed;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto cell = [&](int column) { return sourceModel()->index(row, column, parent); };
        if (m_onlyFailed && !cell(0).data(RequestsModel::FailedRole).toBool())
            return false;
        return m_text.isEmpty() ||
               std::ranges::any_of(
                   std::array{RequestsModel::PathColumn, RequestsModel::MethodColumn, RequestsModel::StatusColumn},
                   [&](int column) { return cell(column).data().toString().contains(m_text, Qt::CaseInsensitive); });
    }

private:
    QString m_text;
    bool m_onlyFailed = false;
};

} // namespace

RequestsPanel::RequestsPanel(ExchangeLog &log, Prompts &prompts, MessageBar &messages, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_prompts(prompts)
    , m_messages(messages)
    , m_model(new RequestsModel(log, this))
    , m_filter(new ExchangeFilter(this))
    , m_text(new QLineEdit(this))
    , m_onlyFailed(new QCheckBox(tr("&Errors only"), this))
    , m_records(new QCheckBox(tr("&Record"), this))
    , m_table(new ItemTable(u"exchanges"_s, columns, this))
    , m_details(layouts::createTextView(u"exchangeDetails"_s, tr("The request and its answer"), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setWindowTitle(tr("Requests"));
    setAccessibleName(windowTitle());
    createTable();
    m_details->setPlaceholderText(tr("Select a request to see what was sent and what came back."));
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    layouts::fill(new QVBoxLayout(this), {createBar(), {m_splitter, 1}}, 0);
}

QWidget *RequestsPanel::createBar()
{
    auto *bar = new QWidget(this);
    m_text->setPlaceholderText(tr("Find by path, method or status"));
    m_text->setAccessibleName(tr("Find requests"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(40 * fontMetrics().averageCharWidth());
    m_records->setToolTip(tr("Keeps the latest %L1 requests in memory, without keys and session identifiers")
                              .arg(ExchangeLog::maxExchanges));
    m_records->setChecked(m_log.isRecording());
    QToolButton *clear = layouts::createToolButton(tr("Clear"), IconName::Clear, bar);
    clear->setObjectName(u"clearRequests"_s);
    QToolButton *save = layouts::createToolButton(tr("Save as HAR…"), IconName::Save, bar);
    save->setObjectName(u"saveHar"_s);
    auto *layout = new QHBoxLayout(bar);
    layouts::fill(layout, {{m_text, 2}, m_onlyFailed, {}, m_records, clear, save});
    layout->setContentsMargins(theme::grid, theme::grid / 2, theme::grid, theme::grid / 2);
    connect(m_text, &QLineEdit::textChanged, this, &RequestsPanel::applyFilter);
    connect(m_onlyFailed, &QCheckBox::toggled, this, &RequestsPanel::applyFilter);
    connect(m_records, &QCheckBox::clicked, this, &RequestsPanel::recordingChosen);
    connect(clear, &QToolButton::clicked, &m_log, &ExchangeLog::clear);
    connect(save, &QToolButton::clicked, this, &RequestsPanel::saveHar);
    return bar;
}

void RequestsPanel::createTable()
{
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(RequestsModel::SortRole);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setAccessibleDescription(
        tr("Ctrl+C copies all that is known about a request, Ctrl+Shift+C a curl command"));
    m_table->enableColumnMenu(RequestsModel::PathColumn);
    m_table->enableSorting(RequestsModel::TimeColumn, Qt::DescendingOrder);
    m_table->setModel(m_filter);
    followNewest();
    QAction *copy = m_table->addAction(icon(IconName::Copy), tr("&Copy Details"), this,
                                       [this] { copySelected(exchangeexport::details, u"\n\n"_s); });
    copy->setShortcuts(QKeySequence::Copy);
    QAction *copyAsCurl = m_table->addAction(icon(IconName::Code), tr("Copy as c&url"), curlKey, this,
                                             [this] { copySelected(exchangeexport::curlCommand, u"\n"_s); });
    m_table->addSeparator();
    m_table->addAction(icon(IconName::Save), tr("&Save as HAR…"), this, &RequestsPanel::saveHar);
    m_table->addAction(icon(IconName::Clear), tr("C&lear"), &m_log, &ExchangeLog::clear);
    // Keeps the key from the window, where it deletes files.
    auto *nothing = new QAction(m_table);
    nothing->setShortcut(Qt::Key_Delete);
    m_table->addKeyAction(nothing);
    connect(m_table, &ItemTable::aboutToUseActions, this, [this, copy, copyAsCurl] {
        for (QAction *action : {copy, copyAsCurl})
            action->setEnabled(m_table->selectionModel()->hasSelection());
    });
    connect(m_table, &ItemTable::selectedRowsChanged, this, &RequestsPanel::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RequestsPanel::showCurrent);
}

void RequestsPanel::followNewest()
{
    // At the top the view stays at the top by itself, so only the newest at the bottom has to be followed.
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar &bar = *m_table->verticalScrollBar();
        const QHeaderView &header = *m_table->horizontalHeader();
        m_isFollowing = bar.value() == bar.maximum() && header.sortIndicatorOrder() == Qt::AscendingOrder &&
                        header.sortIndicatorSection() == RequestsModel::TimeColumn;
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_isFollowing)
            m_table->scrollToBottom();
    });
}

void RequestsPanel::applyFilter()
{
    static_cast<ExchangeFilter *>(m_filter)->setRequested(m_text->text(), m_onlyFailed->isChecked());
}

void RequestsPanel::setRecording(bool records)
{
    m_records->setChecked(records);
}

QList<Exchange> RequestsPanel::selected() const
{
    QList<Exchange> exchanges;
    for (const QModelIndex &row : m_table->selectedRows())
        exchanges.append(m_model->exchangeAt(m_filter->mapToSource(row).row()));
    return exchanges;
}

void RequestsPanel::showCurrent()
{
    const QList<Exchange> exchanges = selected();
    const QString text = exchanges.isEmpty() ? QString() : exchangeexport::details(exchanges.first());
    // Setting the same text again would lose the selection and the scroll position.
    if (text != m_details->toPlainText())
        m_details->setPlainText(text);
}

void RequestsPanel::copySelected(QString (*textOf)(const Exchange &), const QString &separator) const
{
    QStringList texts;
    for (const Exchange &exchange : selected())
        texts.append(textOf(exchange));
    QGuiApplication::clipboard()->setText(texts.join(separator));
}

void RequestsPanel::saveHar()
{
    m_prompts.chooseSavePath(this, tr("Save the requests"), u"pollux-requests.har"_s, [this](const QString &path) {
        if (path.isEmpty())
            return;
        QSaveFile file(path);
        const QByteArray har = exchangeexport::har(m_log.exchanges());
        if (file.open(QIODevice::WriteOnly) && file.write(har) == har.size() && file.commit())
            m_messages.add({.kind = MessageBar::Kind::Success, .text = tr("The requests were saved.")});
        else
            m_messages.add(
                {.kind = MessageBar::Kind::Error,
                 .text = tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), file.errorString())});
    });
}

QByteArray RequestsPanel::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << m_splitter->saveState() << m_table->saveLayout();
    return layout;
}

bool RequestsPanel::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    QByteArray splitterState;
    QByteArray columns;
    stream >> version >> splitterState >> columns;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || !m_table->restoreLayout(columns))
        return false;
    m_splitter->restoreState(splitterState);
    return true;
}

} // namespace pollux
