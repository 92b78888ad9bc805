// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/accountchoice.h"
#include "app/cli/output/outcomes.h"
#include "app/cli/output/resourcetable.h"
#include "models/api/http/result.h"
#include "models/api/types/page.h"
#include "models/items/listwalk.h"
#include "models/transfer/uploadengine.h"

namespace pollux {

/// A command of pollux-cli that works with an account, from start() to finished(). The base holds what commands share:
/// lists in pages, names that the server is asked about one after the other, and the count of failures.
class CliCommand : public QObject {
    Q_OBJECT

public:
    virtual void start(const ReadyAccount &account) = 0;
    /// Called when a signal ends the program.
    virtual void interrupt() {}

signals:
    /// Emitted once.
    void finished(pollux::ExitCode code);

protected:
    /// Both must outlive this object. At most `maxListed` entries of a list are printed; 0: all of them.
    CliCommand(const CliOptions &options, Output &output, int maxListed = 0);

    /// Prints what is wrong with the journal, if anything is.
    void reportTrouble(const JournalReport &report);
    void end() { emit finished(m_outcomes.exitCode()); }
    void endWith(const ApiError &error, const QString &name = {});

    /// A callback that calls `take` with the value of an answer, or ends the command with its error.
    template <typename T>
    std::function<void(const Result<T> &)> orEnd(std::function<void(const T &)> take, const QString &name = {})
    {
        return [this, take, name](const Result<T> &answer) {
            if (answer.ok())
                take(answer.value());
            else
                endWith(answer.error(), name);
        };
    }

    /// Calls ask() for the next of the names, or handleAllAsked().
    void next();
    /// Asks the server about one name; next() follows the answer.
    virtual void ask(const QString &) {}
    virtual void handleAllAsked() { end(); }
    /// Prints why a change was refused. If the key is the reason, the names that follow are skipped.
    void handleRefused(const ApiError &error, const QString &name);
    /// Counts and prints the result of a deletion; next() follows.
    void handleDeleted(const Result<Nothing> &answer, const QString &name);

    /// Prints a page of a list; entries that an earlier page had are left out. `word`: the name of the event, "file"
    /// and the like. True if the next page must be requested; else the command ends, with an error if the server
    /// repeats its pages. `hint`: the sentence for a list that has more entries than are printed.
    template <typename Resource>
    bool reportPage(const Page<Resource> &page, const QString &word, QString (*header)(int nameWidth),
                    QJsonObject (*object)(const Resource &), const QString &hint = {})
    {
        QList<Resource> resources = page.entries;
        resources.removeIf([this](const Resource &resource) {
            const bool isKnown = m_listedNames.contains(resource.name);
            m_listedNames.insert(resource.name);
            return isKnown;
        });
        if (m_listed == 0 && !resources.isEmpty()) {
            m_nameWidth = resourcetable::nameWidth(resources);
            m_output.line(header(m_nameWidth));
        }
        for (const Resource &resource : resources)
            m_output.event(word, object(resource), resourcetable::row(resource, m_nameWidth));
        m_listed += static_cast<int>(resources.size());
        m_unreadable += page.unreadable;
        const ListWalk::Step step = m_pages.take(QList<ListWalk::Entry>(resources.size()), page.nextPageToken);
        const bool goesOn = step == ListWalk::Step::NextPage && (m_maxListed == 0 || m_listed < m_maxListed);
        if (!goesOn)
            endList(word + QChar(u's'), step, hint);
        return goesOn;
    }

    const CliOptions &m_options;
    Output &m_output;
    QStringList m_names; // still to be asked for
    ListWalk m_pages;
    Outcomes m_outcomes;

private:
    void endList(const QString &counted, ListWalk::Step step, const QString &hint);

    const int m_maxListed;
    int m_listed = 0;
    int m_unreadable = 0;
    QSet<QString> m_listedNames;
    int m_nameWidth = 0; // columns; by the first page
};

} // namespace pollux
