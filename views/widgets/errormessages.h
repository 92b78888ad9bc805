// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QList>
#include <QString>

#include <functional>
#include <utility>

class QAction;

namespace pollux {

class MessageBar;
enum class ErrorAction;

/// Errors in the window's message bar: cause and next step, the service's own words underneath, a button for what can
/// be done about it, and "Copy Details".
class ErrorMessages {
public:
    using Run = std::function<void()>;

    /// The command of the window behind an action; null where the action opens a page of the service.
    using ActionOf = std::function<QAction *(ErrorAction action)>;

    /// `bar` must outlive this object.
    ErrorMessages(MessageBar &bar, ActionOf actionOf);

    struct Context {
        QString failure; ///< a whole sentence, what could not be done; empty where the error alone says it
        Run tryAgain;    ///< empty where the window cannot begin it anew
        QString topic;   ///< see MessageBar::Message
    };
    void add(const ApiError &error, const Context &context = {}) const;
    /// What could not be done with several things: `failed` has their names, as people know them. The first few are
    /// told, the details hold all. A button comes only where all have the same.
    void addFailures(const QString &failure, const QList<std::pair<QString, ApiError>> &failed) const;

private:
    Run runOf(ErrorAction action, const Run &tryAgain) const;

    MessageBar &m_bar;
    ActionOf m_actionOf;
};

} // namespace pollux
