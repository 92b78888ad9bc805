// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/options.h"

#include "app/cli/options/helptext.h"
#include "app/cli/options/storenames.h"
#include "app/cli/options/storeoptions.h"
#include "models/api/types/mimetypes.h"
#include "models/api/types/resourcename.h"
#include "models/productinfo.h"
#include "models/text/format.h"
#include "models/transfer/uploadqueue.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("pollux::CliOptions", text);
}

/// What a command's arguments are.
enum class Takes { Nothing, Files, FileNames, Text, StoreName, DocumentNames, OperationNames };

struct CommandName {
    QStringView name;
    CliOptions::Command command;
    Takes takes;
    int fewest;
    int most;
};

constexpr int any = std::numeric_limits<int>::max();
using Command = CliOptions::Command;

constexpr std::array commands{
    CommandName{u"upload", Command::Upload, Takes::Files, 1, any},
    CommandName{u"resume", Command::Resume, Takes::Nothing, 0, 0},
    CommandName{u"list", Command::List, Takes::Nothing, 0, 0},
    CommandName{u"get", Command::Get, Takes::FileNames, 1, 1},
    CommandName{u"delete", Command::Delete, Takes::FileNames, 1, any},
    CommandName{u"watch", Command::Watch, Takes::FileNames, 1, any},
    CommandName{u"stores", Command::Stores, Takes::Nothing, 0, 0},
    CommandName{u"store-create", Command::StoreCreate, Takes::Text, 1, 1},
    CommandName{u"store-delete", Command::StoreDelete, Takes::StoreName, 1, 1},
    CommandName{u"documents", Command::Documents, Takes::StoreName, 1, 1},
    CommandName{u"document-delete", Command::DocumentDelete, Takes::DocumentNames, 1, any},
    CommandName{u"import", Command::Import, Takes::FileNames, 1, any},
    CommandName{u"operations", Command::Operations, Takes::OperationNames, 0, any},
    CommandName{u"profiles", Command::Profiles, Takes::Nothing, 0, 0},
};

QString namesOf(const QList<Command> &some)
{
    QStringList names;
    for (const CommandName &command : commands) {
        if (some.contains(command.command))
            names.append(command.name.toString());
    }
    return QLocale().createSeparatedList(names);
}

struct Options {
    QCommandLineOption displayName{u"display-name"_s, tr("Name on the server, for a single file."), u"TEXT"_s};
    QCommandLineOption mimeType{u"mime"_s, tr("MIME type, instead of a guess."), u"TYPE"_s};
    QCommandLineOption jobs{u"jobs"_s, tr("Uploads at once, 1 to 32."), u"N"_s};
    QCommandLineOption wait{u"wait"_s, tr("Wait until each file is ACTIVE or FAILED, or until operations end.")};
    QCommandLineOption noVerify{u"no-verify"_s, tr("Do not compare the content's SHA-256 with the server's.")};
    QCommandLineOption patience{u"patience"_s, tr("Give up after so many seconds without progress or answer (600)."),
                                u"SECONDS"_s};
    QCommandLineOption store{u"store"_s, tr("The store that files go into."), u"NAME"_s};
    QCommandLineOption maxTokens{u"max-tokens"_s, tr("Tokens of a chunk at most, 1 to 512."), u"N"_s};
    QCommandLineOption overlap{u"overlap"_s, tr("Tokens that a chunk shares with the one before, from 0."), u"N"_s};
    QCommandLineOption metadata{u"metadata"_s, tr("An entry of the documents' metadata; may be repeated."),
                                u"key=value"_s};
    QCommandLineOption collection{u"collection"_s, tr("Where stores are: auto, ragStores or fileSearchStores."),
                                  u"WHICH"_s};
    QCommandLineOption force{u"force"_s, tr("Delete a store's documents with it.")};
    QCommandLineOption all{u"all"_s, tr("List all files or documents.")};
    QCommandLineOption profile{u"profile"_s, tr("Use the account of this name."), u"NAME"_s};
    QCommandLineOption dataDirectory{u"data-dir"_s, tr("Keep settings and state in this folder."), u"DIR"_s};
    QCommandLineOption keyStdin{u"key-stdin"_s, tr("Read the key from standard input.")};
    QCommandLineOption json{u"json"_s, tr("Print JSON lines.")};
    QCommandLineOption debug{u"debug"_s, tr("Log what happens to standard error.")};
    QCommandLineOption help{QStringList{u"h"_s, u"help"_s}, tr("Print this help.")};
    QCommandLineOption version{QStringList{u"v"_s, u"version"_s}, tr("Print the version.")};
};

CliOptions saying(Command command, const QString &text)
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

/// The sentence for an option that another command has; empty where there is none.
QString strangeOption(const QCommandLineParser &parser, const Options &options, Command command)
{
    struct Owned {
        QCommandLineOption option;
        QList<Command> owners;
    };
    const QList<Command> fillStores{Command::Upload, Command::Import};
    const QList<Owned> all{
        {options.jobs, {Command::Upload, Command::Resume}},
        {options.wait, {Command::Upload, Command::Resume, Command::Import, Command::Operations}},
        {options.patience, {Command::Upload, Command::Resume, Command::Watch, Command::Import, Command::Operations}},
        {options.displayName, {Command::Upload}},
        {options.mimeType, {Command::Upload}},
        {options.noVerify, {Command::Upload}},
        {options.store, fillStores},
        {options.maxTokens, fillStores},
        {options.overlap, fillStores},
        {options.metadata, fillStores},
        {options.force, {Command::StoreDelete}},
        {options.all, {Command::List, Command::Documents}},
        {options.collection,
         {Command::Upload, Command::Stores, Command::StoreCreate, Command::StoreDelete, Command::Documents,
          Command::DocumentDelete, Command::Import, Command::Operations}},
    };
    for (const Owned &owned : all) {
        if (parser.isSet(owned.option) && !owned.owners.contains(command))
            return tr("--%1 belongs to %2.").arg(owned.option.names().constFirst(), namesOf(owned.owners));
    }
    return {};
}

/// Why the options do not fit the command; empty where they do.
QString contradiction(const QCommandLineParser &parser, const Options &options, const CommandName &command,
                      const CliOptions &chosen)
{
    const auto count = parser.positionalArguments().size() - 1;
    if (count < command.fewest)
        return command.most == 1 ? tr("%1 needs one argument.").arg(command.name)
                                 : tr("%1 needs at least one argument.").arg(command.name);
    if (count > command.most)
        return command.most == 0 ? tr("%1 takes no arguments.").arg(command.name)
                                 : tr("%1 takes one argument.").arg(command.name);
    if (const QString reason = strangeOption(parser, options, command.command); !reason.isEmpty())
        return reason;
    if (parser.isSet(options.displayName) && (count > 1 || QFileInfo(parser.positionalArguments().last()).isDir()))
        return tr("--display-name goes with a single file.");
    if (parser.isSet(options.displayName) && chosen.displayName.isEmpty())
        return tr("--display-name needs a name.");
    if (parser.isSet(options.mimeType) && !isMimeType(chosen.mimeType))
        return tr("--mime needs type/subtype: %1").arg(format::singleLine(chosen.mimeType));
    if (parser.isSet(options.jobs) && (chosen.jobs < 1 || chosen.jobs > UploadQueue::maxParallelUploads))
        return tr("--jobs needs a number from 1 to 32.");
    if (chosen.patience.count() < 1)
        return tr("--patience needs a number of seconds from 1.");
    if (parser.isSet(options.dataDirectory) && chosen.dataDirectory.isEmpty())
        return tr("--data-dir needs the name of a folder.");
    return {};
}

/// Reads what goes into a store, and where stores are. Returns why it is refused; empty where it is not.
QString readStoreUpload(const QCommandLineParser &parser, const Options &options, CliOptions &chosen)
{
    if (parser.isSet(options.collection)) {
        const QString word = parser.value(options.collection);
        if (word == "auto"_L1)
            chosen.collection = CollectionChoice::Automatic;
        else if (word == collectionName(StoreCollection::RagStores))
            chosen.collection = CollectionChoice::RagStores;
        else if (word == collectionName(StoreCollection::FileSearchStores))
            chosen.collection = CollectionChoice::FileSearchStores;
        else
            return tr("--collection needs auto, ragStores or fileSearchStores: %1").arg(format::singleLine(word));
    }
    if (!parser.isSet(options.store)) {
        for (const QCommandLineOption &option :
             {options.maxTokens, options.overlap, options.metadata, options.collection}) {
            if (parser.isSet(option) && chosen.command == Command::Upload)
                return tr("--%1 goes with --store.").arg(option.names().constFirst());
        }
        return chosen.command == Command::Import ? tr("import needs --store.") : QString();
    }
    const auto store = storenames::typed(parser.value(options.store), storenames::Kind::Store);
    if (!store)
        return tr("This is no store's name: %1").arg(format::singleLine(parser.value(options.store)));
    chosen.storeUpload = StoreUpload{*store, {}, {}};
    const auto valueOf = [&parser](const QCommandLineOption &option) {
        return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
    };
    return readStoreOptions({valueOf(options.maxTokens), valueOf(options.overlap), parser.values(options.metadata)},
                            *chosen.storeUpload);
}

/// What the commands work with, in place of what was typed; nothing where it is no such thing.
std::optional<QString> readArgument(const QString &argument, Takes takes)
{
    switch (takes) {
    case Takes::Files:
        return QDir::current().absoluteFilePath(argument);
    case Takes::FileNames:
        return fileResourceName(argument);
    case Takes::StoreName:
        return storenames::typed(argument, storenames::Kind::Store);
    case Takes::DocumentNames:
        return storenames::typed(argument, storenames::Kind::Document);
    case Takes::OperationNames:
        return storenames::typed(argument, storenames::Kind::Operation);
    case Takes::Text:
        return argument.trimmed().isEmpty() ? std::nullopt : std::optional(argument);
    case Takes::Nothing:
        break;
    }
    return std::nullopt;
}

QString noNameText(const QString &argument, Takes takes)
{
    const QString shown = format::singleLine(argument);
    switch (takes) {
    case Takes::StoreName:
        return tr("This is no store's name: %1").arg(shown);
    case Takes::DocumentNames:
        return tr("This is no document's name: %1").arg(shown);
    case Takes::OperationNames:
        return tr("This is no operation's name: %1").arg(shown);
    case Takes::Text:
        return tr("The display name is empty.");
    default:
        return tr("This is no file's name: %1").arg(shown);
    }
}

/// Returns why an argument is refused; empty where none is.
QString readArguments(const QStringList &arguments, Takes takes, CliOptions &chosen)
{
    for (const QString &argument : arguments) {
        const auto read = readArgument(argument, takes);
        if (!read)
            return noNameText(argument, takes);
        chosen.arguments.append(*read);
    }
    return {};
}

/// What needs no second look.
CliOptions plainOptions(const QCommandLineParser &parser, const Options &options, Command command)
{
    CliOptions chosen;
    chosen.command = command;
    chosen.displayName = parser.value(options.displayName);
    chosen.mimeType = parser.value(options.mimeType);
    chosen.profileName = parser.value(options.profile);
    chosen.dataDirectory = parser.value(options.dataDirectory);
    chosen.jobs = parser.value(options.jobs).toInt();
    chosen.isVerified = !parser.isSet(options.noVerify);
    chosen.waitsForActive = parser.isSet(options.wait);
    chosen.listsAll = parser.isSet(options.all);
    chosen.isForced = parser.isSet(options.force);
    chosen.isJson = parser.isSet(options.json);
    chosen.readsKey = parser.isSet(options.keyStdin);
    chosen.isDebug = parser.isSet(options.debug);
    if (parser.isSet(options.patience))
        chosen.patience = std::chrono::seconds(parser.value(options.patience).toInt());
    return chosen;
}

} // namespace

CliOptions parseCliOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(helpText());
    parser.addOptions({options.displayName, options.mimeType, options.jobs,      options.wait,    options.noVerify,
                       options.patience,    options.store,    options.maxTokens, options.overlap, options.metadata,
                       options.collection,  options.force,    options.all,       options.profile, options.dataDirectory,
                       options.keyStdin,    options.json,     options.debug,     options.help,    options.version});
    parser.addPositionalArgument(u"COMMAND"_s, tr("one of those above"));
    parser.addPositionalArgument(u"ARGUMENT"_s, tr("files or names"), u"[ARGUMENT…]"_s);

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

    CliOptions chosen = plainOptions(parser, options, command->command);
    QString reason = contradiction(parser, options, *command, chosen);
    if (reason.isEmpty())
        reason = readStoreUpload(parser, options, chosen);
    if (reason.isEmpty())
        reason = readArguments(positional.mid(1), command->takes, chosen);
    return reason.isEmpty() ? chosen : saying(Command::Refuse, reason);
}

} // namespace pollux
