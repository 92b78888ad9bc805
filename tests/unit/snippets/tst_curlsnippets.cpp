// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/views/answerserver.h"
#include "tests/views/hostilenames.h"
#include "tests/views/runprogram.h"
#include "tests/views/snippetsamples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::snippetsamples;
using Purpose = SnippetPurpose;

namespace {

constexpr qsizetype maxDisplayNameLength = 512; // contract 1.13

const QByteArray key = "canary-key-0123";

DemoServerOptions options()
{
    DemoServerOptions options = testServerOptions();
    options.processing = std::chrono::milliseconds(0);
    options.keys = {key};
    return options;
}

} // namespace

/// Runs the curl snippets in bash against the demo server.
class tst_CurlSnippets final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void uploads_data();
    void uploads();
    void uploadsUnderEachName();
    void uploadsFromAStrangePath();
    void pastedIntoAShell();
    void documentsAreListed();
    void resourcesAreShownAndDeleted();
    void severalFilesAreDeleted();
    void modelIsAsked();
    void refusalIsShown();
    void missingKeyIsTold();

private:
    SnippetSubject subject(const decltype(SnippetSubject::resource) &resource) const;
    QString addStore(const QString &name);
    void addFile(const QString &id);
    /// Runs the snippet as a script, without pauses between polls.
    ProgramOutcome run(const SnippetSubject &subject, Purpose purpose) const;
    QHash<QString, QString> environment() const;

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_CurlSnippets::initTestCase()
{
    for (const QString &program : {u"bash"_s, u"curl"_s}) {
        if (!isInstalled(program))
            QSKIP(qPrintable(program + u" is not installed"_s));
    }
}

void tst_CurlSnippets::init()
{
    m_demo = std::make_unique<DemoFixture>(options());
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath(u"document.txt"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("one two three");
}

SnippetSubject tst_CurlSnippets::subject(const decltype(SnippetSubject::resource) &resource) const
{
    Endpoint endpoint = Endpoint::standard();
    endpoint.baseUrl = m_demo->baseUrl();
    return {resource, endpoint};
}

QString tst_CurlSnippets::addStore(const QString &name)
{
    m_demo->server().stores().addStore({{u"name"_s, name}});
    return name;
}

void tst_CurlSnippets::addFile(const QString &id)
{
    m_demo->server().addFile({{u"name"_s, u"files/"_s + id}, {u"displayName"_s, id}});
}

QHash<QString, QString> tst_CurlSnippets::environment() const
{
    return {{u"GEMINI_API_KEY"_s, QString::fromLatin1(key)},
            {u"BASH_FUNC_sleep%%"_s, u"() { :; }"_s},
            {u"HISTFILE"_s, u"/dev/null"_s},
            {u"LC_ALL"_s, u"C.UTF-8"_s}};
}

ProgramOutcome tst_CurlSnippets::run(const SnippetSubject &subject, Purpose purpose) const
{
    QFile file(m_folder->filePath(u"snippet.sh"_s));
    if (!file.open(QFile::WriteOnly))
        return {};
    file.write(snippets::source(subject, purpose, SnippetLanguage::Curl).toUtf8());
    file.close();
    return runProgram(u"bash"_s, {file.fileName()}, {}, m_folder->path(), environment());
}

void tst_CurlSnippets::uploads_data()
{
    QTest::addColumn<QString>("store");
    QTest::newRow("released") << u"fileSearchStores/a-1"_s;
    QTest::newRow("founding") << u"ragStores/a-1"_s;
}

void tst_CurlSnippets::uploads()
{
    QFETCH(const QString, store);
    addStore(store);
    OperationPlan plan;
    plan.polls = 2;
    plan.answersEarly = false;
    m_demo->server().stores().planOperation(plan);
    SnippetSubject wanted = subject(storeNamed(u"A store"_s, store));
    wanted.upload = uploadOf(u"Übersicht"_s);
    const ProgramOutcome outcome = run(wanted, Purpose::UploadToStore);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData());
    QVERIFY2(QJsonDocument::fromJson(outcome.output).object().value("done"_L1).toBool(), outcome.output.constData());

    const QList<StoredDocument> documents = m_demo->server().stores().documents(store);
    QCOMPARE(documents.size(), 1);
    const QJsonObject resource = documents.constFirst().resource;
    QCOMPARE(resource.value("displayName"_L1).toString(), u"Übersicht"_s);
    QCOMPARE(resource.value("mimeType"_L1).toString(), u"text/plain"_s);
    QCOMPARE(metadataFromJson(resource.value("customMetadata"_L1)), wanted.upload.metadata);
    QCOMPARE(ChunkingConfig::fromJson(documents.constFirst().chunkingConfig), wanted.upload.chunking);
    QCOMPARE(m_demo->server().stores().contentOf(documents.constFirst().name()), QByteArray("one two three"));
}

void tst_CurlSnippets::uploadsUnderEachName()
{
    const QString store = addStore(u"fileSearchStores/a-1"_s);
    for (const HostileName &name : hostileNames()) {
        SnippetSubject wanted = subject(storeNamed(name.name, store));
        wanted.upload.displayName = name.name.left(maxDisplayNameLength);
        wanted.upload.metadata = {{u"name"_s, name.name}};
        const ProgramOutcome outcome = run(wanted, Purpose::UploadToStore);
        QVERIFY2(outcome.code == 0, (name.description + outcome.errors).constData());
        const QJsonObject resource = m_demo->server().stores().documents(store).constLast().resource;
        const QString meaning = meaningOf(name.name);
        QVERIFY2(resource.value("displayName"_L1).toString() == meaning.left(maxDisplayNameLength), name.description);
        QCOMPARE(metadataFromJson(resource.value("customMetadata"_L1)), QList<CustomMetadata>({{u"name"_s, meaning}}));
    }
    QVERIFY(!QFile::exists(m_folder->filePath(u"canary"_s)));
}

void tst_CurlSnippets::uploadsFromAStrangePath()
{
    const QString store = addStore(u"fileSearchStores/a-1"_s);
    QDir(m_folder->path()).mkdir(u"@-o \"a' $(touch canary)\n!x"_s);
    SnippetSubject wanted = subject(storeNamed(u"x"_s, store));
    wanted.upload.path = m_folder->filePath(u"@-o \"a' $(touch canary)\n!x/ü `touch canary` \\.txt"_s);
    QFile file(wanted.upload.path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("four");
    file.close();
    const ProgramOutcome outcome = run(wanted, Purpose::UploadToStore);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const StoredDocument document = m_demo->server().stores().documents(store).constFirst();
    QCOMPARE(m_demo->server().stores().contentOf(document.name()), QByteArray("four"));
    QVERIFY(!QFile::exists(m_folder->filePath(u"canary"_s)));
}

/// An interactive shell also expands "!" from its history, and a failing snippet must not end it.
void tst_CurlSnippets::pastedIntoAShell()
{
    const QString store = addStore(u"fileSearchStores/a-1"_s);
    SnippetSubject wanted = subject(storeNamed(u"x"_s, store));
    wanted.upload.displayName = u"it's !! $(touch canary) !touch"_s;
    wanted.upload.path = m_folder->filePath(u"it's !! a file"_s);
    QVERIFY(QFile::copy(m_folder->filePath(u"document.txt"_s), wanted.upload.path));
    const QByteArray source = snippets::source(wanted, Purpose::UploadToStore, SnippetLanguage::Curl).toUtf8();
    const SnippetSubject missing = subject(QList{fileNamed(u"x"_s, u"missing"_s)});
    const QByteArray failing = snippets::source(missing, Purpose::Get, SnippetLanguage::Curl).toUtf8();
    const ProgramOutcome outcome =
        runProgram(u"bash"_s, {u"--norc"_s, u"-i"_s}, source + failing + "echo alive $?\nexit 3\n", m_folder->path(),
                   environment());
    QVERIFY2(outcome.code == 3, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("alive 22\n"), outcome.output.constData());
    const QList<StoredDocument> documents = m_demo->server().stores().documents(store);
    QCOMPARE(documents.size(), 1);
    QCOMPARE(documents.constFirst().resource.value("displayName"_L1).toString(), wanted.upload.displayName);
    QVERIFY(!QFile::exists(m_folder->filePath(u"canary"_s)));
}

void tst_CurlSnippets::documentsAreListed()
{
    const QString store = addStore(u"ragStores/a-1"_s);
    for (int number = 0; number < 45; ++number) {
        const QString id = u"%1/documents/d-%2"_s.arg(store).arg(number);
        QVERIFY(m_demo->server().stores().addDocument(
            {{u"name"_s, id}, {u"displayName"_s, u"{\"nextPageToken\": \"x\"}"_s}}));
    }
    const ProgramOutcome outcome = run(subject(storeNamed(u"x"_s, store)), Purpose::ListDocuments);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.count("/documents/d-"), 45);
    QCOMPARE(m_demo->server().requests().size(), 3);
}

void tst_CurlSnippets::resourcesAreShownAndDeleted()
{
    ScriptedStores &stores = m_demo->server().stores();
    const QString store = addStore(u"fileSearchStores/a-1"_s);
    QVERIFY(stores.addDocument({{u"name"_s, u"fileSearchStores/a-1/documents/b-2"_s}}));
    QVERIFY(stores.addDocument({{u"name"_s, u"fileSearchStores/a-1/documents/c-3"_s}}));
    addFile(u"abc-123"_s);

    const QList<std::pair<SnippetSubject, QByteArray>> subjects = {
        {subject(QList{fileNamed(u"x"_s)}), "files/abc-123"},
        {subject(documentNamed(u"x"_s)), "fileSearchStores/a-1/documents/b-2"},
        {subject(storeNamed(u"x"_s, store)), "fileSearchStores/a-1"},
    };
    for (const auto &[wanted, name] : subjects) {
        const ProgramOutcome shown = run(wanted, Purpose::Get);
        QVERIFY2(shown.code == 0, shown.errors.constData());
        QCOMPARE(QJsonDocument::fromJson(shown.output).object().value("name"_L1).toString(), QString::fromLatin1(name));
        const ProgramOutcome deleted = run(wanted, Purpose::Delete);
        QVERIFY2(deleted.code == 0, (deleted.output + deleted.errors).constData());
    }
    QVERIFY(m_demo->server().files().isEmpty());
    QVERIFY(stores.stores(u"fileSearchStores"_s).isEmpty());
}

void tst_CurlSnippets::severalFilesAreDeleted()
{
    for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
        addFile(id);
    const SnippetSubject wanted = subject(QList{fileNamed(u"`touch canary`"_s, u"one"_s), fileNamed({}, u"three"_s)});
    const ProgramOutcome shown = run(wanted, Purpose::Get);
    QVERIFY2(shown.code == 0, shown.errors.constData());
    QVERIFY(shown.output.contains("files/one") && shown.output.contains("files/three"));
    QCOMPARE(run(wanted, Purpose::Delete).code, 0);
    QCOMPARE(m_demo->server().files().size(), 1);
}

void tst_CurlSnippets::modelIsAsked()
{
    const AnswerServer server("{\"candidates\": []}");
    RemoteFile strange = fileNamed(u"x"_s);
    strange.uri = u"https://x/'\"$(touch canary)\nEND_OF_JSON\ntouch canary"_s;
    SnippetSubject wanted = subject(QList{fileNamed(u"x"_s), strange});
    wanted.endpoint.baseUrl = server.baseUrl();
    const ProgramOutcome outcome = run(wanted, Purpose::GenerateContent);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.trimmed(), QByteArray("{\"candidates\": []}"));
    QVERIFY(server.head().startsWith("POST /v1beta/models/gemini-flash-latest:generateContent HTTP/"));
    QVERIFY(server.head().toLower().contains("x-goog-api-key: " + key));
    const QJsonArray parts = server.body().value("contents"_L1).toArray().at(0).toObject().value("parts"_L1).toArray();
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts.at(1).toObject().value("fileData"_L1).toObject().value("fileUri"_L1).toString(), strange.uri);
    QCOMPARE(parts.at(1).toObject().value("fileData"_L1).toObject().value("mimeType"_L1).toString(),
             u"application/pdf"_s);
    QVERIFY(!QFile::exists(m_folder->filePath(u"canary"_s)));
}

void tst_CurlSnippets::refusalIsShown()
{
    const SnippetSubject store = subject(storeNamed(u"x"_s, u"fileSearchStores/missing"_s));
    for (const Purpose purpose : snippets::purposesFor(store)) {
        const ProgramOutcome outcome = run(store, purpose);
        QVERIFY(outcome.code != 0);
        QVERIFY2((outcome.output + outcome.errors).contains("\"error\""),
                 (outcome.output + outcome.errors).constData());
        QVERIFY(!(outcome.output + outcome.errors).contains(key));
    }
}

void tst_CurlSnippets::missingKeyIsTold()
{
    const QString source = snippets::source(subject(QList{fileNamed(u"x"_s)}), Purpose::Get, SnippetLanguage::Curl);
    const ProgramOutcome outcome =
        runProgram(u"bash"_s, {}, source.toUtf8(), m_folder->path(), {{u"GEMINI_API_KEY"_s, {}}});
    QVERIFY(outcome.code != 0);
    QVERIFY2(outcome.errors.contains("GEMINI_API_KEY"), outcome.errors.constData());
    QVERIFY(m_demo->server().requests().isEmpty());
}

QTEST_GUILESS_MAIN(tst_CurlSnippets)
#include "tst_curlsnippets.moc"
