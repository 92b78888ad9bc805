// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/messages/message.h"
#include "views/style/icons.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QLabel;
class QProgressBar;
class QToolButton;

namespace pollux {

class IconLabel;

/// A message with an icon in the colours of its kind, and buttons for what can be done. Texts are plain text.
///
/// In a page or dialog it shows the state of one thing: each message replaces the previous one, and the widget is
/// hidden while there is none. In a MessageBar it is one message that can be closed.
class MessageWidget final : public QFrame {
    Q_OBJECT

public:
    using Kind = MessageKind;
    using Action = MessageAction;

    /// For a page or dialog; hidden at first.
    explicit MessageWidget(QWidget *parent = nullptr);
    /// For a MessageBar. A success asks to be closed after `successTime`, unless the pointer or the focus is on it.
    MessageWidget(const Message &message, std::chrono::milliseconds successTime, QWidget *parent);

    /// Replaces the shown message. Its buttons do not hide it.
    void showMessage(Kind kind, const QString &text, const QList<Action> &actions = {});
    void clear();

    const Message &message() const { return m_message; }
    QString text() const { return m_message.text; }
    Kind kind() const { return m_message.kind; }

    /// Counts up ("×2") and restarts the time of a success.
    void repeat();
    /// Reports the message to assistive technology.
    void announce();

signals:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    MessageWidget(const Message &message, QWidget *parent);
    QLabel *createLabel(const QString &text);
    QToolButton *createToolButton(const QString &accessibleName, const QString &toolTip);
    void removeButtons();
    void applyColors();
    void startTime();

    Message m_message;
    std::chrono::milliseconds m_successTime{0};
    int m_times = 1;
    QTimer m_timer;
    IconLabel *m_icon;
    QLabel *m_text;
    // In a page or dialog:
    QProgressBar *m_busy = nullptr;
    QWidget *m_actionRow = nullptr;
    // In a MessageBar:
    QLabel *m_serverText = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_copy = nullptr; // null if there are no details
    QToolButton *m_close = nullptr;
};

} // namespace pollux
