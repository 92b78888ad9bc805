// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace pollux {

enum class MessageKind { Info, Success, Warning, Error, Busy /* with a moving bar; not in a MessageBar */ };

struct MessageAction {
    QString text;
    std::function<void()> run;
};

/// One message of a MessageBar.
struct Message {
    MessageKind kind = MessageKind::Info;
    QString text = {};
    QList<MessageAction> actions = {}; ///< buttons; each closes the message
    QString topic = {}; ///< not shown; names a state that lasts; a message replaces an earlier one of the same topic;
                        ///< see MessageBar::dismiss()
    QString serverText = {}; ///< shown smaller underneath: the text of the server or the system
    QString details = {};    ///< for a "Copy Details" button, which does not close the message; empty for none
};

} // namespace pollux
