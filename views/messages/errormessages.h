// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "views/messages/message.h"

#include <QList>
#include <QString>

#include <functional>
#include <utility>

class QAction;

namespace pollux {

class MessageBar;
enum class ErrorAction;

/// A button that opens the action's page on the web; the action must have one.
MessageAction pageAction(ErrorAction action);

/// Shows errors in the window's message bar: cause and next step, the server's text underneath, a button for the next
/// step, and "Copy Details".
class ErrorMessages {
public:
    using Run = std::function<void()>;

    /// Returns the window's command for an action; null if the action opens a web page of the service.
    using ActionOf = std::function<QAction *(ErrorAction action)>;

    /// `bar` must outlive this object.
    ErrorMessages(MessageBar &bar, ActionOf actionOf);

    struct Context {
        QString failure; ///< a whole sentence that says what failed; empty if the error itself says so
        Run tryAgain;    ///< empty if the window cannot try again
        QString topic;   ///< see Message
    };
    void add(const ApiError &error, const Context &context = {}) const;
    /// One message for several items that failed: `failed` has their names as the user knows them. The message names
    /// the first few, the details contain all. It has a button only if all errors have the same action.
    void addFailures(const QString &failure, const QList<std::pair<QString, ApiError>> &failed) const;

private:
    Run runOf(ErrorAction action, const Run &tryAgain) const;

    MessageBar &m_bar;
    ActionOf m_actionOf;
};

} // namespace pollux
