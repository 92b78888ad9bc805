// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/filecommands.h"

#include "app/cli/output/filetable.h"
#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"
#include "models/text/format.h"

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
    , m_pages(options.listsAll ? 0 : listedWithoutAll)
    , m_outcomes(output)
{
    m_names.removeDuplicates();
}

void FileCommands::start(const ReadyAccount &account)
{
    m_watch = std::make_unique<StateWatch>(m_network, account.requests, m_options.patience);
    switch (m_options.command) {
    case CliOptions::Command::List:
        list();
        break;
    case CliOptions::Command::Get:
        get();
        break;
    case CliOptions::Command::Delete:
        deleteNext();
        break;
    default:
        connect(m_watch.get(), &StateWatch::updated, this, &FileCommands::handleWatched);
        connect(m_watch.get(), &StateWatch::gone, this, &FileCommands::reportGone);
        connect(m_watch.get(), &StateWatch::failed, this, [this](const ApiError &error) {
            m_outcomes.tell(error);
            end();
        });
        watchNext();
        break;
    }
}

void FileCommands::list()
{
    m_watch->client().listFiles(ApiClient::maxPageSize, m_pages.token(), this, [this](const Result<FilePage> &page) {
        if (page.ok()) {
            handlePage(page.value());
            return;
        }
        m_outcomes.tell(page.error());
        end();
    });
}

void FileCommands::handlePage(const FilePage &page)
{
    if (m_pages.count() == 0 && !page.files.isEmpty() && !m_output.isJson())
        m_output.event({}, {}, filetable::header());
    for (const RemoteFile &file : page.files)
        m_output.event(u"file"_s, jsonoutput::fileObject(file), filetable::row(file));
    m_pages.take(page.files.size(), page.nextPageToken);
    if (m_pages.goesOn()) {
        list();
        return;
    }
    m_output.event(u"summary"_s, {{"files"_L1, m_pages.count()}, {"more"_L1, m_pages.hasMore()}}, {});
    if (m_pages.hasMore() && !m_output.isJson())
        m_output.say(tr("There are more files; --all lists them."));
    end();
}

void FileCommands::get()
{
    const QString name = m_names.takeFirst();
    m_watch->client().getFile(name, this, [this, name](const Result<RemoteFile> &file) {
        if (file.ok())
            m_output.event(u"file"_s, jsonoutput::fileObject(file.value()), filetable::fields(file.value()));
        else
            m_outcomes.tell(file.error(), name);
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
            m_outcomes.addGood();
            m_output.event(u"deleted"_s, {{"name"_L1, name}}, tr("deleted   %1").arg(name));
        } else {
            m_outcomes.tell(answer.error(), name);
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
            reportState(file.value());
        } else {
            m_outcomes.tell(file.error(), name);
        }
        watchNext();
    });
}

void FileCommands::handleWatched(const RemoteFile &file)
{
    if (file.state == RemoteFile::State::Processing)
        return;
    reportState(file);
    endWatchIfDone();
}

void FileCommands::reportState(const RemoteFile &file)
{
    QString line = u"%1  %2"_s.arg(format::singleLine(file.name), format::singleLine(file.stateText));
    if (file.state == RemoteFile::State::Failed) {
        m_outcomes.addFailure(ErrorKind::Cancelled);
        line += u"  "_s + sentences::failedState(file);
    } else if (file.state != RemoteFile::State::Processing) {
        m_outcomes.addGood();
    }
    m_output.event(u"state"_s,
                   {{"name"_L1, file.name}, {"state"_L1, file.stateText}, {"file"_L1, jsonoutput::fileObject(file)}},
                   line);
}

void FileCommands::reportGone(const QString &name)
{
    m_outcomes.tell(ApiError::local(ErrorKind::Gone), name);
    endWatchIfDone();
}

void FileCommands::endWatchIfDone()
{
    if (m_names.isEmpty() && m_watch->watchedCount() == 0)
        end();
}

void FileCommands::end()
{
    emit finished(m_outcomes.exitCode());
}

} // namespace pollux
