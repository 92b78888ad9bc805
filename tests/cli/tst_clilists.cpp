// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"
#include "tests/cli/clifixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QByteArray page(const QStringList &names, const QString &nextPageToken = {}, const QJsonArray &more = {})
{
    QJsonArray files = more;
    for (const QString &name : names)
        files.append(QJsonObject{{u"name"_s, name}, {u"displayName"_s, u"a\u009b2Jb"_s}});
    QJsonObject object{{u"files"_s, files}};
    if (!nextPageToken.isEmpty())
        object.insert("nextPageToken"_L1, nextPageToken);
    return QJsonDocument(object).toJson();
}

} // namespace

/// Lists that are not what they should be, and an environment that is not.
class tst_CliLists final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_cli = std::make_unique<CliFixture>(); }

    void repeatedPages_data();
    void repeatedPages();
    void unreadableEntriesAreCounted();
    void unreadableUploadsAreCounted();
    void controlsAreEscaped();
    void wrongAddressIsNamed();
    void dataFolderIsNamed();
    void watchesTheSlowOneToo();

private:
    void answer(const QByteArray &body, int times = 1);

    std::unique_ptr<CliFixture> m_cli;
};

void tst_CliLists::answer(const QByteArray &body, int times)
{
    FaultRule rule;
    rule.method = "GET"_ba;
    rule.times = times;
    rule.action = faults::answer(200, body);
    m_cli->server().faults().add(rule);
}

void tst_CliLists::repeatedPages_data()
{
    QTest::addColumn<bool>("hasNewRows");
    QTest::newRow("same token") << true;
    QTest::newRow("same rows") << false;
}

void tst_CliLists::repeatedPages()
{
    QFETCH(const bool, hasNewRows);
    answer(page({u"files/a"_s}, u"t"_s));
    if (hasNewRows) {
        answer(page({u"files/b"_s}, u"t"_s), -1);
    } else {
        for (int i = 0; i < 150; ++i)
            answer(page({u"files/a"_s}, u"t%1"_s.arg(i)));
    }
    const CliRun list = m_cli->run({u"list"_s, u"--all"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 4);
    QCOMPARE(list.events(u"file"_s).size(), hasNewRows ? 2 : 1);
    QCOMPARE(list.events(u"summary"_s).value(0).value("more"_L1), QJsonValue(true));
    QCOMPARE(list.events(u"error"_s).value(0).value("error"_L1).toObject().value("kind"_L1).toString(), u"protocol"_s);
}

void tst_CliLists::unreadableEntriesAreCounted()
{
    answer(page({u"files/a"_s}, {}, {QJsonObject(), 5}));
    const CliRun list = m_cli->run({u"list"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.events(u"summary"_s).value(0).value("unreadable"_L1).toInt(), 2);
    QVERIFY(list.errors.contains("2 entries of the list could not be read"));
}

void tst_CliLists::unreadableUploadsAreCounted()
{
    TaskRecord odd;
    odd.task.profileId = odd.task.target = odd.task.displayName = u"a"_s;
    odd.task.path = u"/a"_s;
    odd.task.mimeType = u"no type"_s;
    QList<TaskRecord> added{odd, odd};
    QVERIFY(QDir().mkpath(m_cli->dataFolder()));
    QVERIFY(Journal(Journal::pathIn(m_cli->dataFolder())).addTasks(added));
    const CliRun resume = m_cli->run({u"resume"_s});
    QVERIFY2(resume.errors.contains("2 entries of the list of uploads cannot be read."), resume.errors.constData());
}

void tst_CliLists::controlsAreEscaped()
{
    answer(page({u"files/a"_s}));
    const CliRun list = m_cli->run({u"list"_s, u"--json"_s});
    QVERIFY(list.output.contains("a\\u009b2Jb"));
    QVERIFY(!list.output.contains("\xc2\x9b"));
    QCOMPARE(list.events(u"file"_s).value(0).value("displayName"_L1).toString(), u"a\u009b2Jb"_s);
}

void tst_CliLists::wrongAddressIsNamed()
{
    m_cli->environment.insert(u"GOOGLE_GEMINI_BASE_URL"_s, u"example.org"_s);
    const CliRun list = m_cli->run({u"list"_s});
    QCOMPARE(list.exitCode, 3);
    QVERIFY2(list.errors.startsWith("GOOGLE_GEMINI_BASE_URL: "), list.errors.constData());
}

void tst_CliLists::dataFolderIsNamed()
{
    const QString file = m_cli->writeFile(u"file"_s, {});
    QProcess program;
    program.setProcessEnvironment(m_cli->environment);
    program.start(QStringLiteral(POLLUX_CLI_PROGRAM), {u"list"_s, u"--data-dir"_s, file + "/a/b"_L1});
    const CliRun run = CliFixture::finish(program);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.errors.contains(QFile::encodeName(file + "/a/b cannot be made: Not a directory"_L1)),
             run.errors.constData());
}

void tst_CliLists::watchesTheSlowOneToo()
{
    for (const QString &id : {u"a"_s, u"b"_s})
        m_cli->server().addFile(
            {{u"name"_s, "files/"_L1 + id}, {u"state"_s, id == "a"_L1 ? u"PROCESSING"_s : u"ACTIVE"_s}});
    FaultRule active;
    active.path = QRegularExpression(u"/files/a$"_s);
    active.skip = 1;
    active.times = -1;
    active.action = faults::answer(200, R"({"name":"files/a","state":"ACTIVE"})");
    m_cli->server().faults().add(active);
    FaultRule slow;
    slow.path = QRegularExpression(u"/files/b$"_s);
    slow.action = faults::stallBefore(std::chrono::seconds(8));
    m_cli->server().faults().add(slow);
    const CliRun watch = m_cli->run({u"watch"_s, u"files/a"_s, u"files/b"_s, u"--json"_s});
    QCOMPARE(watch.exitCode, 0);
    QCOMPARE(watch.events(u"state"_s).last().value("name"_L1).toString(), u"files/b"_s);
}

QTEST_GUILESS_MAIN(tst_CliLists)
#include "tst_clilists.moc"
