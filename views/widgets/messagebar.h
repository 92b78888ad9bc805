// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/message.h"

#include <QWidget>

#include <chrono>

class QVBoxLayout;

namespace pollux {

class MessageWidget;

/// Messages inside the window, at most three, newest below. Texts are plain text. A success closes itself after 6 s
/// (not while the pointer or the focus is on it); other messages stay until they are closed, dismissed or pushed out.
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

    /// How long a success stays; 6 s unless a test sets another time.
    void setSuccessTime(std::chrono::milliseconds time) { m_successTime = time; }

private:
    void removeNamed(MessageWidget *row);
    MessageWidget *rowToPushOut() const;

    QVBoxLayout *m_layout;
    QList<MessageWidget *> m_rows;
    std::chrono::milliseconds m_successTime;
};

} // namespace pollux
