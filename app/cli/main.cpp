// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/documentcreatecommand.h"
#include "app/cli/commands/filecommands.h"
#include "app/cli/commands/importcommand.h"
#include "app/cli/commands/operationscommand.h"
#include "app/cli/commands/storecommands.h"
#include "app/cli/commands/uploadcommand.h"
#include "app/process/hardening.h"
#include "app/process/interrupt.h"
#include "models/accounts/datadirectory.h"
#include "models/accounts/environmentaccount.h"
#include "models/accounts/keychainstore.h"
#include "models/accounts/settings.h"
#include "models/api/http/proxychoice.h"
#include "models/productinfo.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "models/text/storetext.h"
#include "models/text/untrustedtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QLoggingCategory>
#include <QProcessEnvironment>

#include <cstdio>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

int exitStatus(ExitCode code)
{
    return static_cast<int>(code);
}

/// Pollux logs no secrets; this removes those that a library may log.
void logWithoutSecrets(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    const QString line = QString::fromUtf8(context.category) + ": "_L1 + untrustedtext::withoutSecrets(message) + u'\n';
    std::fputs(line.toLocal8Bit().constData(), stderr);
}

void listProfiles(Accounts &accounts, Output &output)
{
    const auto active = accounts.activeProfile();
    if (const auto found = environmentAccount(QProcessEnvironment::systemEnvironment()))
        accounts.addSessionProfile(found->profile, {});
    for (const Profile &profile : accounts.profiles()) {
        const bool isActive = active && active->id == profile.id;
        const QString url = profile.baseUrl.toString();
        output.event(u"profile"_s,
                     {{"name"_L1, profile.name},
                      {"baseUrl"_L1, url},
                      {"apiVersion"_L1, profile.apiVersion},
                      {"active"_L1, isActive},
                      {"forThisRun"_L1, profile.sessionOnly}},
                     u"%1 %2  %3"_s.arg(isActive ? u"*"_s : u" "_s, format::singleLine(profile.name), url));
    }
}

int run(CliCommand &command, AccountChoice &choice, Output &output)
{
    Interrupt interrupt;
    const auto end = [](ExitCode code) { QCoreApplication::exit(exitStatus(code)); };
    QObject::connect(&choice, &AccountChoice::ready, &command, &CliCommand::start);
    QObject::connect(&command, &CliCommand::finished, qApp, end, Qt::QueuedConnection);
    QObject::connect(&interrupt, &Interrupt::requested, &command, &CliCommand::interrupt);
    // Queued, so that the exit code of a command that ended meanwhile counts.
    QObject::connect(
        &interrupt, &Interrupt::requested, qApp, [end] { end(ExitCode::Interrupted); }, Qt::QueuedConnection);
    QObject::connect(&choice, &AccountChoice::failed, qApp, [&output, end](const QString &sentence) {
        output.fail(u"account"_s, sentence);
        end(ExitCode::KeyOrPermission);
    });
    QMetaObject::invokeMethod(&choice, &AccountChoice::start, Qt::QueuedConnection);
    const int status = QCoreApplication::exec();
    output.clearStatus();
    return status == exitStatus(ExitCode::AllDone) && !output.isWritten() ? exitStatus(ExitCode::SomeFailed) : status;
}

void reportCaution(const CliOptions &options, Output &output)
{
    const auto chunking = options.storeUpload ? options.storeUpload->chunking : std::nullopt;
    const QString caution = chunking ? storetext::cautionText(*chunking) : QString();
    if (!caution.isEmpty())
        output.say(caution);
}

std::unique_ptr<CliCommand> makeCommand(const CliOptions &options, const QString &directory, AccountChoice &choice,
                                        Output &output)
{
    using enum CliOptions::Command;
    switch (options.command) {
    case Upload:
    case Resume:
        return std::make_unique<UploadCommand>(options, directory, choice, output);
    case Stores:
    case StoreCreate:
    case StoreDelete:
    case Documents:
    case DocumentDelete:
        return std::make_unique<StoreCommands>(options, output);
    case DocumentCreate:
        return std::make_unique<DocumentCreateCommand>(options, directory, output);
    case Import:
        return std::make_unique<ImportCommand>(options, directory, output);
    case Operations:
        return std::make_unique<OperationsCommand>(options, directory, output);
    default:
        return std::make_unique<FileCommands>(options, output);
    }
}

int runCommand(const CliOptions &options, const QString &directory, Output &output)
{
    Settings settings(QDir(directory).filePath(u"settings.ini"_s));
    ProxyChoice().apply(); // the environment's
    KeychainStore credentials(productinfo::applicationId,
                              [&settings](const QString &id) { return settings.keyWasStored(id); });
    Accounts accounts(settings, credentials);
    AccountChoice choice(options, accounts);
    reportCaution(options, output);
    if (options.command == CliOptions::Command::Profiles) {
        listProfiles(accounts, output);
        return exitStatus(ExitCode::AllDone);
    }
    return run(*makeCommand(options, directory, choice, output), choice, output);
}

} // namespace

int main(int argc, char *argv[])
{
    // The threads of an upload pass each 16 KiB of its body to one another through their event loops. Qt's own event
    // loop does that a tenth faster than GLib's (tests/bench/uploads.py), and nothing here needs GLib. Qt reads the
    // variable when a thread starts.
    qputenv("QT_NO_GLIB", "1");
    hardenProcess();
    forbidDebuggers();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(productinfo::displayName);
    QLocale::setDefault(format::sentenceLocale(u"en"_s));
    QCoreApplication::setApplicationVersion(productinfo::version);
    const CliOptions options = parseCliOptions(QCoreApplication::arguments());
    Output output(options.isJson, !options.isDebug);
    if (options.command == CliOptions::Command::PrintText) {
        output.event({}, {}, options.text.trimmed());
        return exitStatus(ExitCode::AllDone);
    }
    if (options.command == CliOptions::Command::Refuse) {
        output.say(options.text);
        return exitStatus(ExitCode::Usage);
    }
    qInstallMessageHandler(&logWithoutSecrets);
    QLoggingCategory::setFilterRules(options.isDebug ? u"pollux.*=true"_s : u"*.debug=false\n*.info=false"_s);
    const auto [directory, problem] = dataDirectory(options.dataDirectory);
    if (!problem.isEmpty()) {
        const QString sentence = QCoreApplication::translate("main", "The data folder %1 cannot be made: %2")
                                     .arg(format::singleLine(QDir::toNativeSeparators(directory)), problem);
        output.fail(u"folder"_s, sentence);
        return exitStatus(ExitCode::SomeFailed);
    }
    return runCommand(options, directory, output);
}
