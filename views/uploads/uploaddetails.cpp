// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploaddetails.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "views/details/fieldlist.h"
#include "views/style/layouts.h"
#include "views/uploads/uploadtimelinemodel.h"
#include "views/widgets/itemtable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minChars = 40;
constexpr int usualChars = 64;

} // namespace

UploadDetails::UploadDetails(const UploadsProxyModel &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_events(new UploadTimelineModel(this))
    , m_empty(new QLabel(tr("Select an upload to see its details."), this))
    , m_tabs(new QTabWidget(this))
    , m_fields(new FieldList(m_tabs))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_fields->setAccessibleName(tr("Details of the upload"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, tr("Details"));
    m_tabs->addTab(createTimeline(), tr("Timeline"));
    QToolButton *copy = layouts::createToolButton(tr("Copy All"), IconName::Copy, m_tabs);
    copy->setToolTip(tr("Copy the details and the timeline as text"));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    m_tabs->setCornerWidget(copy);

    layouts::fill(new QVBoxLayout(this), {{m_empty, 1}, {m_tabs, 1}});
    setMinimumWidth(minChars * fontMetrics().averageCharWidth());
    setTask(std::nullopt);
}

QSize UploadDetails::sizeHint() const
{
    return {usualChars * fontMetrics().averageCharWidth(), QWidget::sizeHint().height()};
}

QWidget *UploadDetails::createTimeline()
{
    m_timeline = new ItemTable(u"timeline"_s,
                               {{.number = UploadTimelineModel::TimeColumn, .chars = 17},
                                {.number = UploadTimelineModel::WhatColumn, .chars = 20}},
                               this);
    m_timeline->setAccessibleName(tr("Timeline of the upload"));
    m_timeline->setModel(m_events);
    m_timeline->horizontalHeader()->setStretchLastSection(true);
    auto *copy = new QAction(m_timeline);
    copy->setShortcuts(QKeySequence::Copy);
    connect(copy, &QAction::triggered, this, &UploadDetails::copyTimeline);
    m_timeline->addKeyAction(copy);
    connect(m_events, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_timeline->verticalScrollBar();
        m_isTimelineAtEnd = bar->value() == bar->maximum();
    });
    connect(m_events, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_isTimelineAtEnd)
            m_timeline->scrollToBottom();
    });
    connect(m_events, &QAbstractItemModel::modelReset, m_timeline, &ItemTable::scrollToBottom);
    return m_timeline;
}

QList<Field> UploadDetails::fields(const UploadTask &task) const
{
    const QLocale locale;
    QStringList hints{m_words.hint(task), UploadsProxyModel::notes(task.notes)};
    hints.removeAll(QString());
    QList<Field> fields{
        {tr("Status"), hints.join(u'\n')},
        {tr("Explanation"), explanation(task)},
        {tr("File"), format::singleLine(task.path)},
        {tr("State"), UploadsModel::stateText(task)},
        {tr("Target"), UploadsModel::targetText(task)},
        {tr("Type"), task.isMimeTypeChosen ? tr("%1 (chosen)").arg(task.mimeType) : task.mimeType},
        {tr("Size"), UploadTimelineModel::bytesText(task.size)},
        {tr("Sent"), UploadTimelineModel::bytesText(task.bytesHandedOver)},
        {tr("Confirmed"), UploadTimelineModel::bytesText(task.bytesConfirmed)},
        {tr("Sessions"), locale.toString(task.sessionCount)},
        {tr("Retries"), locale.toString(task.attempts)},
        {tr("Resource name"), task.resourceName().isEmpty() ? tr("none yet") : format::singleLine(task.resourceName())},
    };
    fields.removeIf([](const Field &field) { return field.value.isEmpty(); });
    return fields;
}

QString UploadDetails::explanation(const UploadTask &task) const
{
    QString sentence = m_words.errorText(task);
    if (sentence.isEmpty() || !task.error)
        return sentence;
    const ErrorText text = errorText(*task.error);
    return tr("%1. %2", "what happened, explanation and next step").arg(text.title, text.paragraph());
}

void UploadDetails::setTask(const std::optional<UploadTask> &task)
{
    m_tabs->setVisible(task.has_value());
    m_empty->setVisible(!task.has_value());
    m_events->setEvents(task ? task->events : QList<TaskEvent>());
    if (task)
        m_fields->showFields(QString::number(task->id), {{{}, fields(*task)}});
    else
        m_fields->showFields({}, {});
}

QString UploadDetails::text() const
{
    QStringList lines{m_fields->text()};
    for (int row = 0; row < m_events->rowCount(); ++row)
        lines.append(m_events->line(row));
    return lines.join(u'\n');
}

void UploadDetails::copyTimeline() const
{
    QStringList lines;
    for (const QModelIndex &row : m_timeline->selectedRows())
        lines.append(m_events->line(row.row()));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pollux
