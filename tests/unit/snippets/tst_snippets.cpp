// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippets.h"
#include "models/snippets/snippettext.h"
#include "tests/views/hostilenames.h"
#include "tests/views/runprogram.h"
#include "tests/views/snippetsamples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::snippetsamples;
using Language = SnippetLanguage;
using Purpose = SnippetPurpose;

namespace {

constexpr Language allLanguages[] = {Language::Python, Language::JavaScript, Language::Go, Language::Curl};

QStringList allNames()
{
    QStringList names;
    for (const HostileName &each : hostileNames())
        names.append(each.name);
    return names;
}

struct Parser {
    QString program;
    QString extension;
    QStringList arguments; ///< before the files
};

/// Each parses any number of files and prints the names of those it refuses; it exits with 0 if it refuses none.
Parser parserOf(Language language)
{
    switch (language) {
    case Language::Python:
        return {u"python3"_s,
                u"py"_s,
                {u"-c"_s,
                 u"import sys\nbad = 0\nfor path in sys.argv[1:]:\n"
                 "    try: compile(open(path, 'rb').read(), path, 'exec')\n"
                 "    except (SyntaxError, ValueError) as error: bad = 1; print(path, error)\nsys.exit(bad)"_s}};
    case Language::JavaScript:
        // As `node --check` does it, but all files in one process.
        return {u"node"_s,
                u"mjs"_s,
                {u"--no-warnings"_s, u"--experimental-vm-modules"_s, u"-e"_s,
                 u"const fs = require('fs'), vm = require('vm');\n"
                 "for (const path of process.argv.slice(1)) {\n"
                 "  try { new vm.SourceTextModule(fs.readFileSync(path, 'utf8')); }\n"
                 "  catch (error) { process.exitCode = 1; console.log(path, String(error)); }\n}"_s,
                 u"--"_s}};
    case Language::Go:
        return {u"gofmt"_s, u"go"_s, {u"-e"_s, u"-l"_s}};
    case Language::Curl:
        break;
    }
    return {u"bash"_s,
            u"sh"_s,
            {u"-c"_s, u"bad=0; for path; do bash -n \"$path\" || { bad=1; echo \"$path\"; }; done; exit $bad"_s,
             u"bash"_s}};
}

void addLanguages()
{
    QTest::addColumn<Language>("language");
    for (const Language language : allLanguages)
        QTest::newRow(qPrintable(snippets::keyOf(language))) << language;
}

QStringList snippetsOf(const SnippetSubject &subject, Language language)
{
    QStringList sources;
    if (!snippets::languagesFor(subject).contains(language))
        return sources;
    for (const Purpose purpose : snippets::purposesFor(subject))
        sources.append(snippets::source(subject, purpose, language));
    return sources;
}

} // namespace

Q_DECLARE_METATYPE(pollux::SnippetLanguage)

class tst_Snippets final : public QObject {
    Q_OBJECT

private slots:
    void offersWhatFits();
    void offersNothingElse();
    void languagesHaveKeys();
    void keyIsTakenFromTheEnvironment();
    void otherEndpointIsNamed();
    void filesAreParts();
    void settingsOfTheUpload();
    void floatsOfGoAreInRange();
    void literalsMeanWhatWasGiven_data();
    void literalsMeanWhatWasGiven();
    void nothingIsHidden();
    void commentsAreHarmless();
    void parses_data();
    void parses();
    void moduleIsChecked();
};

void tst_Snippets::offersWhatFits()
{
    using Purposes = QList<Purpose>;
    using Languages = QList<Language>;
    const Languages all(std::begin(allLanguages), std::end(allLanguages));
    const SnippetSubject file{QList{fileNamed(u"x"_s)}};
    QCOMPARE(snippets::purposesFor(file), Purposes({Purpose::GenerateContent, Purpose::Get, Purpose::Delete}));
    QCOMPARE(snippets::languagesFor(file), all);
    const SnippetSubject store{storeNamed(u"x"_s)};
    QCOMPARE(snippets::purposesFor(store),
             Purposes({Purpose::UploadToStore, Purpose::ListDocuments, Purpose::Get, Purpose::Delete}));
    QCOMPARE(snippets::languagesFor(store), all);
    const SnippetSubject founding{storeNamed(u"x"_s, u"ragStores/x"_s)};
    QCOMPARE(snippets::purposesFor(founding), snippets::purposesFor(store));
    QCOMPARE(snippets::languagesFor(founding), Languages{Language::Curl});
    const SnippetSubject document{documentNamed(u"x"_s)};
    QCOMPARE(snippets::purposesFor(document), Purposes({Purpose::Get, Purpose::Delete}));
    QCOMPARE(snippets::languagesFor(document), all);
}

void tst_Snippets::offersNothingElse()
{
    const SnippetSubject file{QList{fileNamed(u"x"_s)}};
    QVERIFY(snippets::source(file, Purpose::ListDocuments, Language::Python).isEmpty());
    QVERIFY(snippets::source({QList<RemoteFile>()}, Purpose::Get, Language::Python).isEmpty());
    const SnippetSubject founding{storeNamed(u"x"_s, u"ragStores/x"_s)};
    QVERIFY(snippets::source(founding, Purpose::Get, Language::Go).isEmpty());
    const QString upload = snippets::source(founding, Purpose::UploadToStore, Language::Curl);
    QVERIFY(upload.contains(u":uploadToRagStore"_s));
    QVERIFY(!upload.contains(u"ileSearchStore"_s));
}

void tst_Snippets::languagesHaveKeys()
{
    for (const Language language : allLanguages)
        QCOMPARE(snippets::languageWithKey(snippets::keyOf(language)), language);
    QVERIFY(!snippets::languageWithKey(u"perl"_s));
}

void tst_Snippets::keyIsTakenFromTheEnvironment()
{
    for (const SnippetSubject &subject : subjectsFullOf(u"x"_s)) {
        for (const Language language : allLanguages) {
            for (const QString &source : snippetsOf(subject, language)) {
                QVERIFY2(source.contains(u"GEMINI_API_KEY"_s), qPrintable(source));
                QVERIFY2(source.endsWith(u'\n'), qPrintable(source));
            }
        }
    }
}

void tst_Snippets::otherEndpointIsNamed()
{
    SnippetSubject subject{QList{fileNamed(u"x"_s)}};
    subject.endpoint.baseUrl =
        QUrl(u"https://generativelanguage.googleapis.com/"_s); // the standard URL with a slash at the end
    for (const Language language : allLanguages) {
        const QString source = snippets::source(subject, Purpose::Get, language);
        QCOMPARE(source.contains(u"googleapis.com"_s), language == Language::Curl);
        QVERIFY2(source.contains(u"v1beta"_s), qPrintable(source));
    }
    subject.endpoint.baseUrl = QUrl(u"http://user:secret@127.0.0.1:8080/proxy/?key=secret#x"_s);
    subject.endpoint.apiVersion = u"v1"_s;
    const QHash<Language, QString> expected = {
        {Language::Python, u"http_options={\"base_url\": \"http://127.0.0.1:8080/proxy\", \"api_version\": \"v1\"}"_s},
        {Language::JavaScript, u"httpOptions: { baseUrl: \"http://127.0.0.1:8080/proxy\", apiVersion: \"v1\" }"_s},
        {Language::Go, u"genai.HTTPOptions{BaseURL: \"http://127.0.0.1:8080/proxy\", APIVersion: \"v1\"}"_s},
        {Language::Curl, u"base_url=${GEMINI_BASE_URL:-'http://127.0.0.1:8080/proxy'}"_s},
    };
    for (const Language language : allLanguages) {
        const QString source = snippets::source(subject, Purpose::Get, language);
        QVERIFY2(source.contains(expected.value(language)), qPrintable(source));
        QVERIFY(!source.contains(u"secret"_s));
    }
    QVERIFY(snippets::source(subject, Purpose::Get, Language::Curl).contains(u"\"$base_url/v1/files/abc-123\""_s));
}

void tst_Snippets::filesAreParts()
{
    RemoteFile second = fileNamed(u"second"_s, u"two"_s);
    second.uri.clear();
    second.mimeType.clear();
    const SnippetSubject subject{QList{fileNamed(u"first"_s, u"one"_s), second}};
    for (const Language language : allLanguages) {
        const QString source = snippets::source(subject, Purpose::GenerateContent, language);
        QVERIFY(source.contains(u"\"https://generativelanguage.googleapis.com/v1beta/files/one\""_s));
        QVERIFY(source.contains(u"\"https://generativelanguage.googleapis.com/v1beta/files/two\""_s));
        QVERIFY(source.contains(u"\"application/pdf\""_s));
        QVERIFY(source.contains(u"\"application/octet-stream\""_s));
        QVERIFY(source.indexOf(u"first"_s) < source.indexOf(u"second"_s));
    }
}

void tst_Snippets::settingsOfTheUpload()
{
    SnippetSubject subject{storeNamed(u"x"_s), Endpoint::standard(), uploadOf(u"value"_s)};
    const QString python = snippets::source(subject, Purpose::UploadToStore, Language::Python);
    QVERIFY2(python.contains(u"\"max_tokens_per_chunk\": 64,"_s), qPrintable(python));
    QVERIFY2(python.contains(u"\"numeric_value\": 2024.5,"_s), qPrintable(python));
    const QString go = snippets::source(subject, Purpose::UploadToStore, Language::Go);
    QVERIFY2(go.contains(u"MaxOverlapTokens:  genai.Ptr(int32(16)),"_s), qPrintable(go));
    QVERIFY2(go.contains(
                 u"{Key: \"texts\", StringListValue: &genai.StringList{Values: []string{\"value\", \"second\"}}},"_s),
             qPrintable(go));
    subject.upload = {};
    for (const Language language : allLanguages) {
        const QString source = snippets::source(subject, Purpose::UploadToStore, language);
        QVERIFY(!source.contains(u"hunk"_s));
        QVERIFY(!source.contains(u"etadata"_s));
        QVERIFY(!source.contains(u"isplay"_s));
    }
}

void tst_Snippets::floatsOfGoAreInRange()
{
    SnippetSubject subject{storeNamed(u"x"_s)};
    subject.upload.metadata = {{u"huge"_s, 1e300}, {u"year"_s, 2024.0}, {u"third"_s, 0.1}};
    const QString go = snippets::source(subject, Purpose::UploadToStore, Language::Go);
    QVERIFY2(go.contains(u"float32(3.4028234663852886e+38)"_s), qPrintable(go));
    QVERIFY(go.contains(u"float32(2024)"_s));
    QVERIFY(go.contains(u"float32(0.1)"_s));
}

void tst_Snippets::literalsMeanWhatWasGiven_data()
{
    addLanguages();
}

/// The interpreter of each language evaluates the literals. Go has none, but its escapes are those of Python.
void tst_Snippets::literalsMeanWhatWasGiven()
{
    QFETCH(const Language, language);
    QVERIFY(hostileNames().size() >= 40);
    QStringList literals;
    QStringList expected;
    for (const QString &name : allNames()) {
        literals.append(snippettext::quoted(name, language));
        expected.append(meaningOf(name));
        const QByteArray json = "[" + snippettext::jsonQuoted(name).toUtf8() + "]";
        QCOMPARE(QJsonDocument::fromJson(json).array().at(0).toString(), meaningOf(name));
        if (language == Language::Go)
            QCOMPARE(literals.constLast(), snippettext::quoted(name, Language::Python));
    }
    if (language == Language::Go)
        return;
    const Parser parser = parserOf(language);
    if (!isInstalled(parser.program))
        QSKIP(qPrintable(parser.program + u" is not installed"_s));
    if (language == Language::Curl) {
        // In the "C" locale, in which bash handles bytes and not characters.
        const QByteArray script = "printf '%s\\0' " + literals.join(u' ').toUtf8();
        const ProgramOutcome outcome = runProgram(parser.program, {}, script, {}, {{u"LC_ALL"_s, u"C"_s}});
        QCOMPARE(outcome.code, 0);
        QStringList words = QString::fromUtf8(outcome.output).split(QChar(0));
        words.removeLast();
        QCOMPARE(words, expected);
        return;
    }
    const QString list = u"["_s + literals.join(u",\n"_s) + u"]"_s;
    const QString script =
        language == Language::Python ? u"import json\nprint(json.dumps(%1))"_s : u"console.log(JSON.stringify(%1))"_s;
    const ProgramOutcome outcome =
        runProgram(parser.program, {u"-"_s}, QString(script).replace(u"%1"_s, list).toUtf8());
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(QJsonDocument::fromJson(outcome.output).array(), QJsonArray::fromStringList(expected));
}

/// The snippet runs as it reads: no character is invisible, breaks a line or reverses the text direction.
void tst_Snippets::nothingIsHidden()
{
    for (const HostileName &name : hostileNames()) {
        for (const SnippetSubject &subject : subjectsFullOf(name.name)) {
            for (const Language language : allLanguages) {
                for (const QString &source : snippetsOf(subject, language)) {
                    for (const char32_t character : source.toUcs4()) {
                        const bool isShown = character == U'\n' || character == U'\t' || character == U' ' ||
                                             (QChar::isPrint(character) && !QChar::isSpace(character));
                        QVERIFY2(isShown, name.description);
                    }
                }
            }
        }
    }
}

void tst_Snippets::commentsAreHarmless()
{
    static const QRegularExpression harmless(u"\\A[\\w\\p{M}\\p{So}., …-]*\\z"_s,
                                             QRegularExpression::UseUnicodePropertiesOption);
    for (const HostileName &name : hostileNames()) {
        const QString words = snippettext::commentWords(name.name);
        QVERIFY2(harmless.match(words).hasMatch(), name.description);
        QVERIFY(words.size() <= 60);
        QVERIFY(!words.contains(u"AIza"_s));
    }
    QCOMPARE(snippettext::commentWords(u"Übersicht_2.pdf 📄 (final)"_s), u"Übersicht_2.pdf 📄 final"_s);
    QCOMPARE(snippettext::commentWords(u"a; rm -rf ~ # $(x)"_s), u"a rm -rf x"_s);
}

void tst_Snippets::parses_data()
{
    addLanguages();
}

void tst_Snippets::parses()
{
    QFETCH(const Language, language);
    const Parser parser = parserOf(language);
    if (!isInstalled(parser.program))
        QSKIP(qPrintable(parser.program + u" is not installed"_s));
    const QTemporaryDir folder;
    QStringList paths;
    for (const QString &name : allNames()) {
        for (const SnippetSubject &subject : subjectsFullOf(name)) {
            for (const QString &source : snippetsOf(subject, language)) {
                QFile file(folder.filePath(u"%1.%2"_s.arg(paths.size()).arg(parser.extension)));
                QVERIFY(file.open(QFile::WriteOnly));
                file.write(source.toUtf8());
                paths.append(file.fileName());
            }
        }
    }
    QVERIFY(paths.size() >= 200);
    const ProgramOutcome outcome = runProgram(parser.program, parser.arguments + paths, {}, folder.path());
    QVERIFY2(outcome.code == 0, (outcome.output + outcome.errors).constData());
    QVERIFY2(outcome.output.isEmpty(), outcome.output.constData()); // gofmt lists files that it would reformat
    QVERIFY(!QFile::exists(folder.filePath(u"canary"_s)));
}

/// With `node --check`, as users would do it.
void tst_Snippets::moduleIsChecked()
{
    if (!isInstalled(u"node"_s))
        QSKIP("node is not installed");
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"snippet.mjs"_s);
    const QString name = u"\"'`${x}\n\u2028*/ <!-- 📄"_s;
    for (const SnippetSubject &subject : subjectsFullOf(name)) {
        for (const QString &source : snippetsOf(subject, Language::JavaScript)) {
            QFile file(path);
            QVERIFY(file.open(QFile::WriteOnly));
            file.write(source.toUtf8());
            file.close();
            const ProgramOutcome outcome = runProgram(u"node"_s, {u"--check"_s, path});
            QVERIFY2(outcome.code == 0, outcome.errors.constData());
        }
    }
}

QTEST_GUILESS_MAIN(tst_Snippets)
#include "tst_snippets.moc"
