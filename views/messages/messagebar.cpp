// SPDX-License-Identifier: Apache-2.0
#include "views/messages/messagebar.h"

#include "views/messages/messagewidget.h"
#include "views/style/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr int maxToastWidth = 560; // device-independent pixels

bool isEqual(const MessageBar::Message &first, const MessageBar::Message &second)
{
    return first.kind == second.kind && first.text == second.text && first.topic == second.topic &&
           first.serverText == second.serverText &&
           std::ranges::equal(first.actions, second.actions, {}, &MessageAction::text, &MessageAction::text);
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_successTime(std::chrono::seconds(6))
{
    setAccessibleName(tr("Messages"));
    m_layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    m_layout->setSpacing(theme::grid / 2);
    // The window keeps its smallest size, see minimumSizeHint().
    m_layout->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::add(const Message &message)
{
    if (m_toasts && message.topic.isEmpty()) {
        m_toasts->setSuccessTime(m_successTime);
        m_toasts->add(message);
        placeToasts();
        return;
    }
    for (MessageWidget *row : std::as_const(m_rows)) {
        if (isEqual(row->message(), message)) {
            row->repeat();
            return;
        }
    }
    if (!message.topic.isEmpty())
        dismiss(message.topic);
    if (m_rows.size() == maxMessages)
        removeNamed(rowToPushOut());
    auto *row = new MessageWidget(message, m_successTime, this);
    connect(row, &MessageWidget::closeRequested, this, [this, row] { removeNamed(row); });
    m_rows.append(row);
    m_layout->addWidget(row);
    show();
    row->announce();
}

void MessageBar::dismiss(const QString &topic)
{
    const QList<MessageWidget *> rows = m_rows;
    for (MessageWidget *row : rows) {
        if (row->message().topic == topic)
            removeNamed(row);
    }
    if (m_toasts && topic.isEmpty())
        m_toasts->dismiss(topic);
}

void MessageBar::showPassingOver(QWidget *area)
{
    m_toasts = new MessageBar(area);
    m_toasts->installEventFilter(this);
    area->installEventFilter(this);
}

bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isResized = event->type() == QEvent::Resize && watched == m_toasts->parentWidget();
    if (isResized || (event->type() == QEvent::LayoutRequest && watched == m_toasts))
        placeToasts();
    return QWidget::eventFilter(watched, event);
}

void MessageBar::placeToasts()
{
    const QSize area = m_toasts->parentWidget()->size();
    const int width = std::min(area.width(), maxToastWidth);
    const int height = std::min(area.height(), m_toasts->heightForWidth(width));
    m_toasts->setGeometry((area.width() - width) / 2, area.height() - height, width, height);
    m_toasts->raise();
}

void MessageBar::removeNamed(MessageWidget *row)
{
    if (!m_rows.removeOne(row))
        return;
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater(); // it may be the sender
    setVisible(!m_rows.isEmpty());
}

MessageWidget *MessageBar::rowToPushOut() const
{
    const auto found =
        std::ranges::find_if(m_rows, [](const MessageWidget *row) { return row->message().kind != Kind::Error; });
    return found == m_rows.end() ? m_rows.first() : *found;
}

} // namespace pollux
