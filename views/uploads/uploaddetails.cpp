// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploaddetails.h"

#include "models/items/uploads/uploadcells.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/uploads/eventtext.h"
#include "views/uploads/uploadtimelinemodel.h"
#include "views/widgets/celltooltips.h"
#include "views/widgets/tablelook.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minChars = 40;
constexpr int usualChars = 64;

/// Setting a text lays the label out again even where it is the same one.
void setTextOf(QLabel &label, const QString &text)
{
    if (label.text() != text)
        label.setText(text);
}

} // namespace

UploadDetails::UploadDetails(const UploadsProxyModel &words, const ErrorSentence &errorSentence, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_events(new UploadTimelineModel(errorSentence, this))
{
    m_empty = new QLabel(tr("Select an upload to see its details."), this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(createFacts(), tr("Details"));
    m_tabs->addTab(createTimeline(), tr("Timeline"));
    auto *copy = new QToolButton(m_tabs);
    copy->setIcon(icon(IconName::Copy));
    copy->setText(tr("Copy All"));
    copy->setToolTip(tr("Copy the details and the timeline as text"));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    copy->setFocusPolicy(Qt::StrongFocus);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    m_tabs->setCornerWidget(copy);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_tabs, 1);
    setMinimumWidth(minChars * fontMetrics().averageCharWidth());
    setTask(std::nullopt);
}

QSize UploadDetails::sizeHint() const
{
    return {usualChars * fontMetrics().averageCharWidth(), QWidget::sizeHint().height()};
}

QLabel *UploadDetails::createValue(QWidget *parent) const
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

QWidget *UploadDetails::createFacts()
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setAccessibleName(tr("Details of the upload"));
    auto *page = new QWidget(area);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    layout->setSpacing(theme::grid);
    m_hint = createValue(page);
    m_hint->setAccessibleName(tr("Next step"));
    m_explanation = createValue(page);
    m_explanation->setAccessibleName(tr("Explanation"));
    layout->addWidget(m_hint);
    layout->addWidget(m_explanation);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * theme::grid);
    form->setVerticalSpacing(theme::grid / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const Fact &fact : facts({})) {
        QLabel *value = createValue(page);
        value->setAccessibleName(fact.title);
        form->addRow(tr("%1:", "title of a fact").arg(fact.title), value);
        m_values.append(value);
    }
    layout->addLayout(form);
    layout->addStretch(1);
    area->setWidget(page);
    return area;
}

QTableView *UploadDetails::createTimeline()
{
    m_timeline = new QTableView(this);
    m_timeline->setObjectName(u"timeline"_s);
    m_timeline->setAccessibleName(tr("Timeline of the upload"));
    applyTableLook(*m_timeline);
    m_timeline->setModel(m_events);
    QHeaderView *header = m_timeline->horizontalHeader();
    constexpr std::array letters = {std::pair(UploadTimelineModel::TimeColumn, 17),
                                    std::pair(UploadTimelineModel::WhatColumn, 20)};
    for (const auto &[column, count] : letters)
        header->resizeSection(column, count * fontMetrics().averageCharWidth());
    header->setStretchLastSection(true);
    new CellToolTips(m_timeline);
    m_timeline->installEventFilter(this);
    connect(m_events, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_timeline->verticalScrollBar();
        m_isTimelineAtEnd = bar->value() == bar->maximum();
    });
    connect(m_events, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_isTimelineAtEnd)
            m_timeline->scrollToBottom();
    });
    connect(m_events, &QAbstractItemModel::modelReset, m_timeline, &QTableView::scrollToBottom);
    return m_timeline;
}

QList<UploadDetails::Fact> UploadDetails::facts(const UploadTask &task)
{
    const QLocale locale;
    return {
        {tr("File"), format::singleLine(task.path)},
        {tr("State"), uploadcells::stateText(task)},
        {tr("Target"), uploadcells::targetText(task)},
        {tr("Type"), task.isMimeTypeChosen ? tr("%1 (chosen)").arg(task.mimeType) : task.mimeType},
        {tr("Size"), eventtext::bytesText(task.size)},
        {tr("Sent"), eventtext::bytesText(task.bytesHandedOver)},
        {tr("Confirmed"), eventtext::bytesText(task.bytesConfirmed)},
        {tr("Sessions"), locale.toString(task.sessionCount)},
        {tr("Failed tries"), locale.toString(task.attempts)},
        {tr("Resource name"), task.resourceName().isEmpty() ? tr("none yet") : format::singleLine(task.resourceName())},
    };
}

QString UploadDetails::explanation(const UploadTask &task) const
{
    const QString sentence = m_words.errorWords(task);
    if (sentence.isEmpty() || !task.error)
        return sentence;
    const ErrorText text = errorText(*task.error);
    return tr("%1. %2", "what happened, explanation and next step").arg(text.title, text.paragraph());
}

void UploadDetails::setTask(const std::optional<UploadTask> &task)
{
    m_task = task;
    m_tabs->setVisible(task.has_value());
    m_empty->setVisible(!task.has_value());
    if (!task)
        return;
    QStringList hints{m_words.hint(*task), UploadsProxyModel::notes(task->notes)};
    hints.removeAll(QString());
    setTextOf(*m_hint, hints.join(u'\n'));
    setTextOf(*m_explanation, explanation(*task));
    for (QLabel *label : {m_hint, m_explanation})
        label->setVisible(!label->text().isEmpty());
    const QList<Fact> known = facts(*task);
    for (qsizetype index = 0; index < known.size(); ++index)
        setTextOf(*m_values.at(index), known.at(index).value);
    m_events->setEvents(task->events);
}

QString UploadDetails::text() const
{
    if (!m_task)
        return {};
    QStringList lines;
    for (const Fact &fact : facts(*m_task))
        lines.append(tr("%1: %2", "title and value of a fact").arg(fact.title, fact.value));
    for (const QLabel *label : {m_hint, m_explanation}) {
        if (!label->isHidden())
            lines.append(label->text());
    }
    for (int row = 0; row < m_events->rowCount(); ++row)
        lines.append(m_events->line(row));
    return lines.join(u'\n');
}

bool UploadDetails::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_timeline || !isKey || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    // Else the window's own command for this key would take it.
    event->accept();
    if (event->type() == QEvent::KeyPress)
        copyTimeline();
    return true;
}

void UploadDetails::copyTimeline() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_timeline->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    QStringList lines;
    for (const int row : rows)
        lines.append(m_events->line(row));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pollux
