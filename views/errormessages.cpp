// SPDX-License-Identifier: Apache-2.0
#include "views/errormessages.h"

#include "models/items/format.h"
#include "views/errortext.h"
#include "views/messagebar.h"
#include "views/windowactions.h"

#include <QAction>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFailuresInMessage = 3;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ErrorMessages)
};

} // namespace

ErrorMessages::ErrorMessages(MessageBar &bar, const WindowActions &actions)
    : m_bar(bar)
    , m_actions(actions)
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
    message.words = text.words;
    message.details = errorDetails(error);
    message.action = runOf(text.action, context.tryAgain);
    if (message.action)
        message.actionText = errorActionText(text.action);
    else if (context.tryAgain) {
        message.action = context.tryAgain;
        message.actionText = errorActionText(ErrorAction::TryAgain);
    }
    if (context.tryAgain && text.action != ErrorAction::TryAgain && !errorActionPage(text.action).isEmpty())
        message.otherActions = {{errorActionText(ErrorAction::TryAgain), context.tryAgain}};
    m_bar.add(message);
}

void ErrorMessages::addFailures(const QString &failure, const QList<std::pair<QString, ApiError>> &failed) const
{
    QStringList told;
    QStringList details;
    for (const auto &[name, error] : failed) {
        const QString shownName = format::singleLine(name);
        if (told.size() < mostFailuresInMessage)
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
    message.action = isCommon ? runOf(action, {}) : Run();
    if (message.action)
        message.actionText = errorActionText(action);
    m_bar.add(message);
}

void ErrorMessages::dismiss(const QString &topic) const
{
    m_bar.dismiss(topic);
}

ErrorMessages::Run ErrorMessages::runOf(ErrorAction action, const Run &tryAgain) const
{
    const auto triggering = [](QAction *command) { return [command] { command->trigger(); }; };
    switch (action) {
    case ErrorAction::None:
        return {};
    case ErrorAction::TryAgain:
        return tryAgain;
    case ErrorAction::OpenAccounts:
        return triggering(m_actions.accounts);
    case ErrorAction::OpenSettings:
        return triggering(m_actions.settings);
    case ErrorAction::RefreshList:
        return triggering(m_actions.refresh);
    case ErrorAction::ShowExpiring:
        return triggering(m_actions.showExpiring);
    case ErrorAction::ShowBilling:
    case ErrorAction::ShowLimits:
    case ErrorAction::ShowLocations:
    case ErrorAction::ShowServiceStatus:
        return [page = errorActionPage(action)] { QDesktopServices::openUrl(page); };
    }
    Q_UNREACHABLE();
}

} // namespace pollux
