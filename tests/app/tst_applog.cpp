// SPDX-License-Identifier: Apache-2.0
#include "app/applog.h"
#include "tests/support/errorstream.h"

#include <QFile>
#include <QLoggingCategory>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

Q_LOGGING_CATEGORY(logApi, "pollux.api", QtInfoMsg)

void writeOneOfEach()
{
    qCDebug(logApi) << "one debug";
    qCInfo(logApi) << "one info";
    qCWarning(logApi) << "one warning";
    qCCritical(logApi) << "one critical";
}

} // namespace

class tst_AppLog : public QObject {
    Q_OBJECT

private slots:
    void levels_data();
    void levels();
    void changesWhileItRuns();
    void leavesSecretsOut();
    void endsWithTheObject();
};

void tst_AppLog::levels_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<int>("lines");
    QTest::newRow("debug") << u"debug"_s << 4;
    QTest::newRow("info") << u"info"_s << 3;
    QTest::newRow("warning") << u"warning"_s << 2;
    QTest::newRow("critical") << u"critical"_s << 1;
    QTest::newRow("unknown") << u"loud"_s << 2;
}

void tst_AppLog::levels()
{
    QFETCH(const QString, level);
    ErrorStream stream;
    AppLog log;
    log.setLevel(level);
    writeOneOfEach();
    QTEST(static_cast<int>(stream.text().count("one ")), "lines");
    QVERIFY(stream.text().contains("Z critical pollux.api: one critical\n"));
}

void tst_AppLog::changesWhileItRuns()
{
    ErrorStream stream;
    AppLog log;
    QVERIFY(!logApi().isInfoEnabled()); // not even formatted
    for (const QString &level : {u"debug"_s, u"info"_s, u"warning"_s, u"critical"_s})
        log.setLevel(level);
    QVERIFY(!logApi().isWarningEnabled());
    log.setLevel(u"debug"_s);
    QVERIFY(logApi().isDebugEnabled());
    qDebug("without a category");
    QVERIFY(stream.text().contains("debug default: without a category\n"));
}

void tst_AppLog::leavesSecretsOut()
{
    ErrorStream stream;
    const AppLog log;
    qCWarning(logApi) << "key AIzaSyD-0123456789abcdefghijklmnopqrstu";
    qWarning("https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=SESSION-42&upload_protocol=x");
    QVERIFY(stream.text().contains("key "));
    QVERIFY(!stream.text().contains("0123456789abcdef"));
    QVERIFY(!stream.text().contains("SESSION-42"));
}

void tst_AppLog::endsWithTheObject()
{
    ErrorStream stream;
    {
        const AppLog log;
    }
    QTest::ignoreMessage(QtWarningMsg, "heard by the test");
    qWarning("heard by the test");
    QVERIFY(logApi().isInfoEnabled());
    QVERIFY(!stream.text().contains("Z warning"));
}

QTEST_GUILESS_MAIN(tst_AppLog)
#include "tst_applog.moc"
