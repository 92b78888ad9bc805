// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/messages/message.h"

#include <QWidget>

#include <chrono>

class QVBoxLayout;

namespace pollux {

class MessageWidget;

/// Messages inside the window, at most three, newest below. Texts are plain text. A success closes itself after 6 s
/// (not while the pointer or the focus is on it); other messages stay until they are closed, dismissed or pushed out.
///
/// A message with a topic tells of a state that lasts, and has its place above the content. The others pass: with
/// showPassingOver() they lie over the content and move nothing. Neither makes the window larger.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int maxMessages = 3;

    using Kind = MessageKind;
    using Action = MessageAction;
    using Message = pollux::Message;

    explicit MessageBar(QWidget *parent = nullptr);

    /// A message that is equal to a shown one only counts that one up ("×3"). A fourth message pushes out the oldest
    /// one that is no error, or the oldest if all are errors.
    void add(const Message &message);
    void dismiss(const QString &topic);
    /// From now on, messages without a topic appear at the bottom of `area`, which must not be in a layout of its own
    /// that would place them.
    void showPassingOver(QWidget *area);
    /// The messages that lie over the content; null without showPassingOver().
    MessageBar *toasts() const { return m_toasts; }

    QSize minimumSizeHint() const override { return {0, 0}; }

    /// How long a success stays; 6 s unless a test sets another time.
    void setSuccessTime(std::chrono::milliseconds time) { m_successTime = time; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void placeToasts();
    void removeNamed(MessageWidget *row);
    MessageWidget *rowToPushOut() const;

    QVBoxLayout *m_layout;
    QList<MessageWidget *> m_rows;
    MessageBar *m_toasts = nullptr; // a child of the area that it lies over
    std::chrono::milliseconds m_successTime;
};

} // namespace pollux
