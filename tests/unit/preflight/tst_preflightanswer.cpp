// SPDX-License-Identifier: Apache-2.0
#include "tests/views/preflightsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::preflightsamples;

class tst_PreflightAnswer final : public QObject {
    Q_OBJECT

private slots:
    void noticesOneThingEach_data();
    void noticesOneThingEach();
    void plainFilesNeedNoQuestion();
    void leftOutPaths_data();
    void leftOutPaths();
    void storage_data();
    void storage();
};

void tst_PreflightAnswer::noticesOneThingEach_data()
{
    QTest::addColumn<PreflightNotice>("notice");
    QTest::newRow("on the server") << PreflightNotice::AlreadyOnServer;
    QTest::newRow("queued") << PreflightNotice::AlreadyQueued;
    QTest::newRow("unknown type") << PreflightNotice::UnknownType;
    QTest::newRow("empty") << PreflightNotice::Empty;
    QTest::newRow("link") << PreflightNotice::Link;
}

void tst_PreflightAnswer::noticesOneThingEach()
{
    QFETCH(PreflightNotice, notice);
    const AcceptedFile file = fileWith(notice, u"a"_s);
    for (const PreflightNotice each : preflightNotices)
        QCOMPARE(hasNotice(file, each), each == notice);
    PreflightResult result;
    result.accepted = {plainFile(u"b"_s), file};
    QVERIFY(needsQuestions(result));
}

void tst_PreflightAnswer::plainFilesNeedNoQuestion()
{
    PreflightResult result;
    QVERIFY(!needsQuestions(result));
    result.accepted = {plainFile(u"a"_s), plainFile(u"b"_s)};
    result.accepted[0].isMimeTypeChosen = true;
    for (const PreflightNotice notice : preflightNotices)
        QVERIFY(!hasNotice(result.accepted.constFirst(), notice));
    QVERIFY(!needsQuestions(result));
}

void tst_PreflightAnswer::leftOutPaths_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("as many as a message names") << maxNamesInMessage << false;
    QTest::newRow("more") << maxNamesInMessage + 1 << true;
}

void tst_PreflightAnswer::leftOutPaths()
{
    QFETCH(int, count);
    QFETCH(bool, isAsked);
    PreflightResult result;
    result.accepted = {plainFile(u"a"_s)};
    result.skipped.fill({u"/x"_s, SkipReason::Hidden}, count);
    QCOMPARE(needsQuestions(result), isAsked);
}

void tst_PreflightAnswer::storage_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<std::optional<qint64>>("left");
    QTest::addColumn<bool>("isShort");
    QTest::newRow("just fits") << qint64{1000} << std::optional<qint64>(1000) << false;
    QTest::newRow("one byte too many") << qint64{1001} << std::optional<qint64>(1000) << true;
    QTest::newRow("full") << qint64{1} << std::optional<qint64>(0) << true;
    QTest::newRow("unknown") << projectStorage << std::optional<qint64>() << false;
    QTest::newRow("unknown, too many") << projectStorage + 1 << std::optional<qint64>() << true;
}

void tst_PreflightAnswer::storage()
{
    QFETCH(qint64, bytes);
    QFETCH(std::optional<qint64>, left);
    QFETCH(bool, isShort);
    QCOMPARE(isStorageShort(bytes, left), isShort);
    PreflightResult result;
    result.accepted = {plainFile(u"a"_s, bytes)};
    result.bytes = bytes;
    result.storageLeft = left;
    QCOMPARE(needsQuestions(result), isShort);
}

QTEST_GUILESS_MAIN(tst_PreflightAnswer)
#include "tst_preflightanswer.moc"
