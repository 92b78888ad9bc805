// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/filecommands.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int listedWithoutAll = 100;

} // namespace

FileCommands::FileCommands(const CliOptions &options, Output &output)
    : CliCommand(options, output, options.listsAll ? 0 : listedWithoutAll)
{
}

void FileCommands::start(const ReadyAccount &account)
{
    m_watch = std::make_unique<StateWatch>(m_network, account.requests, m_options.patience);
    connect(m_watch.get(), &StateWatch::updated, this, [this](const RemoteFile &file) {
        if (file.state == RemoteFile::State::Processing)
            return;
        reportState(file);
        endIfDone();
    });
    connect(m_watch.get(), &StateWatch::gone, this, [this](const QString &name) {
        m_outcomes.reportFailure(ApiError::local(ErrorKind::Gone), name);
        endIfDone();
    });
    connect(m_watch.get(), &StateWatch::failed, this, [this](const ApiError &error) { endWith(error); });
    if (m_options.command == CliOptions::Command::List)
        list();
    else
        next();
}

void FileCommands::list()
{
    const auto handlePage = [this](const FilePage &page) {
        if (reportPage(page, u"file"_s, &resourcetable::fileHeader, &jsonoutput::fileObject,
                       tr("There are more files; --all lists them.")))
            list();
    };
    m_watch->client().listFiles(ApiClient::maxPageSize, m_pages.pageToken(), this, orEnd<FilePage>(handlePage));
}

void FileCommands::ask(const QString &name)
{
    if (m_options.command == CliOptions::Command::Delete) {
        m_watch->client().deleteFile(name, this,
                                     [this, name](const Result<Nothing> &answer) { handleDeleted(answer, name); });
        return;
    }
    m_isAsking = true;
    m_watch->client().getFile(name, this, [this, name](const Result<RemoteFile> &file) {
        m_isAsking = false;
        if (!file.ok()) {
            m_outcomes.reportFailure(file.error(), name);
        } else if (m_options.command == CliOptions::Command::Get) {
            m_output.event(u"file"_s, jsonoutput::fileObject(file.value()), resourcetable::fields(file.value()));
        } else {
            m_watch->consider(file.value());
            reportState(file.value());
        }
        next();
    });
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

void FileCommands::endIfDone()
{
    if (m_names.isEmpty() && !m_isAsking && m_watch->watchedCount() == 0)
        end();
}

} // namespace pollux
