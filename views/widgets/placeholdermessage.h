// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/icons.h"
#include "views/widgets/message.h"

#include <QList>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace pollux {

class IconLabel;

/// What stands where there is no content: an icon, a title, a sentence that says what to do, and up to two buttons.
/// Texts are plain text.
class PlaceholderMessage final : public QWidget {
    Q_OBJECT

public:
    using Button = MessageAction;

    struct Content {
        IconName icon = IconName::Info;
        QString title;
        QString sentence;
        QList<Button> buttons = {}; ///< at most two, the first is the one meant
        bool isBusy = false;        ///< a moving bar instead of buttons
    };

    explicit PlaceholderMessage(QWidget *parent = nullptr);

    void setContent(const Content &content);

    /// False: it takes the height that it is given. Else every layout above would break its texts into lines for each
    /// width that it considers, also while it is hidden, which was a quarter of the program's start.
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
