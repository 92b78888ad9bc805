// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options.h"

#include "models/api/requestfactory.h"
#include "models/api/resourcename.h"
#include "models/items/format.h"
#include "models/productinfo.h"
#include "models/transfer/uploadqueue.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("pollux::CliOptions", text);
}

struct CommandName {
    QStringView name;
    CliOptions::Command command;
    bool takesFiles;
    bool takesNames;
};

constexpr std::array commands{
    CommandName{u"upload", CliOptions::Command::Upload, true, false},
    CommandName{u"resume", CliOptions::Command::Resume, false, false},
    CommandName{u"list", CliOptions::Command::List, false, false},
    CommandName{u"get", CliOptions::Command::Get, false, true},
    CommandName{u"delete", CliOptions::Command::Delete, false, true},
    CommandName{u"watch", CliOptions::Command::Watch, false, true},
    CommandName{u"profiles", CliOptions::Command::Profiles, false, false},
};

QString commandHelp()
{
    return tr(R"(
Commands:
  upload FILE…   Upload files and folders; goes on by itself after breaks of the network.
  resume         Go on with uploads that were interrupted.
  list           List the files on the server: the first 100, or --all.
  get NAME       Show a file's fields.
  delete NAME…   Delete files on the server.
  watch NAME…    Wait until files are ACTIVE or FAILED.
  profiles       List the accounts.

A NAME is files/abc, the bare id abc, or the file's URI. The account is that of --profile, else the environment's
(GOOGLE_API_KEY or GEMINI_API_KEY, at GOOGLE_GEMINI_BASE_URL if that is set), else the one that is active in Pollux, with
its key from the keychain. --key-stdin gives the key instead. A key is never an argument.

Exit codes: 0 all done, 1 some failed, 2 usage, 3 key or permission, 4 network or server, 130 interrupted (what was
begun is kept: pollux-cli resume).

With --json each line of standard output is one object, told apart by "event". Sizes are bytes, times RFC 3339 in UTC,
hashes hexadecimal; what is not known is left out:
  queued    id, path, displayName, mimeType, size
  skipped   path, reason, text
  progress  id, path, state, sent, confirmed, size, bytesPerSecond, secondsLeft; at most once a second for each file
  waiting   id, path, reason, nextTry, error
  held      reason, nextTry, error: no upload goes on
  uploaded  id, path, displayName, name, uri, state, size, sha256, verified
  failed    id, path, displayName, error, and as in uploaded where the server has it
  state     name, state, and id and path, or file: after --wait, and from watch
  file      name, displayName, mimeType, size, createTime, updateTime, expirationTime, sha256, uri, downloadUri, state,
            source, videoSeconds, error
  deleted   name
  profile   name, baseUrl, apiVersion, active, forThisRun
  error     error, and name where it is about a file
  summary   done, failed, skipped, unfinished; of list: files, more
An error is an object of kind, text, httpStatus, rpcStatus and message.
)");
}

struct Options {
    QCommandLineOption displayName{u"display-name"_s, tr("Name on the server, for a single file."), u"TEXT"_s};
    QCommandLineOption mimeType{u"mime"_s, tr("MIME type, instead of a guess."), u"TYPE"_s};
    QCommandLineOption jobs{u"jobs"_s, tr("Uploads at once, 1 to 32."), u"N"_s};
    QCommandLineOption wait{u"wait"_s, tr("Wait until each uploaded file is ACTIVE or FAILED.")};
    QCommandLineOption noVerify{u"no-verify"_s, tr("Do not compare the content's SHA-256 with the server's.")};
    QCommandLineOption patience{u"patience"_s, tr("Give up after so many seconds without progress or answer (600)."),
                                u"SECONDS"_s};
    QCommandLineOption all{u"all"_s, tr("List all files.")};
    QCommandLineOption profile{u"profile"_s, tr("Use the account of this name."), u"NAME"_s};
    QCommandLineOption dataDirectory{u"data-dir"_s, tr("Keep settings and state in this folder."), u"DIR"_s};
    QCommandLineOption keyStdin{u"key-stdin"_s, tr("Read the key from standard input.")};
    QCommandLineOption json{u"json"_s, tr("Print JSON lines.")};
    QCommandLineOption debug{u"debug"_s, tr("Log what happens to standard error.")};
    QCommandLineOption help{QStringList{u"h"_s, u"help"_s}, tr("Print this help.")};
    QCommandLineOption version{QStringList{u"v"_s, u"version"_s}, tr("Print the version.")};
};

CliOptions saying(CliOptions::Command command, const QString &text)
{
    CliOptions options;
    options.command = command;
    options.text = text;
    return options;
}

bool looksLikeKey(const QString &argument)
{
    static const QRegularExpression key(u"^(-[A-Za-z-]+=?)?(AIza|AQ\\.)[0-9A-Za-z_-]{20,}$"_s);
    return key.match(argument).hasMatch();
}

/// Why the options do not fit the command; empty where they do.
QString contradiction(const QCommandLineParser &parser, const Options &options, const CommandName &command,
                      const CliOptions &chosen)
{
    const auto count = parser.positionalArguments().size() - 1;
    if ((command.takesFiles || command.takesNames) && count == 0)
        return tr("%1 needs at least one argument.").arg(command.name);
    if (!command.takesFiles && !command.takesNames && count > 0)
        return tr("%1 takes no arguments.").arg(command.name);
    if (chosen.command == CliOptions::Command::Get && count > 1)
        return tr("get takes one name.");
    const bool uploads = chosen.command == CliOptions::Command::Upload || chosen.command == CliOptions::Command::Resume;
    for (const QCommandLineOption &option : {options.jobs, options.wait}) {
        if (parser.isSet(option) && !uploads)
            return tr("--%1 belongs to upload and resume.").arg(option.names().constFirst());
    }
    if (parser.isSet(options.patience) && !uploads && chosen.command != CliOptions::Command::Watch)
        return tr("--patience belongs to upload, resume and watch.");
    for (const QCommandLineOption &option : {options.displayName, options.mimeType, options.noVerify}) {
        if (parser.isSet(option) && chosen.command != CliOptions::Command::Upload)
            return tr("--%1 belongs to upload.").arg(option.names().constFirst());
    }
    if (parser.isSet(options.all) && chosen.command != CliOptions::Command::List)
        return tr("--all belongs to list.");
    if (parser.isSet(options.displayName) && (count > 1 || QFileInfo(parser.positionalArguments().last()).isDir()))
        return tr("--display-name goes with a single file.");
    if (parser.isSet(options.displayName) && chosen.displayName.isEmpty())
        return tr("--display-name needs a name.");
    if (parser.isSet(options.mimeType) && !isMimeType(chosen.mimeType))
        return tr("--mime needs type/subtype: %1").arg(format::singleLine(chosen.mimeType));
    if (parser.isSet(options.jobs) && (chosen.jobs < 1 || chosen.jobs > UploadQueue::mostParallelUploads))
        return tr("--jobs needs a number from 1 to 32.");
    if (chosen.patience.count() < 1)
        return tr("--patience needs a number of seconds from 1.");
    if (parser.isSet(options.dataDirectory) && chosen.dataDirectory.isEmpty())
        return tr("--data-dir needs the name of a folder.");
    return {};
}

/// False, with the argument in `text`, where one is no name.
bool takeArguments(const QStringList &arguments, const CommandName &command, CliOptions &chosen)
{
    for (const QString &argument : arguments) {
        const auto name = command.takesNames ? fileResourceName(argument) : std::nullopt;
        if (command.takesNames && !name) {
            chosen.text = tr("This is no file's name: %1").arg(format::singleLine(argument));
            return false;
        }
        chosen.arguments.append(name ? *name : QDir::current().absoluteFilePath(argument));
    }
    return true;
}

} // namespace

CliOptions parseCliOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Files of the Gemini API from the command line.") + u'\n' + commandHelp());
    parser.addOptions({options.displayName, options.mimeType, options.jobs, options.wait, options.noVerify,
                       options.patience, options.all, options.profile, options.dataDirectory, options.keyStdin,
                       options.json, options.debug, options.help, options.version});
    parser.addPositionalArgument(u"COMMAND"_s, tr("upload, resume, list, get, delete, watch or profiles"));
    parser.addPositionalArgument(u"ARGUMENT"_s, tr("files or names"), u"[ARGUMENT…]"_s);

    using Command = CliOptions::Command;
    if (std::ranges::any_of(arguments, looksLikeKey))
        return saying(Command::Refuse, tr("An argument looks like an API key. It stands in the "
                                          "history of the shell now, and other "
                                          "programs could see it: replace that key. Give keys by "
                                          "--key-stdin, in GEMINI_API_KEY, or in an "
                                          "account."));
    if (!parser.parse(arguments))
        return saying(Command::Refuse, format::singleLine(parser.errorText()));
    if (parser.isSet(options.help))
        return saying(Command::PrintText, parser.helpText());
    if (parser.isSet(options.version))
        return saying(Command::PrintText, u"pollux-cli "_s + productinfo::version);
    const QStringList positional = parser.positionalArguments();
    const auto command = std::ranges::find(commands, QStringView(positional.value(0)), &CommandName::name);
    if (command == commands.end())
        return saying(
            Command::Refuse,
            positional.isEmpty()
                ? tr("A command is missing; --help lists them.")
                : tr("There is no command %1; --help lists them.").arg(format::singleLine(positional.first())));

    CliOptions chosen;
    chosen.command = command->command;
    chosen.displayName = parser.value(options.displayName);
    chosen.mimeType = parser.value(options.mimeType);
    chosen.profileName = parser.value(options.profile);
    chosen.dataDirectory = parser.value(options.dataDirectory);
    chosen.jobs = parser.value(options.jobs).toInt();
    chosen.isVerified = !parser.isSet(options.noVerify);
    chosen.waitsForActive = parser.isSet(options.wait);
    chosen.listsAll = parser.isSet(options.all);
    chosen.isJson = parser.isSet(options.json);
    chosen.readsKey = parser.isSet(options.keyStdin);
    chosen.isDebug = parser.isSet(options.debug);
    if (parser.isSet(options.patience))
        chosen.patience = std::chrono::seconds(parser.value(options.patience).toInt());
    if (const QString reason = contradiction(parser, options, *command, chosen); !reason.isEmpty())
        return saying(Command::Refuse, reason);
    if (!takeArguments(positional.mid(1), *command, chosen))
        return saying(Command::Refuse, chosen.text);
    return chosen;
}

} // namespace pollux
