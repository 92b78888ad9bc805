// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/views/answerserver.h"
#include "tests/views/hostilenames.h"
#include "tests/views/runprogram.h"
#include "tests/views/snippetsamples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::snippetsamples;
using Purpose = SnippetPurpose;

/// Runs the JavaScript snippets with node and Google's published client against the demo server.
class tst_JavaScriptSnippets final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void uploads();
    void documentsAreListed();
    void resourcesAreShownAndDeleted();
    void modelIsAsked();

private:
    SnippetSubject subject(const decltype(SnippetSubject::resource) &resource) const;
    ProgramOutcome run(const SnippetSubject &subject, Purpose purpose) const;

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_JavaScriptSnippets::initTestCase()
{
    if (!isInstalled(u"node"_s))
        QSKIP("node is not installed");
    if (!QFile::exists(QStringLiteral(GENAI_CLIENT_DIR "/node_modules/@google/genai/package.json")))
        QSKIP("@google/genai is not installed: the test \"genai\" does that");
}

void tst_JavaScriptSnippets::init()
{
    DemoServerOptions options = testServerOptions();
    options.processing = std::chrono::milliseconds(0);
    m_demo = std::make_unique<DemoFixture>(options);
    // Node searches for packages in the folders above the script.
    m_folder = std::make_unique<QTemporaryDir>(QStringLiteral(GENAI_CLIENT_DIR "/snippets-XXXXXX"));
    QVERIFY(m_folder->isValid());
    QFile file(m_folder->filePath(u"document.txt"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("one two three");
}

SnippetSubject tst_JavaScriptSnippets::subject(const decltype(SnippetSubject::resource) &resource) const
{
    Endpoint endpoint = Endpoint::standard();
    endpoint.baseUrl = m_demo->baseUrl();
    return {resource, endpoint};
}

ProgramOutcome tst_JavaScriptSnippets::run(const SnippetSubject &subject, Purpose purpose) const
{
    QFile file(m_folder->filePath(u"snippet.mjs"_s));
    if (!file.open(QFile::WriteOnly))
        return {};
    file.write(snippets::source(subject, purpose, SnippetLanguage::JavaScript).toUtf8());
    file.close();
    return runProgram(u"node"_s, {file.fileName()}, {}, m_folder->path(), {{u"GEMINI_API_KEY"_s, u"a-key"_s}});
}

void tst_JavaScriptSnippets::uploads()
{
    const QString store = u"fileSearchStores/a-1"_s;
    m_demo->server().stores().addStore({{u"name"_s, store}});
    QString name;
    for (const HostileName &each : hostileNames())
        name += each.name.left(12);
    SnippetSubject wanted = subject(storeNamed(name, store));
    wanted.upload = uploadOf(name);
    const ProgramOutcome outcome = run(wanted, Purpose::UploadToStore);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QList<StoredDocument> documents = m_demo->server().stores().documents(store);
    QCOMPARE(documents.size(), 1);
    QCOMPARE(QString::fromUtf8(outcome.output.trimmed()), documents.constFirst().name());
    const QString meaning = meaningOf(name);
    const QJsonObject resource = documents.constFirst().resource;
    QCOMPARE(resource.value("displayName"_L1).toString(), meaning);
    QCOMPARE(metadataFromJson(resource.value("customMetadata"_L1)), uploadOf(meaning).metadata);
    QCOMPARE(ChunkingConfig::fromJson(documents.constFirst().chunkingConfig), wanted.upload.chunking);
}

void tst_JavaScriptSnippets::documentsAreListed()
{
    const QString store = u"fileSearchStores/a-1"_s;
    m_demo->server().stores().addStore({{u"name"_s, store}});
    for (int number = 0; number < 45; ++number)
        QVERIFY(m_demo->server().stores().addDocument({{u"name"_s, u"%1/documents/d-%2"_s.arg(store).arg(number)}}));
    const ProgramOutcome outcome = run(subject(storeNamed(u"x"_s, store)), Purpose::ListDocuments);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.count("/documents/d-"), 45);
}

void tst_JavaScriptSnippets::resourcesAreShownAndDeleted()
{
    ScriptedStores &stores = m_demo->server().stores();
    stores.addStore({{u"name"_s, u"fileSearchStores/a-1"_s}});
    QVERIFY(stores.addDocument({{u"name"_s, u"fileSearchStores/a-1/documents/b-2"_s}}));
    QVERIFY(stores.addDocument({{u"name"_s, u"fileSearchStores/a-1/documents/c-3"_s}}));
    for (const QString &id : {u"one"_s, u"two"_s})
        m_demo->server().addFile({{u"name"_s, u"files/"_s + id}});
    const QList<SnippetSubject> subjects = {
        subject(QList{fileNamed(u"x"_s, u"one"_s)}),
        subject(documentNamed(u"x"_s)),
        subject(storeNamed(u"x"_s)),
    };
    for (const SnippetSubject &wanted : subjects) {
        for (const Purpose purpose : {Purpose::Get, Purpose::Delete}) {
            const ProgramOutcome outcome = run(wanted, purpose);
            QVERIFY2(outcome.code == 0, outcome.errors.constData());
            QCOMPARE(outcome.output.contains("name: "), purpose == Purpose::Get);
        }
    }
    QCOMPARE(m_demo->server().files().size(), 1);
    QVERIFY(stores.stores(u"fileSearchStores"_s).isEmpty());
}

void tst_JavaScriptSnippets::modelIsAsked()
{
    const AnswerServer server(R"({"candidates": [{"content": {"role": "model", "parts": [{"text": "Two files."}]}}]})");
    SnippetSubject wanted = subject(QList{fileNamed(u"x"_s, u"one"_s), fileNamed(u"y"_s, u"two"_s)});
    wanted.endpoint.baseUrl = server.baseUrl();
    const ProgramOutcome outcome = run(wanted, Purpose::GenerateContent);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.trimmed(), QByteArray("Two files."));
    QVERIFY(server.head().startsWith("POST /v1beta/models/gemini-flash-latest:generateContent"));
    const QJsonArray parts = server.body().value("contents"_L1).toArray().at(0).toObject().value("parts"_L1).toArray();
    QCOMPARE(parts.size(), 3);
    const QJsonObject second = parts.at(1).toObject().value("fileData"_L1).toObject();
    QCOMPARE(second.value("fileUri"_L1).toString(), fileNamed({}, u"two"_s).uri);
    QCOMPARE(second.value("mimeType"_L1).toString(), u"application/pdf"_s);
}

QTEST_GUILESS_MAIN(tst_JavaScriptSnippets)
#include "tst_javascriptsnippets.moc"
