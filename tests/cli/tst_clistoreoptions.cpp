// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/options.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Command = CliOptions::Command;

namespace {

CliOptions parsed(const QStringList &arguments)
{
    return parseCliOptions(QStringList{u"pollux-cli"_s} + arguments);
}

QStringList uploadWith(const QStringList &options)
{
    return QStringList{u"upload"_s, u"a"_s, u"--store"_s, u"s"_s} + options;
}

QStringList metadataOptions(const QStringList &entries)
{
    QStringList options;
    for (const QString &entry : entries)
        options << u"--metadata"_s << entry;
    return options;
}

QStringList numberedEntries(int count)
{
    QStringList entries;
    for (int number = 0; number < count; ++number)
        entries.append(u"key%1=x"_s.arg(number));
    return entries;
}

} // namespace

/// Parsing of the options for stores, and the values that are refused before anything is sent.
class tst_CliStoreOptions final : public QObject {
    Q_OBJECT

private slots:
    void chunking_data();
    void chunking();
    void refusedChunking_data();
    void refusedChunking();
    void metadata_data();
    void metadata();
    void refusedMetadata_data();
    void refusedMetadata();
    void twentyEntriesAreTaken();
    void names_data();
    void names();
    void refused_data();
    void refused();
    void collection_data();
    void collection();
    void theSameOptionsForImport();
    void documentWithoutAFile();
    void modelOfAStore();
    void withoutStore();
    void otherOptions();
    void helpExplainsStores();
};

void tst_CliStoreOptions::chunking_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("config");

    const auto row = [](const char *name, const QStringList &options, const QByteArray &config) {
        QTest::newRow(name) << options << config;
    };
    row("service default", {}, "");
    row("both", {u"--max-tokens"_s, u"64"_s, u"--overlap"_s, u"16"_s},
        R"({"whiteSpaceConfig":{"maxTokensPerChunk":64,"maxOverlapTokens":16}})");
    row("tokens only", {u"--max-tokens"_s, u"300"_s},
        R"({"whiteSpaceConfig":{"maxTokensPerChunk":300,"maxOverlapTokens":20}})");
    row("overlap only", {u"--overlap"_s, u"5"_s},
        R"({"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":5}})");
    row("smallest", {u"--max-tokens"_s, u"1"_s, u"--overlap"_s, u"0"_s},
        R"({"whiteSpaceConfig":{"maxTokensPerChunk":1,"maxOverlapTokens":0}})");
    row("largest", {u"--max-tokens=512"_s, u"--overlap=511"_s},
        R"({"whiteSpaceConfig":{"maxTokensPerChunk":512,"maxOverlapTokens":511}})");
}

void tst_CliStoreOptions::chunking()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, config);
    const CliOptions read = parsed(uploadWith(options));
    QVERIFY2(read.command == Command::Upload, qPrintable(read.text));
    QVERIFY(read.storeUpload);
    QCOMPARE(read.storeUpload->chunking.has_value(), !config.isEmpty());
    if (read.storeUpload->chunking)
        QCOMPARE(read.storeUpload->chunking->toJson(), QJsonDocument::fromJson(config).object());
}

void tst_CliStoreOptions::refusedChunking_data()
{
    QTest::addColumn<QString>("maxTokens");
    QTest::addColumn<QString>("overlap");
    QTest::addColumn<QStringList>("mentions");

    const auto row = [](const char *name, const QString &maxTokens, const QString &overlap,
                        const QStringList &mentions) { QTest::newRow(name) << maxTokens << overlap << mentions; };
    row("0 tokens", u"0"_s, u"0"_s, {u"--max-tokens 0"_s, u"at least 1"_s});
    row("-1 tokens", u"-1"_s, u"0"_s, {u"--max-tokens -1"_s, u"at least 1"_s});
    row("513 tokens", u"513"_s, u"20"_s, {u"--max-tokens 513"_s, u"at most 512"_s});
    row("overlap = tokens", u"64"_s, u"64"_s, {u"--overlap 64"_s, u"smaller"_s});
    row("overlap > tokens", u"64"_s, u"65"_s, {u"--overlap 65"_s, u"smaller"_s});
    row("negative overlap", u"64"_s, u"-1"_s, {u"--overlap -1"_s, u"0 or more"_s});
    row("the default overlap is too large", u"20"_s, {}, {u"--max-tokens 20"_s, u"--overlap 20"_s, u"smaller"_s});
    row("overlap above the default", {}, u"200"_s, {u"--max-tokens 200"_s, u"--overlap 200"_s, u"smaller"_s});
    row("no number", u"many"_s, {}, {u"--max-tokens"_s, u"many"_s});
    row("empty", u""_s, {}, {u"--max-tokens"_s});
    row("fraction", {}, u"1.5"_s, {u"--overlap"_s, u"1.5"_s});
    row("too large for an int", u"99999999999"_s, {}, {u"--max-tokens"_s, u"99999999999"_s});
}

void tst_CliStoreOptions::refusedChunking()
{
    QFETCH(QString, maxTokens);
    QFETCH(QString, overlap);
    QFETCH(QStringList, mentions);
    QStringList options;
    if (!maxTokens.isNull())
        options << u"--max-tokens"_s << maxTokens;
    if (!overlap.isNull())
        options << u"--overlap"_s << overlap;
    for (const QString &command : {u"upload"_s, u"import"_s}) {
        const CliOptions read = parsed(QStringList{command, u"a"_s, u"--store"_s, u"s"_s} + options);
        QCOMPARE(read.command, Command::Refuse);
        for (const QString &mention : mentions)
            QVERIFY2(read.text.contains(mention), qPrintable(read.text));
        QVERIFY(!read.text.contains(u'\n'));
    }
}

void tst_CliStoreOptions::metadata_data()
{
    QTest::addColumn<QStringList>("entries");
    QTest::addColumn<QByteArray>("json");

    const auto row = [](const char *name, const QStringList &entries, const QByteArray &json) {
        QTest::newRow(name) << entries << json;
    };
    row("text", {u"author=Ada"_s}, R"([{"key":"author","stringValue":"Ada"}])");
    row("text with signs", {u"url=https://example.org/?a=b:=c[]=d"_s},
        R"([{"key":"url","stringValue":"https://example.org/?a=b:=c[]=d"}])");
    row("empty text", {u"note="_s}, R"([{"key":"note","stringValue":""}])");
    row("digits are a text", {u"year=1815"_s}, R"([{"key":"year","stringValue":"1815"}])");
    row("number", {u"year:=1815"_s}, R"([{"key":"year","numericValue":1815}])");
    row("fraction", {u"score:=-12.5"_s}, R"([{"key":"score","numericValue":-12.5}])");
    row("list", {u"tag[]=a"_s, u"tag[]=b c"_s}, R"([{"key":"tag","stringListValue":{"values":["a","b c"]}}])");
    row("list of one", {u"tag[]=a"_s}, R"([{"key":"tag","stringListValue":{"values":["a"]}}])");
    row("all kinds, in their order", {u"Größe=groß"_s, u"tag[]=a"_s, u"n:=2"_s, u"tag[]=b"_s},
        R"([{"key":"Größe","stringValue":"groß"},{"key":"tag","stringListValue":{"values":["a","b"]}},
            {"key":"n","numericValue":2}])");
}

void tst_CliStoreOptions::metadata()
{
    QFETCH(QStringList, entries);
    QFETCH(QByteArray, json);
    const CliOptions read = parsed(uploadWith(metadataOptions(entries)));
    QVERIFY2(read.command == Command::Upload, qPrintable(read.text));
    QCOMPARE(toJson(read.storeUpload->metadata), QJsonDocument::fromJson(json).array());
    QVERIFY(!read.storeUpload->chunking);
}

void tst_CliStoreOptions::refusedMetadata_data()
{
    QTest::addColumn<QStringList>("entries");
    QTest::addColumn<QString>("mentions");

    QTest::newRow("21 entries") << numberedEntries(21) << u"at most 20"_s;
    QTest::newRow("key twice") << QStringList{u"a=1"_s, u"b=1"_s, u"a=2"_s} << u"twice"_s;
    QTest::newRow("key twice, of two types") << QStringList{u"a=1"_s, u"a:=1"_s} << u"twice"_s;
    QTest::newRow("text, then list") << QStringList{u"a=1"_s, u"a[]=1"_s} << u"twice"_s;
    QTest::newRow("list, then number") << QStringList{u"a[]=1"_s, u"a:=1"_s} << u"twice"_s;
    QTest::newRow("empty key") << QStringList{u"a=1"_s, u"=x"_s} << u"no key"_s;
    QTest::newRow("empty key of a number") << QStringList{u":=1"_s} << u"no key"_s;
    QTest::newRow("empty key of a list") << QStringList{u"[]=x"_s} << u"no key"_s;
    QTest::newRow("blank key") << QStringList{u"  =x"_s} << u"no key"_s;
    QTest::newRow("no sign") << QStringList{u"author"_s} << u"author"_s;
    QTest::newRow("empty") << QStringList{u""_s} << u"--metadata"_s;
    QTest::newRow("no number") << QStringList{u"year:=soon"_s} << u"year:=soon"_s;
    QTest::newRow("no value for a number") << QStringList{u"year:="_s} << u"year:="_s;
    QTest::newRow("no finite number") << QStringList{u"year:=inf"_s} << u"year"_s;
    QTest::newRow("a number too large") << QStringList{u"year:=1e999"_s} << u"year"_s;
    QTest::newRow("steers a terminal") << QStringList{u"a\n\u001b[2J"_s} << u"a␊␛[2J"_s;
}

void tst_CliStoreOptions::refusedMetadata()
{
    QFETCH(QStringList, entries);
    QFETCH(QString, mentions);
    const CliOptions read = parsed(uploadWith(metadataOptions(entries)));
    QCOMPARE(read.command, Command::Refuse);
    QVERIFY2(read.text.contains(mentions), qPrintable(read.text));
    QVERIFY(!read.text.contains(u'\n'));
}

void tst_CliStoreOptions::twentyEntriesAreTaken()
{
    const CliOptions read = parsed(uploadWith(metadataOptions(numberedEntries(20))));
    QVERIFY2(read.command == Command::Upload, qPrintable(read.text));
    QCOMPARE(read.storeUpload->metadata.size(), 20);
}

void tst_CliStoreOptions::names_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("command");
    QTest::addColumn<QStringList>("names");

    const auto row = [](const char *name, const QStringList &arguments, Command command, const QStringList &names) {
        QTest::newRow(name) << arguments << static_cast<int>(command) << names;
    };
    row("stores", {u"stores"_s}, Command::Stores, {});
    row("store-create", {u"store-create"_s, u"Übersicht / 1"_s}, Command::StoreCreate, {u"Übersicht / 1"_s});
    row("bare id", {u"documents"_s, u"my-store-1"_s}, Command::Documents, {u"my-store-1"_s});
    row("resource name", {u"documents"_s, u"ragStores/a"_s}, Command::Documents, {u"ragStores/a"_s});
    row("quoted", {u"store-delete"_s, u"\"fileSearchStores/a\""_s}, Command::StoreDelete, {u"fileSearchStores/a"_s});
    row("address", {u"store-delete"_s, u"https://example.org/v1beta/fileSearchStores/a"_s}, Command::StoreDelete,
        {u"fileSearchStores/a"_s});
    row("documents", {u"document-delete"_s, u"ragStores/a/documents/b"_s, u"a/documents/c"_s}, Command::DocumentDelete,
        {u"ragStores/a/documents/b"_s, u"a/documents/c"_s});
    row("no operations", {u"operations"_s}, Command::Operations, {});
    row("operations", {u"operations"_s, u"ragStores/a/operations/b"_s, u"a/upload/operations/c"_s}, Command::Operations,
        {u"ragStores/a/operations/b"_s, u"a/upload/operations/c"_s});
    row("document-create", {u"document-create"_s, u"a"_s, u"--display-name"_s, u"Note"_s}, Command::DocumentCreate,
        {u"a"_s});
    row("import", {u"import"_s, u"abc"_s, u"files/def"_s, u"--store"_s, u"a"_s}, Command::Import,
        {u"files/abc"_s, u"files/def"_s});
}

void tst_CliStoreOptions::names()
{
    QFETCH(QStringList, arguments);
    const CliOptions read = parsed(arguments);
    QVERIFY2(read.command != Command::Refuse, qPrintable(read.text));
    QTEST(static_cast<int>(read.command), "command");
    QTEST(read.arguments, "names");
}

void tst_CliStoreOptions::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("mentions");

    const auto row = [](const char *name, const QStringList &arguments, const QString &mentions) {
        QTest::newRow(name) << arguments << mentions;
    };
    row("create nothing", {u"store-create"_s}, u"store-create"_s);
    row("create two", {u"store-create"_s, u"a"_s, u"b"_s}, u"store-create"_s);
    row("create without a name", {u"store-create"_s, u" "_s}, u"display name"_s);
    row("create with a model of no name", {u"store-create"_s, u"a"_s, u"--embedding-model"_s, u"a b"_s}, u"a b"_s);
    row("a model elsewhere", {u"stores"_s, u"--embedding-model"_s, u"a"_s}, u"store-create"_s);
    row("delete two stores", {u"store-delete"_s, u"a"_s, u"b"_s}, u"store-delete"_s);
    row("stores of something", {u"stores"_s, u"a"_s}, u"stores"_s);
    row("documents of nothing", {u"documents"_s}, u"documents"_s);
    row("no store", {u"documents"_s, u"a/b"_s}, u"a/b"_s);
    row("a document as a store", {u"documents"_s, u"ragStores/a/documents/b"_s}, u"ragStores/a/documents/b"_s);
    row("a way out", {u"store-delete"_s, u"ragStores/.."_s}, u"ragStores/.."_s);
    row("a query", {u"store-delete"_s, u"a?force=true"_s}, u"a?force=true"_s);
    row("a file as a store", {u"upload"_s, u"a"_s, u"--store"_s, u"files/b"_s}, u"files/b"_s);
    row("a store as a document", {u"document-delete"_s, u"ragStores/a"_s}, u"ragStores/a"_s);
    row("a document as an operation", {u"operations"_s, u"ragStores/a/documents/b"_s}, u"ragStores/a/documents/b"_s);
    row("an option as a store", {u"upload"_s, u"a"_s, u"--store"_s, u"--wait"_s}, u"no store's name: --wait"_s);
    row("create a document in nothing", {u"document-create"_s, u"--display-name"_s, u"a"_s}, u"document-create"_s);
    row("create a document in two stores", {u"document-create"_s, u"a"_s, u"b"_s, u"--display-name"_s, u"c"_s},
        u"document-create"_s);
    row("create a document in a document",
        {u"document-create"_s, u"ragStores/a/documents/b"_s, u"--display-name"_s, u"c"_s},
        u"ragStores/a/documents/b"_s);
    row("create a document without a name", {u"document-create"_s, u"a"_s}, u"--display-name"_s);
    row("create a document of a blank name", {u"document-create"_s, u"a"_s, u"--display-name"_s, u" "_s},
        u"display name"_s);
    row("create a document with a store twice",
        {u"document-create"_s, u"a"_s, u"--display-name"_s, u"b"_s, u"--store"_s, u"a"_s}, u"--store"_s);
    row("create a document of no type",
        {u"document-create"_s, u"a"_s, u"--display-name"_s, u"b"_s, u"--mime"_s, u"text"_s}, u"--mime"_s);
    row("create a document with no chunks",
        {u"document-create"_s, u"a"_s, u"--display-name"_s, u"b"_s, u"--max-tokens"_s, u"0"_s}, u"--max-tokens 0"_s);
    row("import into nothing", {u"import"_s, u"a"_s}, u"--store"_s);
    row("import nothing", {u"import"_s, u"--store"_s, u"a"_s}, u"import"_s);
    row("import no file", {u"import"_s, u"ragStores/a/documents/b"_s, u"--store"_s, u"a"_s},
        u"ragStores/a/documents/b"_s);
    row("chunks of a file", {u"upload"_s, u"a"_s, u"--max-tokens"_s, u"100"_s}, u"--store"_s);
    row("overlap of a file", {u"upload"_s, u"a"_s, u"--overlap"_s, u"10"_s}, u"--store"_s);
    row("metadata of a file", {u"upload"_s, u"a"_s, u"--metadata"_s, u"a=b"_s}, u"--store"_s);
    row("collection of a file", {u"upload"_s, u"a"_s, u"--collection"_s, u"auto"_s}, u"--store"_s);
    row("store of a list", {u"list"_s, u"--store"_s, u"a"_s}, u"upload"_s);
    row("chunks of stores", {u"stores"_s, u"--max-tokens"_s, u"100"_s}, u"--max-tokens"_s);
    row("force elsewhere", {u"document-delete"_s, u"a/documents/b"_s, u"--force"_s}, u"store-delete"_s);
    row("all stores", {u"stores"_s, u"--all"_s}, u"--all"_s);
    row("wait for stores", {u"stores"_s, u"--wait"_s}, u"--wait"_s);
    row("patience with stores", {u"stores"_s, u"--patience"_s, u"2"_s}, u"--patience"_s);
    row("another collection", {u"stores"_s, u"--collection"_s, u"corpora"_s}, u"corpora"_s);
    row("collection of files", {u"list"_s, u"--collection"_s, u"ragStores"_s}, u"--collection"_s);
}

void tst_CliStoreOptions::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, mentions);
    const CliOptions read = parsed(arguments);
    QCOMPARE(read.command, Command::Refuse);
    QVERIFY2(read.text.contains(mentions), qPrintable(read.text));
    QVERIFY(!read.text.contains(u'\n'));
}

void tst_CliStoreOptions::collection_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("choice");
    QTest::newRow("auto") << u"auto"_s << static_cast<int>(CollectionChoice::Automatic);
    QTest::newRow("ragStores") << u"ragStores"_s << static_cast<int>(CollectionChoice::RagStores);
    QTest::newRow("fileSearchStores") << u"fileSearchStores"_s << static_cast<int>(CollectionChoice::FileSearchStores);
}

void tst_CliStoreOptions::collection()
{
    QFETCH(QString, word);
    QVERIFY(!parsed({u"stores"_s}).collection);
    const CliOptions read = parsed({u"stores"_s, u"--collection"_s, word});
    QVERIFY2(read.collection, qPrintable(read.text));
    QTEST(static_cast<int>(*read.collection), "choice");
}

void tst_CliStoreOptions::theSameOptionsForImport()
{
    const QStringList options{u"--max-tokens"_s, u"100"_s, u"--metadata"_s, u"a:=1"_s, u"--wait"_s,
                              u"--patience"_s,   u"9"_s,   u"--store"_s,    u"s"_s};
    const CliOptions upload = parsed(QStringList{u"upload"_s, u"a"_s} + options);
    const CliOptions import = parsed(QStringList{u"import"_s, u"a"_s} + options);
    QVERIFY2(import.storeUpload, qPrintable(import.text));
    QCOMPARE(import.storeUpload, upload.storeUpload);
    QVERIFY(import.waitsForActive);
    QCOMPARE(import.patience, std::chrono::seconds(9));
}

void tst_CliStoreOptions::documentWithoutAFile()
{
    const QStringList create{u"document-create"_s, u"s"_s, u"--display-name"_s, u"Note"_s};
    const CliOptions plain = parsed(create);
    QVERIFY2(plain.storeUpload, qPrintable(plain.text));
    QCOMPARE(plain.storeUpload, std::optional(StoreUpload{u"s"_s, {}, {}}));
    QCOMPARE(plain.displayName, u"Note"_s);
    QCOMPARE(plain.mimeType, QString());
    QVERIFY(!plain.waitsForActive);

    const QStringList options{u"--max-tokens"_s, u"100"_s,    u"--metadata"_s,   u"a:=1"_s,
                              u"--wait"_s,       u"--mime"_s, u"text/markdown"_s};
    const CliOptions whole = parsed(create + options);
    const CliOptions upload = parsed(uploadWith(options));
    QVERIFY2(whole.storeUpload, qPrintable(whole.text));
    QCOMPARE(whole.storeUpload, upload.storeUpload);
    QCOMPARE(whole.mimeType, u"text/markdown"_s);
    QVERIFY(whole.waitsForActive);
}

void tst_CliStoreOptions::modelOfAStore()
{
    const QStringList create{u"store-create"_s, u"a"_s};
    QCOMPARE(parsed(create).embeddingModel, QString());
    for (const QString &typed : {u"gemini-embedding-2"_s, u"models/gemini-embedding-2"_s}) {
        const CliOptions read = parsed(create + QStringList{u"--embedding-model"_s, typed});
        QVERIFY2(read.command == Command::StoreCreate, qPrintable(read.text));
        QCOMPARE(read.embeddingModel, u"models/gemini-embedding-2"_s);
    }
}

void tst_CliStoreOptions::withoutStore()
{
    QVERIFY(!parsed({u"upload"_s, u"a"_s}).storeUpload);
    QVERIFY(!parsed({u"upload"_s, u"a"_s}).collection);
}

void tst_CliStoreOptions::otherOptions()
{
    QVERIFY(!parsed({u"store-delete"_s, u"a"_s}).isForced);
    QVERIFY(parsed({u"store-delete"_s, u"a"_s, u"--force"_s}).isForced);
    QVERIFY(parsed({u"documents"_s, u"a"_s, u"--all"_s}).listsAll);
    const CliOptions operations = parsed({u"operations"_s, u"--wait"_s, u"--patience"_s, u"3"_s});
    QVERIFY(operations.waitsForActive);
    QCOMPARE(operations.patience, std::chrono::seconds(3));
}

void tst_CliStoreOptions::helpExplainsStores()
{
    const CliOptions help = parsed({u"--help"_s});
    QCOMPARE(help.command, Command::PrintText);
    for (const QString &word :
         {u"stores"_s,          u"store-create"_s, u"store-delete"_s,      u"documents"_s,   u"document-create"_s,
          u"document-delete"_s, u"import"_s,       u"operations"_s,        u"--store"_s,     u"--max-tokens"_s,
          u"--overlap"_s,       u"--metadata"_s,   u"--embedding-model"_s, u"key=text"_s,    u"key:=12.5"_s,
          u"key[]=item"_s,      u"--collection"_s, u"--force"_s,           u"  document "_s, u"  operation "_s})
        QVERIFY2(help.text.contains(word), qPrintable(word));
}

QTEST_GUILESS_MAIN(tst_CliStoreOptions)
#include "tst_clistoreoptions.moc"
