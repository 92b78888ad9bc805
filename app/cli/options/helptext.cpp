// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/helptext.h"

#include <QCoreApplication>

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::HelpText)
};

QString commands()
{
    return Texts::tr(R"(Files and stores of the Gemini API from the command line.

Commands:
  upload FILE…   Upload files and folders; goes on by itself after breaks of the network. With --store NAME they applyOutcome
                 documents of that store.
  resume         Go on with uploads that were interrupted.
  list           List the files on the server: the first 100, or --all.
  get NAME       Show a file's fields.
  delete NAME…   Delete files on the server.
  watch NAME…    Wait until files are ACTIVE or FAILED.

  stores                List the stores.
  store-create NAME     Create a store of this display name.
  store-delete NAME     Delete a store; one that holds documents only with --force, and all of them with it.
  documents NAME        List a store's documents: the first 100, or --all.
  document-delete NAME…
                        Delete documents.
  import NAME… --store NAME
                        Make documents of files that are on the server.
  operations [NAME…]    Show the operations that make documents: those that Pollux began, or these. With --wait until
                        they end.

  profiles       List the accounts.
)");
}

QString names()
{
    return Texts::tr(R"(
A file's NAME is files/abc, the bare id abc, or the file's URI. A store's is fileSearchStores/abc or ragStores/abc, a
document's has /documents/def after it, an operation's /operations/def or /upload/operations/def. Where the collection
before the first slash is left out, it is that of --collection, else the account's; automatic asks the server which one
it has.

Metadata of documents (--metadata, up to 20 keys):
  key=text      a text
  key:=12.5     a number, which the service keeps with about seven digits
  key[]=item    a list of texts; once for each item
Chunks: a token is a word, that is, what white space separates. --max-tokens is 1 to 512, --overlap 0 to below it; one
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
    return Texts::tr(R"(
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
  summary    done, failed, skipped, unfinished; of lists: files, stores, documents or operations, and more
An error is an object of kind, text, httpStatus, rpcStatus and message; that of an operation has its code as well.)");
}

} // namespace

QString helpText()
{
    return commands() + names() + jsonLines();
}

} // namespace pollux
