// SPDX-License-Identifier: Apache-2.0
#include "views/messages/errormessages.h"

#include "models/text/errortext.h"
#include "models/text/format.h"
#include "views/messages/messagebar.h"

#include <QAction>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxFailuresInMessage = 3;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ErrorMessages)
};

} // namespace

MessageAction pageAction(ErrorAction action)
{
    return {errorActionText(action), [page = errorActionPage(action)] { QDesktopServices::openUrl(page); }};
}

ErrorMessages::ErrorMessages(MessageBar &bar, ActionOf actionOf)
    : m_bar(bar)
    , m_actionOf(std::move(actionOf))
{
}

void ErrorMessages::add(const ApiError &error, const Context &context) const
{
    const ErrorText text = errorText(error);
    const QString own = Texts::tr("%1. %2", "title, next step").arg(text.title, text.nextStep);
    MessageBar::Message message;
    message.kind = MessageBar::Kind::Error;
    message.text = context.failure.isEmpty() ? own : Texts::tr("%1 %2", "what failed, why").arg(context.failure, own);
    message.topic = context.topic;
    message.serverText = text.serverText;
    message.details = errorDetails(error);
    const Run run = runOf(text.action, context.tryAgain);
    if (run)
        message.actions.append({errorActionText(text.action), run});
    if (text.secondAction != ErrorAction::None)
        message.actions.append(pageAction(text.secondAction));
    const bool isOtherAction = !run || !errorActionPage(text.action).isEmpty();
    if (context.tryAgain && text.action != ErrorAction::TryAgain && isOtherAction)
        message.actions.append({errorActionText(ErrorAction::TryAgain), context.tryAgain});
    m_bar.add(message);
}

void ErrorMessages::addFailures(const QString &failure, const QList<std::pair<QString, ApiError>> &failed) const
{
    QStringList told;
    QStringList details;
    for (const auto &[name, error] : failed) {
        const QString shownName = format::singleLine(name);
        if (told.size() < maxFailuresInMessage)
            told.append(Texts::tr("%1: %2", "name, error").arg(shownName, errorSentence(error)));
        details.append(shownName + u'\n' + errorDetails(error));
    }
    MessageBar::Message message;
    message.kind = MessageBar::Kind::Error;
    message.text = Texts::tr("%1 %2", "what failed, why").arg(failure, told.join(u' '));
    message.details = details.join(u"\n\n"_s);
    const ErrorAction action = failed.isEmpty() ? ErrorAction::None : errorText(failed.first().second).action;
    const bool isCommon =
        std::ranges::all_of(failed, [action](const auto &one) { return errorText(one.second).action == action; });
    if (const Run run = isCommon ? runOf(action, {}) : Run())
        message.actions = {{errorActionText(action), run}};
    m_bar.add(message);
}

ErrorMessages::Run ErrorMessages::runOf(ErrorAction action, const Run &tryAgain) const
{
    if (action == ErrorAction::None)
        return {};
    if (action == ErrorAction::TryAgain)
        return tryAgain;
    if (QAction *command = m_actionOf(action))
        return [command] { command->trigger(); };
    return pageAction(action).run;
}

} // namespace pollux
