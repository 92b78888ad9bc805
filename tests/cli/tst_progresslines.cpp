// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/progresslines.h"
#include "app/cli/output/textcolumns.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

UploadTask task(const QString &name, UploadTask::State state, qint64 sent = 0)
{
    UploadTask made;
    made.displayName = name;
    made.state = state;
    made.size = 4'000'000;
    made.bytesHandedOver = sent;
    return made;
}

QStringList linesOf(const QList<UploadTask> &tasks, int columns)
{
    QList<const UploadTask *> shown;
    for (const UploadTask &one : tasks)
        shown.append(&one);
    return progressLines(shown, columns);
}

} // namespace

class tst_ProgressLines final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void showsWhatRunsAndTheTotals();
    void saysWhatIsWaitedFor();
    void showsTenFilesAtMost();
    void neverWiderThanTheTerminal_data();
    void neverWiderThanTheTerminal();
};

void tst_ProgressLines::showsWhatRunsAndTheTotals()
{
    UploadTask sending = task(u"clip.mp4"_s, UploadTask::State::Sending, 1'000'000);
    sending.bytesPerSecond = 500'000;
    sending.timeLeft = std::chrono::seconds(6);
    const QStringList lines =
        linesOf({task(u"done"_s, UploadTask::State::Done), sending, task(u"later"_s, UploadTask::State::Queued)}, 100);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.first().startsWith(u"clip.mp4 "_s), qPrintable(lines.first()));
    for (const QString &part : {u"25 %"_s, u"4.0 MB"_s, u"500.0 kB/s"_s, u"6 s left"_s})
        QVERIFY2(lines.first().contains(part), qPrintable(lines.first()));
    QCOMPARE(lines.last(), u"1 of 3 files, 5.0 MB of 12.0 MB, 500.0 kB/s"_s);
}

void tst_ProgressLines::saysWhatIsWaitedFor()
{
    UploadTask waiting = task(u"a"_s, UploadTask::State::Waiting);
    waiting.waitReason = WaitReason::Network;
    QVERIFY(linesOf({waiting}, 100).first().contains(u"Waiting for the network"_s));
}

void tst_ProgressLines::showsTenFilesAtMost()
{
    const QList<UploadTask> tasks(32, task(u"a"_s, UploadTask::State::Sending));
    QCOMPARE(linesOf(tasks, 80).size(), 11);
}

void tst_ProgressLines::neverWiderThanTheTerminal_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {1, 12, 30, 79, 200})
        QTest::addRow("%d", columns) << columns;
}

void tst_ProgressLines::neverWiderThanTheTerminal()
{
    QFETCH(int, columns);
    for (const QString &name : {QString(300, u'x'), QString(100, u'会'), u"two\nlines\x1b[2J"_s, u"short"_s}) {
        for (const QString &line : linesOf({task(name, UploadTask::State::Sending, 2'000'000)}, columns)) {
            QVERIFY2(textcolumns::width(line) <= columns, qPrintable(line));
            QVERIFY(!line.contains(u'\n'));
            QVERIFY(!line.contains(u'\x1b'));
        }
    }
}

QTEST_GUILESS_MAIN(tst_ProgressLines)
#include "tst_progresslines.moc"
