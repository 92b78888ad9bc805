// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/clicommand.h"

#include "app/cli/output/sentences.h"
#include "models/text/problemtext.h"

using namespace Qt::StringLiterals;

namespace pollux {

CliCommand::CliCommand(const CliOptions &options, Output &output, int maxListed)
    : m_options(options)
    , m_output(output)
    , m_names(options.arguments)
    , m_outcomes(output)
    , m_maxListed(maxListed)
{
    m_pages.begin(ListWalk::Extent::ToTheEnd);
    m_names.removeDuplicates();
}

void CliCommand::reportTrouble(const JournalReport &report)
{
    if (const QString trouble = sentences::journalTrouble(report); !trouble.isEmpty())
        m_output.say(trouble);
}

void CliCommand::endWith(const ApiError &error, const QString &name)
{
    m_outcomes.reportFailure(error, name);
    end();
}

void CliCommand::next()
{
    if (m_names.isEmpty())
        handleAllAsked();
    else
        ask(m_names.takeFirst());
}

void CliCommand::handleRefused(const ApiError &error, const QString &name)
{
    m_outcomes.reportFailure(error, name);
    if (exitCodeFor(error.kind) == ExitCode::KeyOrPermission)
        m_names.clear();
}

void CliCommand::handleDeleted(const Result<Nothing> &answer, const QString &name)
{
    if (answer.ok()) {
        m_outcomes.addGood();
        m_output.event(u"deleted"_s, {{"name"_L1, name}}, tr("deleted   %1").arg(name));
    } else {
        handleRefused(answer.error(), name);
    }
    next();
}

void CliCommand::endList(const QString &counted, ListWalk::Step step, const QString &hint)
{
    const bool hasMore = step != ListWalk::Step::End;
    QJsonObject summary{{counted, m_listed}, {"more"_L1, hasMore}};
    if (m_unreadable > 0) {
        summary.insert("unreadable"_L1, m_unreadable);
        m_output.say(unreadableEntriesText(m_unreadable));
    }
    m_output.event(u"summary"_s, summary, {});
    if (step == ListWalk::Step::Circle)
        m_outcomes.reportFailure(
            ApiError::local(ErrorKind::Protocol, {},
                            tr("The server repeats the pages of the list, so it may not be complete.")),
            {});
    else if (hasMore)
        m_output.hint(hint);
    end();
}

} // namespace pollux
