// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/options.h"

#include "app/cli/options/commandtable.h"
#include "app/cli/options/storenames.h"
#include "models/api/http/requestfactory.h"
#include "models/api/types/mimetypes.h"
#include "models/api/types/ragstore.h"
#include "models/productinfo.h"
#include "models/text/format.h"
#include "models/text/storetext.h"
#include "models/transfer/uploadqueue.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Command = CliOptions::Command;
/// Stores an option's values in `chosen`; a switch has none. Returns why they are refused; empty if they are not.
using Reader = std::function<QString(const QStringList &values, CliOptions &chosen)>;

struct Option {
    QString name;
    QString valueName;     ///< empty for a switch
    QList<Command> owners; ///< commands that have this option; empty: all
    Reader read;
    QString help;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("pollux::CliOptions", text);
}

Reader switching(bool CliOptions::*member, bool value = true)
{
    return [member, value](const QStringList &, CliOptions &chosen) {
        chosen.*member = value;
        return QString();
    };
}

/// Stores a text. `refusal`: the sentence for an empty text; empty if that is allowed.
Reader taking(QString CliOptions::*member, const QString &refusal = {})
{
    return [member, refusal](const QStringList &values, CliOptions &chosen) {
        chosen.*member = values.constLast();
        return values.constLast().isEmpty() ? refusal : QString();
    };
}

Reader takingTokens(const QString &name, int ChunkingConfig::*member)
{
    return [name, member](const QStringList &values, CliOptions &chosen) {
        bool isNumber = false;
        auto &chunking = chosen.storeUpload->chunking;
        if (!chunking)
            chunking.emplace();
        (*chunking).*member = values.constLast().toInt(&isNumber);
        return isNumber ? QString()
                        : tr("--%1 needs a whole number: %2").arg(name, format::singleLine(values.constLast()));
    };
}

QString readDisplayName(const QStringList &values, CliOptions &chosen)
{
    const bool isOfUpload = chosen.command == Command::Upload;
    if (!isOfUpload && values.constLast().trimmed().isEmpty())
        return tr("The display name is empty.");
    if (isOfUpload && (chosen.arguments.size() > 1 || QFileInfo(chosen.arguments.constLast()).isDir()))
        return tr("--display-name goes with a single file.");
    return taking(&CliOptions::displayName, tr("--display-name needs a name."))(values, chosen);
}

QString readMimeType(const QStringList &values, CliOptions &chosen)
{
    chosen.mimeType = values.constLast();
    return isMimeType(chosen.mimeType) ? QString()
                                       : tr("--mime needs type/subtype: %1").arg(format::singleLine(chosen.mimeType));
}

QString readEmbeddingModel(const QStringList &values, CliOptions &chosen)
{
    const auto model = modelResourceName(values.constLast());
    chosen.embeddingModel = model.value_or(QString());
    return model ? QString()
                 : tr("--embedding-model needs a model's name: %1").arg(format::singleLine(values.constLast()));
}

QString readJobs(const QStringList &values, CliOptions &chosen)
{
    chosen.jobs = values.constLast().toInt();
    return chosen.jobs >= 1 && chosen.jobs <= UploadQueue::maxParallelUploads
               ? QString()
               : tr("--jobs needs a number from 1 to 32.");
}

QString readPatience(const QStringList &values, CliOptions &chosen)
{
    chosen.patience = std::chrono::seconds(values.constLast().toInt());
    return chosen.patience.count() >= 1 ? QString() : tr("--patience needs a number of seconds from 1.");
}

QString readStore(const QStringList &values, CliOptions &chosen)
{
    const auto store = storenames::typed(values.constLast(), storenames::Kind::Store);
    chosen.storeUpload = StoreUpload{store.value_or(QString()), {}, {}};
    return store ? QString() : tr("This is no store's name: %1").arg(format::singleLine(values.constLast()));
}

QString readCollection(const QStringList &values, CliOptions &chosen)
{
    const QString &word = values.constLast();
    if (word == "auto"_L1)
        chosen.collection = CollectionChoice::Automatic;
    else if (word == collectionName(StoreCollection::RagStores))
        chosen.collection = CollectionChoice::RagStores;
    else if (word == collectionName(StoreCollection::FileSearchStores))
        chosen.collection = CollectionChoice::FileSearchStores;
    else
        return tr("--collection needs auto, ragStores or fileSearchStores: %1").arg(format::singleLine(word));
    return chosen.command == Command::Upload && !chosen.storeUpload ? tr("--collection goes with --store.") : QString();
}

void addListItem(const QString &key, const QString &item, QList<CustomMetadata> &metadata)
{
    const auto list = std::ranges::find_if(metadata, [&key](const CustomMetadata &entry) {
        return entry.key == key && std::holds_alternative<QStringList>(entry.value);
    });
    if (list == metadata.end())
        metadata.append({key, QStringList{item}});
    else
        std::get<QStringList>(list->value).append(item);
}

/// Entries are "key=text", "key:=number", or "key[]=item", which makes a list of all items of that key.
QString readMetadata(const QStringList &values, CliOptions &chosen)
{
    QList<CustomMetadata> &metadata = chosen.storeUpload->metadata;
    for (const QString &text : values) {
        const qsizetype separator = text.indexOf(u'=');
        if (separator < 0)
            return tr("--metadata needs key=text, key:=number or key[]=item: %1").arg(format::singleLine(text));
        const QString key = text.first(separator);
        const QString value = text.sliced(separator + 1);
        if (key.endsWith(u':')) {
            bool isNumber = false;
            metadata.append({key.chopped(1), value.toDouble(&isNumber)});
            if (!isNumber)
                return tr("--metadata needs a number after :=, as in key:=12.5: %1").arg(format::singleLine(text));
        } else if (key.endsWith("[]"_L1)) {
            addListItem(key.chopped(2), value, metadata);
        } else {
            metadata.append({key, value});
        }
    }
    return storetext::problemText(faultOf(metadata), metadata);
}

/// In the order of --help.
QList<Option> makeOptionTable()
{
    using enum CliOptions::Command;
    const QString none;
    const QList<Command> all;
    const QList<Command> upload{Upload};
    const QList<Command> namers{Upload, DocumentCreate};
    const QList<Command> uploads{Upload, Resume};
    const QList<Command> fillers{Upload, Import};
    const QList<Command> makers{Upload, DocumentCreate, Import};
    const QList<Command> waiters{Upload, Resume, DocumentCreate, Import, Operations};
    const QList<Command> patient{Upload, Resume, Watch, DocumentCreate, Import, Operations};
    const QList<Command> storeUsers{Upload,         Stores,         StoreCreate, StoreDelete, Documents,
                                    DocumentCreate, DocumentDelete, Import,      Operations};
    return {
        {u"display-name"_s, u"TEXT"_s, namers, &readDisplayName,
         tr("Name on the server, for a single file or document.")},
        {u"mime"_s, u"TYPE"_s, namers, &readMimeType, tr("MIME type, instead of a guess.")},
        {u"jobs"_s, u"N"_s, uploads, &readJobs, tr("Uploads at once, 1 to 32.")},
        {u"wait"_s, none, waiters, switching(&CliOptions::waitsForActive),
         tr("Wait until each file is ACTIVE or FAILED, or until operations end.")},
        {u"no-verify"_s, none, upload, switching(&CliOptions::isVerified, false),
         tr("Do not compare the content's SHA-256 with the server's.")},
        {u"patience"_s, u"SECONDS"_s, patient, &readPatience,
         tr("Give up after so many seconds without progress or answer (600).")},
        {u"store"_s, u"NAME"_s, fillers, &readStore, tr("The store that files go into.")},
        {u"max-tokens"_s, u"N"_s, makers, takingTokens(u"max-tokens"_s, &ChunkingConfig::maxTokensPerChunk),
         tr("Tokens of a chunk at most, 1 to 512.")},
        {u"overlap"_s, u"N"_s, makers, takingTokens(u"overlap"_s, &ChunkingConfig::maxOverlapTokens),
         tr("Tokens that a chunk shares with the one before, from 0.")},
        {u"metadata"_s, u"key=value"_s, makers, &readMetadata,
         tr("An entry of the documents' metadata; may be repeated.")},
        {u"embedding-model"_s,
         u"MODEL"_s,
         {StoreCreate},
         &readEmbeddingModel,
         tr("The model that reads a new store's documents.")},
        {u"collection"_s, u"WHICH"_s, storeUsers, &readCollection,
         tr("Where stores are: auto, ragStores or fileSearchStores.")},
        {u"force"_s, none, {StoreDelete}, switching(&CliOptions::isForced), tr("Delete a store's documents with it.")},
        {u"all"_s, none, {List, Documents}, switching(&CliOptions::listsAll), tr("List all files or documents.")},
        {u"profile"_s, u"NAME"_s, all, taking(&CliOptions::profileName), tr("Use the account of this name.")},
        {u"data-dir"_s, u"DIR"_s, all, taking(&CliOptions::dataDirectory, tr("--data-dir needs the name of a folder.")),
         tr("Keep settings and state in this folder.")},
        {u"key-stdin"_s, none, all, switching(&CliOptions::readsKey), tr("Read the key from standard input.")},
        {u"json"_s, none, all, switching(&CliOptions::isJson), tr("Print JSON lines.")},
        {u"debug"_s, none, all, switching(&CliOptions::isDebug), tr("Log what happens to standard error.")},
    };
}

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

/// Why the number of arguments is refused; empty if it is not.
QString wrongCount(const CommandRow &command, qsizetype count)
{
    if (count < command.minArguments())
        return command.maxArguments() == 1 ? tr("%1 needs one argument.").arg(command.name)
                                           : tr("%1 needs at least one argument.").arg(command.name);
    if (count > command.maxArguments())
        return command.maxArguments() == 0 ? tr("%1 takes no arguments.").arg(command.name)
                                           : tr("%1 takes one argument.").arg(command.name);
    return {};
}

/// Why the options cannot be used: only other commands have one, one needs --store, or one is missing that the command
/// needs. Empty if all can be used.
QString misplacedOption(const QCommandLineParser &parser, const QList<Option> &options, Command command)
{
    for (const Option &option : options) {
        if (!parser.isSet(option.name) || option.owners.isEmpty() || option.owners.contains(command))
            continue;
        QStringList owners;
        for (const CommandRow &row : commandTable()) {
            if (option.owners.contains(row.command))
                owners.append(row.name);
        }
        return tr("--%1 belongs to %2.").arg(option.name, QLocale().createSeparatedList(owners));
    }
    if (command == Command::DocumentCreate && !parser.isSet(u"display-name"_s))
        return tr("document-create needs --display-name.");
    if (parser.isSet(u"store"_s))
        return {};
    for (const QString &name : {u"max-tokens"_s, u"overlap"_s, u"metadata"_s}) {
        if (parser.isSet(name) && command == Command::Upload)
            return tr("--%1 goes with --store.").arg(name);
    }
    return command == Command::Import ? tr("import needs --store.") : QString();
}

/// Reads arguments and options into `chosen`. Returns why they are refused; empty if they are not.
QString readAll(const QCommandLineParser &parser, const QList<Option> &options, const CommandRow &command,
                CliOptions &chosen)
{
    const QStringList arguments = parser.positionalArguments().mid(1);
    QString reason = wrongCount(command, arguments.size());
    if (reason.isEmpty())
        reason = misplacedOption(parser, options, command.command);
    for (const QString &argument : arguments) {
        if (!reason.isEmpty())
            return reason;
        const auto read = command.argument.read(argument);
        chosen.arguments.append(read.value_or(QString()));
        if (!read)
            reason = QString(command.argument.refusal).replace("%1"_L1, format::singleLine(argument));
    }
    if (reason.isEmpty() && command.command == Command::DocumentCreate)
        chosen.storeUpload = StoreUpload{chosen.arguments.constFirst(), {}, {}};
    for (const Option &option : options) {
        if (reason.isEmpty() && parser.isSet(option.name))
            reason = option.read(parser.values(option.name), chosen);
    }
    if (!reason.isEmpty() || !chosen.storeUpload || !chosen.storeUpload->chunking)
        return reason;
    const ChunkingConfig &config = *chosen.storeUpload->chunking;
    reason = storetext::problemText(problemOf(config));
    return reason.isEmpty() ? reason
                            : u"--max-tokens %1, --overlap %2: %3"_s.arg(config.maxTokensPerChunk)
                                  .arg(config.maxOverlapTokens)
                                  .arg(reason);
}

} // namespace

CliOptions parseCliOptions(const QStringList &arguments)
{
    const QList<Option> options = makeOptionTable();
    const QCommandLineOption help({u"h"_s, u"help"_s}, tr("Print this help."));
    const QCommandLineOption version({u"v"_s, u"version"_s}, tr("Print the version."));
    QCommandLineParser parser;
    parser.setApplicationDescription(helpText());
    for (const Option &option : options)
        parser.addOption({option.name, option.help, option.valueName});
    parser.addOptions({help, version});
    parser.addPositionalArgument(u"COMMAND"_s, tr("one of those above"));
    parser.addPositionalArgument(u"ARGUMENT"_s, tr("files or names"), u"[ARGUMENT…]"_s);

    if (std::ranges::any_of(arguments, looksLikeKey))
        return saying(Command::Refuse,
                      tr("An argument looks like an API key. It stands in the history of the shell now, and other "
                         "programs could see it: replace that key. Give keys by --key-stdin, in GEMINI_API_KEY, or in "
                         "an account."));
    if (!parser.parse(arguments))
        return saying(Command::Refuse, format::singleLine(parser.errorText()));
    if (parser.isSet(help))
        return saying(Command::PrintText, parser.helpText());
    if (parser.isSet(version))
        return saying(Command::PrintText, u"pollux-cli "_s + productinfo::version);
    const QStringList positional = parser.positionalArguments();
    const auto command = std::ranges::find(commandTable(), positional.value(0), &CommandRow::name);
    if (command == commandTable().end())
        return saying(
            Command::Refuse,
            positional.isEmpty()
                ? tr("A command is missing; --help lists them.")
                : tr("There is no command %1; --help lists them.").arg(format::singleLine(positional.first())));
    CliOptions chosen;
    chosen.command = command->command;
    const QString reason = readAll(parser, options, *command, chosen);
    return reason.isEmpty() ? chosen : saying(Command::Refuse, reason);
}

} // namespace pollux
