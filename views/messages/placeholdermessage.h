// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/messages/message.h"
#include "views/style/icons.h"

#include <QList>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace pollux {

class IconLabel;
struct ApiError;

/// Shown in place of missing content: an icon, a title, a sentence that says what to do, and up to three buttons.
/// Texts are plain text.
class PlaceholderMessage final : public QWidget {
    Q_OBJECT

public:
    using Button = MessageAction;

    struct Content {
        IconName icon = IconName::Info;
        QString title;
        QString sentence;
        QList<Button> buttons = {}; ///< at most three, the main one first
        bool isBusy = false;        ///< a moving bar instead of buttons
    };

    explicit PlaceholderMessage(QWidget *parent = nullptr);

    /// Why a list could not be loaded. Where another key helps, the buttons for that come first.
    static Content ofError(const ApiError &error, const std::function<void()> &tryAgain,
                           const std::function<void()> &changeKey);

    void setContent(const Content &content);

    /// False, because with a height for width every layout above would break the texts into lines for each width that
    /// it considers, even while this widget is hidden. That took a quarter of the time that the program needs to start.
    bool hasHeightForWidth() const override { return false; }

private:
    QList<Button> m_actions;
    IconLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    QProgressBar *m_busy = nullptr;
    QList<QPushButton *> m_buttons;
};

} // namespace pollux
