// SPDX-License-Identifier: Apache-2.0
#include "app/cli/filecommands.h"

#include "app/cli/filetable.h"
#include "app/cli/jsonwords.h"
#include "app/cli/sentences.h"
#include "models/items/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int listedWithoutAll = 100;

} // namespace

FileCommands::FileCommands(const CliOptions &options, Output &output, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_names(options.arguments)
{
    m_names.removeDuplicates();
}

void FileCommands::start(const ReadyAccount &account)
{
    m_watch = std::make_unique<StateWatch>(m_network, account.requests, m_options.patience);
    switch (m_options.command) {
    case CliOptions::Command::List:
        list({});
        break;
    case CliOptions::Command::Get:
        get();
        break;
    case CliOptions::Command::Delete:
        deleteNext();
        break;
    default:
        connect(m_watch.get(), &StateWatch::updated, this, &FileCommands::takeWatched);
        connect(m_watch.get(), &StateWatch::gone, this, &FileCommands::tellGone);
        connect(m_watch.get(), &StateWatch::failed, this, [this](const ApiError &error) {
            tellError(error);
            end();
        });
        watchNext();
        break;
    }
}

void FileCommands::list(const QString &pageToken)
{
    m_usedTokens.insert(pageToken);
    m_watch->client().listFiles(ApiClient::largestPageSize, pageToken, this, [this](const Result<FilePage> &page) {
        if (page.ok()) {
            takePage(page.value());
            return;
        }
        tellError(page.error());
        end();
    });
}

void FileCommands::takePage(const FilePage &page)
{
    if (m_listedCount == 0 && !page.files.isEmpty() && !m_output.isJson())
        m_output.event({}, {}, filetable::header());
    for (const RemoteFile &file : page.files)
        m_output.event(u"file"_s, jsonwords::fileObject(file), filetable::row(file));
    m_listedCount += static_cast<int>(page.files.size());
    // Pages may be short or empty before the end; a token that comes again would
    // never end.
    const QString &next = page.nextPageToken;
    const bool hasMore = !next.isEmpty() && !m_usedTokens.contains(next);
    if (hasMore && (m_options.listsAll || m_listedCount < listedWithoutAll)) {
        list(next);
        return;
    }
    m_output.event(u"summary"_s, {{"files"_L1, m_listedCount}, {"more"_L1, hasMore}}, {});
    if (hasMore && !m_output.isJson())
        m_output.say(tr("There are more files; --all lists them."));
    end();
}

void FileCommands::get()
{
    const QString name = m_names.takeFirst();
    m_watch->client().getFile(name, this, [this, name](const Result<RemoteFile> &file) {
        if (file.ok())
            m_output.event(u"file"_s, jsonwords::fileObject(file.value()), filetable::fields(file.value()));
        else
            tellError(file.error(), name);
        end();
    });
}

void FileCommands::deleteNext()
{
    if (m_names.isEmpty()) {
        end();
        return;
    }
    const QString name = m_names.takeFirst();
    m_watch->client().deleteFile(name, this, [this, name](const Result<Nothing> &answer) {
        if (answer.ok()) {
            ++m_goodCount;
            m_output.event(u"deleted"_s, {{"name"_L1, name}}, tr("deleted   %1").arg(name));
        } else {
            tellError(answer.error(), name);
            // The others would fail in the same way.
            if (exitCodeFor(answer.error().kind) == ExitCode::KeyOrPermission)
                m_names.clear();
        }
        deleteNext();
    });
}

void FileCommands::watchNext()
{
    if (m_names.isEmpty()) {
        endWatchIfDone();
        return;
    }
    const QString name = m_names.takeFirst();
    m_watch->client().getFile(name, this, [this, name](const Result<RemoteFile> &file) {
        if (file.ok()) {
            m_watch->consider(file.value());
            tellState(file.value());
        } else {
            tellError(file.error(), name);
        }
        watchNext();
    });
}

void FileCommands::takeWatched(const RemoteFile &file)
{
    if (file.state == RemoteFile::State::Processing)
        return;
    tellState(file);
    endWatchIfDone();
}

void FileCommands::tellState(const RemoteFile &file)
{
    QString line = u"%1  %2"_s.arg(format::singleLine(file.name), format::singleLine(file.stateText));
    if (file.state == RemoteFile::State::Failed) {
        m_failures.append(ErrorKind::Cancelled);
        line += u"  "_s + sentences::failedState(file);
    } else if (file.state != RemoteFile::State::Processing) {
        ++m_goodCount;
    }
    m_output.event(u"state"_s,
                   {{"name"_L1, file.name}, {"state"_L1, file.stateText}, {"file"_L1, jsonwords::fileObject(file)}},
                   line);
}

void FileCommands::tellGone(const QString &name)
{
    tellError(ApiError::local(ErrorKind::Gone), name);
    endWatchIfDone();
}

void FileCommands::endWatchIfDone()
{
    if (m_names.isEmpty() && m_watch->watchedCount() == 0)
        end();
}

void FileCommands::tellError(const ApiError &error, const QString &name)
{
    m_failures.append(error.kind);
    if (name.isEmpty())
        m_output.fail(jsonwords::errorObject(error), sentences::sentence(error));
    else if (m_output.isJson())
        m_output.event(u"error"_s, {{"name"_L1, name}, {"error"_L1, jsonwords::errorObject(error)}}, {});
    else
        m_output.say(u"%1: %2"_s.arg(name, sentences::sentence(error)));
}

void FileCommands::end()
{
    emit finished(exitCodeFor(m_goodCount, m_failures));
}

} // namespace pollux
