// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/commandtable.h"

#include "app/cli/options/storenames.h"
#include "app/process/patharguments.h"
#include "models/api/types/resourcename.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("pollux::CommandTable", text);
}

CommandRow::Argument nameArgument(storenames::Kind kind, const QString &refusal)
{
    return {[kind](const QString &typed) { return storenames::typed(typed, kind); }, refusal};
}

QList<CommandRow> makeCommandTable()
{
    using enum CliOptions::Command;
    using Kind = storenames::Kind;
    const CommandRow::Argument file{&fileResourceName, tr("This is no file's name: %1")};
    const auto store = nameArgument(Kind::Store, tr("This is no store's name: %1"));
    const auto document = nameArgument(Kind::Document, tr("This is no document's name: %1"));
    const auto operation = nameArgument(Kind::Operation, tr("This is no operation's name: %1"));
    const CommandRow::Argument path{&namedPath, {}};
    const CommandRow::Argument text{
        [](const QString &typed) { return typed.trimmed().isEmpty() ? std::nullopt : std::optional(typed); },
        tr("The display name is empty.")};
    const CommandRow::Argument none;
    return {
        {Upload, u"upload"_s, u"FILE…"_s, path,
         tr("Upload files and folders; goes on by itself after breaks of the network. With --store NAME they become\n"
            "documents of that store.")},
        {Resume, u"resume"_s, {}, none, tr("Go on with uploads that were interrupted.")},
        {List, u"list"_s, {}, none, tr("List the files on the server: the first 100, or --all.")},
        {Get, u"get"_s, u"NAME"_s, file, tr("Show a file's fields.")},
        {Delete, u"delete"_s, u"NAME…"_s, file, tr("Delete files on the server.")},
        {Watch, u"watch"_s, u"NAME…"_s, file, tr("Wait until files are ACTIVE or FAILED.")},
        {Stores, u"stores"_s, {}, none, tr("List the stores.")},
        {StoreCreate, u"store-create"_s, u"NAME"_s, text, tr("Create a store of this display name.")},
        {StoreDelete, u"store-delete"_s, u"NAME"_s, store,
         tr("Delete a store; one that holds documents only with --force, and all of them with it.")},
        {Documents, u"documents"_s, u"NAME"_s, store, tr("List a store's documents: the first 100, or --all.")},
        {DocumentCreate, u"document-create"_s, u"NAME --display-name TEXT"_s, store,
         tr("Make a document without a file in a store, of a display name and metadata.")},
        {DocumentDelete, u"document-delete"_s, u"NAME…"_s, document, tr("Delete documents.")},
        {Import, u"import"_s, u"NAME… --store NAME"_s, file, tr("Make documents of files that are on the server.")},
        {Operations, u"operations"_s, u"[NAME…]"_s, operation,
         tr("Show the operations that make documents: those that Pollux began, or these. With --wait until\n"
            "they end.")},
        {Profiles, u"profiles"_s, {}, none, tr("List the accounts.")},
    };
}

/// Help for each command, in three groups: files, stores (with a wider first column) and accounts.
QString commands()
{
    constexpr int narrowColumn = 15;
    constexpr int wideColumn = 22;
    QString text = tr("Files and stores of the Gemini API from the command line.\n\nCommands:\n");
    int column = narrowColumn;
    for (const CommandRow &row : commandTable()) {
        if (row.command == CliOptions::Command::Stores || row.command == CliOptions::Command::Profiles) {
            column = column == narrowColumn ? wideColumn : narrowColumn;
            text += u'\n';
        }
        const QString indent = u'\n' + QString(column + 2, u' ');
        const QString usage = QString(row.name + u' ' + row.usage).trimmed();
        text += "  "_L1 + (usage.size() > column - 2 ? usage + indent : usage.leftJustified(column)) +
                QString(row.help).replace(u'\n', indent) + u'\n';
    }
    return text;
}

QString names()
{
    return tr(R"(
A file's NAME is files/abc, the bare id abc, or the file's URI. A store's is fileSearchStores/abc or ragStores/abc, a
document's has /documents/def after it, an operation's /operations/def or /upload/operations/def. Where the collection
before the first slash is left out, it is that of --collection, else the account's; automatic asks the server which one
it has.

Metadata of documents (--metadata, up to 20 keys):
  key=text      a text
  key:=12.5     a number, which the service keeps with about seven digits
  key[]=item    a list of texts; once for each item
Chunks: the service counts words separated by spaces as tokens. --max-tokens is 1 to 512, --overlap 0 to below it; one
alone leaves the other at 200 or 20. Without both the service cuts as it does by default.

The account is that of --profile, else the environment's (GOOGLE_API_KEY or GEMINI_API_KEY, at GOOGLE_GEMINI_BASE_URL if
that is set), else the one that is active in Pollux, with its key from the keychain. --key-stdin gives the key instead. A
key is never an argument.

Exit codes: 0 all done, 1 some failed, 2 usage, 3 key or permission, 4 network or server, 130 interrupted (what was
begun is kept: pollux-cli resume, pollux-cli operations).
)");
}

QString jsonLines()
{
    return tr(R"(
With --json each line of standard output is one object, told apart by "event". Sizes are bytes, times RFC 3339 in UTC,
hashes hexadecimal; what is not known is left out:
  queued     id, path, displayName, mimeType, size, store
  skipped    path, reason, text
  progress   id, path, state, sent, confirmed, size, bytesPerSecond, secondsLeft; at most once a second for each file
  waiting    id, path, reason, nextTry, error
  held       reason, nextTry, error: no upload goes on
  uploaded   id, path, displayName, name, uri, state, size, sha256, verified; into a store: id, path, displayName, name,
             size, store, operation
  failed     id, path, displayName, error, and as in uploaded where the server has it
  state      name, state, and id and path, or file: after --wait, and from watch
  file       name, displayName, mimeType, size, createTime, updateTime, expirationTime, sha256, uri, downloadUri, state,
             source, videoSeconds, error
  store      name, displayName, embeddingModel, createTime, updateTime, activeDocumentsCount, pendingDocumentsCount,
             failedDocumentsCount, sizeBytes
  document   name, displayName, mimeType, sizeBytes, createTime, updateTime, state, customMetadata
  operation  name, done, state (working, done, failed, lost), documentName, metadata, response, error; of one that Pollux
             began: store, kind (upload, import), displayName, createTime, lastPoll; after import: fileName
  deleted    name
  profile    name, baseUrl, apiVersion, active, forThisRun
  error      error, and name where it is about something that has one
  summary    done, failed, skipped, unfinished; of lists: files, stores, documents or operations, more,
             and unreadable if there are entries that could not be read
An error is an object of kind, text, httpStatus, rpcStatus and message; that of an operation has its code as well.)");
}

} // namespace

const QList<CommandRow> &commandTable()
{
    static const QList<CommandRow> table = makeCommandTable();
    return table;
}

QString helpText()
{
    return commands() + names() + jsonLines();
}

} // namespace pollux
