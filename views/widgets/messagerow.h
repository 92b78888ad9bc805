// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/message.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QLabel;
class QPushButton;
class QToolButton;

namespace pollux {

class IconLabel;

/// One message of a MessageBar.
class MessageRow final : public QFrame {
    Q_OBJECT

public:
    /// A success asks to be closed after `successTime`, unless the pointer or the focus is on it.
    explicit MessageRow(const Message &message, std::chrono::milliseconds successTime, QWidget *parent);

    const Message &message() const { return m_message; }
    /// Says so once more: counts up and starts its time anew.
    void repeat();
    /// Tells assistive technology that something has happened.
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
    void setUpText(QLabel &label, const QString &text);
    QPushButton *createButton(const MessageAction &action);
    QToolButton *createCopyButton();
    QString kindText() const;
    void applyColors();
    void startTime();
    bool isLookedAt() const;

    Message m_message;
    std::chrono::milliseconds m_successTime;
    int m_times = 1;
    QTimer m_timer;
    IconLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_copy = nullptr; // null where there are no details
    QToolButton *m_close = nullptr;
};

} // namespace pollux
