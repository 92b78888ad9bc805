// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/options.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Command = CliOptions::Command;

namespace {

const auto key = u"AIzaSyCANARY0123456789abcdefghijklmnopq"_s;

CliOptions parsed(const QStringList &arguments)
{
    return parseCliOptions(QStringList{u"pollux-cli"_s} + arguments);
}

} // namespace

class tst_CliOptions final : public QObject {
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void keysAreRefused_data();
    void keysAreRefused();
    void commands_data();
    void commands();
    void uploadOptions();
    void commonOptions();
    void helpNamesEachCommandAndEvent();
};

void tst_CliOptions::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("mentions");

    QTest::newRow("no command") << QStringList{} << u"--help"_s;
    QTest::newRow("unknown command") << QStringList{u"uplaod"_s} << u"uplaod"_s;
    QTest::newRow("unknown option") << QStringList{u"list"_s, u"--frobnicate"_s} << u"frobnicate"_s;
    QTest::newRow("key option") << QStringList{u"list"_s, u"--key"_s, u"x"_s} << u"key"_s;
    QTest::newRow("upload nothing") << QStringList{u"upload"_s} << u"upload"_s;
    QTest::newRow("get nothing") << QStringList{u"get"_s} << u"get"_s;
    QTest::newRow("get two") << QStringList{u"get"_s, u"a"_s, u"b"_s} << u"get"_s;
    QTest::newRow("list something") << QStringList{u"list"_s, u"a"_s} << u"list"_s;
    QTest::newRow("resume something") << QStringList{u"resume"_s, u"a"_s} << u"resume"_s;
    QTest::newRow("no name") << QStringList{u"delete"_s, u"files/a/b"_s} << u"files/a/b"_s;
    QTest::newRow("no number of jobs") << QStringList{u"upload"_s, u"a"_s, u"--jobs"_s, u"x"_s} << u"--jobs"_s;
    QTest::newRow("no jobs") << QStringList{u"upload"_s, u"a"_s, u"--jobs"_s, u"0"_s} << u"--jobs"_s;
    QTest::newRow("too many jobs") << QStringList{u"upload"_s, u"a"_s, u"--jobs"_s, u"33"_s} << u"--jobs"_s;
    QTest::newRow("no MIME type") << QStringList{u"upload"_s, u"a"_s, u"--mime"_s, u"text"_s} << u"--mime"_s;
    QTest::newRow("MIME type with parameter")
        << QStringList{u"upload"_s, u"a"_s, u"--mime"_s, u"text/plain; charset=utf-8"_s} << u"--mime"_s;
    QTest::newRow("name for two files") << QStringList{u"upload"_s, u"a"_s, u"b"_s, u"--display-name"_s, u"c"_s}
                                        << u"--display-name"_s;
    QTest::newRow("name for a folder") << QStringList{u"upload"_s, QDir::tempPath(), u"--display-name"_s, u"c"_s}
                                       << u"--display-name"_s;
    QTest::newRow("empty name") << QStringList{u"upload"_s, u"a"_s, u"--display-name="_s} << u"--display-name"_s;
    QTest::newRow("patience of 0") << QStringList{u"upload"_s, u"a"_s, u"--patience"_s, u"0"_s} << u"--patience"_s;
    QTest::newRow("all uploads") << QStringList{u"upload"_s, u"a"_s, u"--all"_s} << u"--all"_s;
    QTest::newRow("jobs of a list") << QStringList{u"list"_s, u"--jobs"_s, u"2"_s} << u"--jobs"_s;
    QTest::newRow("type of what is resumed") << QStringList{u"resume"_s, u"--mime"_s, u"a/b"_s} << u"--mime"_s;
    QTest::newRow("patience of a list") << QStringList{u"list"_s, u"--patience"_s, u"2"_s} << u"--patience"_s;
    QTest::newRow("empty data folder") << QStringList{u"list"_s, u"--data-dir="_s} << u"--data-dir"_s;
}

void tst_CliOptions::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, mentions);
    const CliOptions options = parsed(arguments);
    QCOMPARE(options.command, Command::Refuse);
    QVERIFY2(options.text.contains(mentions), qPrintable(options.text));
    QVERIFY(!options.text.contains(u'\n'));
}

void tst_CliOptions::keysAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("argument") << QStringList{u"upload"_s, key};
    QTest::newRow("command") << QStringList{key};
    QTest::newRow("value of an option") << QStringList{u"list"_s, u"--profile"_s, key};
    QTest::newRow("unknown option") << QStringList{u"list"_s, u"--api-key="_s + key};
    QTest::newRow("short option") << QStringList{u"list"_s, u"-k"_s + key};
    QTest::newRow("the newer form") << QStringList{u"list"_s, u"AQ.Ab8RN6Labcdefghijklmnopqrstuvwxyz"_s};
}

void tst_CliOptions::keysAreRefused()
{
    QFETCH(QStringList, arguments);
    const CliOptions options = parsed(arguments);
    QCOMPARE(options.command, Command::Refuse);
    QVERIFY2(options.text.contains(u"--key-stdin"_s), qPrintable(options.text));
    QVERIFY(!options.text.contains(u"CANARY"_s));
    QVERIFY(!options.text.contains(u"Ab8RN6"_s));
}

void tst_CliOptions::commands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("command");
    QTest::addColumn<QStringList>("names");

    const auto row = [](const char *name, const QStringList &arguments, Command command, const QStringList &names) {
        QTest::newRow(name) << arguments << static_cast<int>(command) << names;
    };
    row("list", {u"list"_s}, Command::List, {});
    row("options first", {u"--json"_s, u"list"_s}, Command::List, {});
    row("resume", {u"resume"_s}, Command::Resume, {});
    row("profiles", {u"profiles"_s}, Command::Profiles, {});
    row("get", {u"get"_s, u"abc"_s}, Command::Get, {u"files/abc"_s});
    row("delete", {u"delete"_s, u"\"files/abc\""_s, u"https://example.org/v1beta/files/def"_s}, Command::Delete,
        {u"files/abc"_s, u"files/def"_s});
    row("watch", {u"watch"_s, u"files/abc"_s, u"d"_s}, Command::Watch, {u"files/abc"_s, u"files/d"_s});
    row("upload", {u"upload"_s, u"a"_s, u"/b"_s}, Command::Upload, {QDir::current().absoluteFilePath(u"a"_s), u"/b"_s});
    row("URL of a file", {u"upload"_s, u"file:///a%20b"_s}, Command::Upload, {u"/a b"_s});
    row("file like an option", {u"upload"_s, u"--"_s, u"--json"_s}, Command::Upload,
        {QDir::current().absoluteFilePath(u"--json"_s)});
}

void tst_CliOptions::commands()
{
    QFETCH(QStringList, arguments);
    const CliOptions options = parsed(arguments);
    QTEST(static_cast<int>(options.command), "command");
    QTEST(options.arguments, "names");
}

void tst_CliOptions::uploadOptions()
{
    const CliOptions plain = parsed({u"upload"_s, u"a"_s});
    QCOMPARE(plain.jobs, 0);
    QVERIFY(plain.isVerified);
    QVERIFY(!plain.waitsForActive);
    QCOMPARE(plain.patience, std::chrono::seconds(600));
    const CliOptions all = parsed({u"upload"_s, u"a"_s, u"--display-name"_s, u"Ü b"_s, u"--mime"_s, u"text/csv"_s,
                                   u"--jobs"_s, u"32"_s, u"--wait"_s, u"--no-verify"_s, u"--patience"_s, u"5"_s});
    QCOMPARE(all.command, Command::Upload);
    QCOMPARE(all.displayName, u"Ü b"_s);
    QCOMPARE(all.mimeType, u"text/csv"_s);
    QCOMPARE(all.jobs, 32);
    QVERIFY(!all.isVerified);
    QVERIFY(all.waitsForActive);
    QCOMPARE(all.patience, std::chrono::seconds(5));
}

void tst_CliOptions::commonOptions()
{
    const CliOptions options = parsed({u"list"_s, u"--all"_s, u"--profile"_s, u"Work"_s, u"--data-dir"_s, u"/d"_s,
                                       u"--json"_s, u"--key-stdin"_s, u"--debug"_s});
    QCOMPARE(options.command, Command::List);
    QVERIFY(options.listsAll);
    QCOMPARE(options.profileName, u"Work"_s);
    QCOMPARE(options.dataDirectory, u"/d"_s);
    QVERIFY(options.isJson);
    QVERIFY(options.readsKey);
    QVERIFY(options.isDebug);
}

void tst_CliOptions::helpNamesEachCommandAndEvent()
{
    const CliOptions help = parsed({u"--help"_s});
    QCOMPARE(help.command, Command::PrintText);
    for (const QString &word :
         {u"upload"_s,   u"resume"_s,  u"list"_s,        u"get"_s,      u"delete"_s,  u"watch"_s,
          u"profiles"_s, u"queued"_s,  u"skipped"_s,     u"progress"_s, u"waiting"_s, u"held"_s,
          u"uploaded"_s, u"failed"_s,  u"state"_s,       u"file"_s,     u"deleted"_s, u"profile"_s,
          u"error"_s,    u"summary"_s, u"--key-stdin"_s, u"130"_s})
        QVERIFY2(help.text.contains(word), qPrintable(word));
    const CliOptions version = parsed({u"--version"_s});
    QCOMPARE(version.command, Command::PrintText);
    QVERIFY(version.text.startsWith(u"pollux-cli "_s));
}

QTEST_GUILESS_MAIN(tst_CliOptions)
#include "tst_clioptions.moc"
