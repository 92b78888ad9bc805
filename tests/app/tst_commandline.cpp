// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"
#include "models/productinfo.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_CommandLine final : public QObject {
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void helpAndVersion();
    void options();
    void filesBecomeAbsolute();
    void fileUrlsBecomePaths();
};

void tst_CommandLine::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("mentions");

    QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s} << u"frobnicate"_s;
    QTest::newRow("missing value") << QStringList{u"--endpoint"_s} << u"endpoint"_s;
    QTest::newRow("tour without demo") << QStringList{u"--tour"_s, u"x"_s} << u"--demo"_s;
    QTest::newRow("tour without folder") << QStringList{u"--demo"_s, u"--tour="_s} << u"--tour"_s;
    QTest::newRow("demo with endpoint") << QStringList{u"--demo"_s, u"--endpoint"_s, u"https://example.org"_s}
                                        << u"--endpoint"_s;
    QTest::newRow("demo with profile") << QStringList{u"--demo"_s, u"--profile"_s, u"Work"_s} << u"--profile"_s;
    QTest::newRow("plain http elsewhere") << QStringList{u"--endpoint"_s, u"http://example.org"_s} << u"https"_s;
    QTest::newRow("no URL") << QStringList{u"--endpoint"_s, u"not a url"_s} << u"not a url"_s;
    QTest::newRow("empty data folder") << QStringList{u"--data-dir="_s} << u"--data-dir"_s;
}

void tst_CommandLine::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, mentions);
    const CommandLine line = parseCommandLine(QStringList{u"pollux"_s} + arguments);
    QCOMPARE(line.action, CommandLine::Action::Refuse);
    QCOMPARE(line.exitCode(), 2);
    QVERIFY2(line.text.contains(mentions), qPrintable(line.text));
}

void tst_CommandLine::helpAndVersion()
{
    const CommandLine help = parseCommandLine({u"pollux"_s, u"--help"_s});
    QCOMPARE(help.action, CommandLine::Action::PrintText);
    QCOMPARE(help.exitCode(), 0);
    for (const QString &option :
         {u"--endpoint"_s, u"--profile"_s, u"--demo"_s, u"--tour"_s, u"--data-dir"_s, u"FILE"_s, u"--version"_s})
        QVERIFY2(help.text.contains(option), qPrintable(option));
    QVERIFY(!help.text.contains(u"key "_s, Qt::CaseInsensitive) || !help.text.contains(u"--key"_s));

    const CommandLine version = parseCommandLine({u"pollux"_s, u"--version"_s});
    QCOMPARE(version.exitCode(), 0);
    QVERIFY(version.text.contains(productinfo::version));
}

void tst_CommandLine::options()
{
    const CommandLine line = parseCommandLine({u"pollux"_s, u"--endpoint"_s, u"http://127.0.0.1:8080"_s, u"--profile"_s,
                                               u"Work"_s, u"--data-dir"_s, u"/tmp/x"_s});
    QCOMPARE(line.action, CommandLine::Action::Run);
    QCOMPARE(line.endpoint, QUrl(u"http://127.0.0.1:8080"_s));
    QCOMPARE(line.profileName, u"Work"_s);
    QCOMPARE(line.dataDirectory, u"/tmp/x"_s);
    QVERIFY(!line.demo);

    const CommandLine tour = parseCommandLine({u"pollux"_s, u"--demo"_s, u"--tour"_s, u"pictures"_s});
    QVERIFY(tour.demo);
    QCOMPARE(tour.tourDirectory, u"pictures"_s);
}

void tst_CommandLine::fileUrlsBecomePaths()
{
    const CommandLine line = parseCommandLine({u"pollux"_s, u"file:///b/%C3%9Cbersicht%20%2525.txt"_s, u"file:x"_s});
    QCOMPARE(line.files.value(0), u"/b/Übersicht %25.txt"_s);
    QCOMPARE(line.files.size(), 2);
}

void tst_CommandLine::filesBecomeAbsolute()
{
    const CommandLine line =
        parseCommandLine({u"pollux"_s, u"a.txt"_s, u"/b/Übersicht – «ü» 📄.txt"_s, u"--"_s, u"-c"_s});
    QCOMPARE(line.files, QStringList({QDir::current().absoluteFilePath(u"a.txt"_s), u"/b/Übersicht – «ü» 📄.txt"_s,
                                      QDir::current().absoluteFilePath(u"-c"_s)}));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
