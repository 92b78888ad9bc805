// SPDX-License-Identifier: Apache-2.0
#include "tests/views/hostilenames.h"
#include "views/desktop/notificationgroups.h"

#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

using Kind = NotificationKind;

namespace {

/// Adds "files/<first>" to "files/<last>", shown as "<first>.txt" and so on.
void addFiles(NotificationGroups &groups, Kind kind, int first, int last)
{
    for (int number = first; number <= last; ++number)
        groups.add({kind, u"files/%1"_s.arg(number), u"%1.txt"_s.arg(number), {}});
}

} // namespace

class tst_NotificationGroups final : public QObject {
    Q_OBJECT

private slots:
    void countsAndNames_data();
    void countsAndNames();
    void kindsStandApart();
    void aResourceCountsOnce();
    void uploadedAndUsableIsOnePieceOfNews();
    void countsOnUntilForgotten();
    void droppedEventsAreNotTold();
    void reasonsFollowTheName();
    void hostileWordsStayInTheirLine_data();
    void hostileWordsStayInTheirLine();
    void isBounded();
};

void tst_NotificationGroups::countsAndNames_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("files");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");
    const QString many = u"10.txt\n11.txt\n12.txt\nand 9 more"_s;
    QTest::newRow("one upload") << Kind::UploadDone << 1 << u"File uploaded"_s << u"1.txt"_s;
    QTest::newRow("three uploads") << Kind::UploadDone << 3 << u"3 files uploaded"_s << u"1.txt\n2.txt\n3.txt"_s;
    QTest::newRow("four") << Kind::UploadDone << 4 << u"4 files uploaded"_s << u"2.txt\n3.txt\n4.txt\nand 1 more"_s;
    QTest::newRow("twelve uploads") << Kind::UploadDone << 12 << u"12 files uploaded"_s << many;
    QTest::newRow("one active") << Kind::FileActive << 1 << u"File ready to use"_s << u"1.txt"_s;
    QTest::newRow("twelve active") << Kind::FileActive << 12 << u"12 files ready to use"_s << many;
    QTest::newRow("one failure") << Kind::Failed << 1 << u"File failed"_s << u"1.txt"_s;
    QTest::newRow("twelve failures") << Kind::Failed << 12 << u"12 files failed"_s << many;
    QTest::newRow("one expires") << Kind::Expiring << 1 << u"File expires soon"_s << u"1.txt"_s;
    QTest::newRow("twelve expire") << Kind::Expiring << 12 << u"12 files expire soon"_s << many;
}

void tst_NotificationGroups::countsAndNames()
{
    QFETCH(const Kind, kind);
    QFETCH(const int, files);
    NotificationGroups groups;
    addFiles(groups, kind, 1, files);
    const QList<Notification> told = groups.take();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().kind, kind);
    QTEST(told.constFirst().title, "title");
    QTEST(told.constFirst().body, "body");
    QCOMPARE(told.constFirst().names.size(), files);
    QCOMPARE(told.constFirst().names.constFirst(), u"files/1"_s);
    QCOMPARE(groups.names(kind), told.constFirst().names);
    QVERIFY(groups.take().isEmpty());
}

void tst_NotificationGroups::kindsStandApart()
{
    NotificationGroups groups;
    addFiles(groups, Kind::Failed, 1, 2);
    addFiles(groups, Kind::UploadDone, 3, 5);
    const QList<Notification> told = groups.take();
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(0).title, u"3 files uploaded"_s);
    QCOMPARE(told.at(1).title, u"2 files failed"_s);
    QCOMPARE(groups.names(Kind::Failed), (QStringList{u"files/1"_s, u"files/2"_s}));
}

void tst_NotificationGroups::aResourceCountsOnce()
{
    NotificationGroups groups;
    addFiles(groups, Kind::Failed, 1, 2);
    addFiles(groups, Kind::Failed, 1, 1);
    QCOMPARE(groups.take().constFirst().title, u"2 files failed"_s);
    addFiles(groups, Kind::Failed, 2, 2);
    QCOMPARE(groups.take().constFirst().title, u"2 files failed"_s);
    for (int i = 0; i < 2; ++i)
        groups.add({Kind::Failed, {}, u"nameless.txt"_s, {}});
    const Notification last = groups.take().constFirst();
    QCOMPARE(last.title, u"4 files failed"_s);
    QCOMPARE(last.names.size(), 2);
}

void tst_NotificationGroups::uploadedAndUsableIsOnePieceOfNews()
{
    NotificationGroups groups;
    addFiles(groups, Kind::UploadDone, 1, 2);
    addFiles(groups, Kind::FileActive, 1, 1);
    QList<Notification> told = groups.take();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().title, u"2 files uploaded"_s);

    addFiles(groups, Kind::FileActive, 2, 2);
    told = groups.take();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().title, u"File ready to use"_s);
}

void tst_NotificationGroups::countsOnUntilForgotten()
{
    NotificationGroups groups;
    addFiles(groups, Kind::UploadDone, 1, 12);
    QCOMPARE(groups.take().constFirst().title, u"12 files uploaded"_s);
    addFiles(groups, Kind::UploadDone, 13, 15);
    const Notification second = groups.take().constFirst();
    QCOMPARE(second.title, u"15 files uploaded"_s);
    QCOMPARE(second.body, u"13.txt\n14.txt\n15.txt\nand 12 more"_s);
    QCOMPARE(second.names.size(), 15);

    addFiles(groups, Kind::UploadDone, 16, 16);
    groups.forget(Kind::UploadDone);
    QVERIFY(groups.names(Kind::UploadDone).isEmpty());
    QCOMPARE(groups.take().constFirst().title, u"File uploaded"_s);
}

void tst_NotificationGroups::droppedEventsAreNotTold()
{
    NotificationGroups groups;
    addFiles(groups, Kind::UploadDone, 1, 1);
    addFiles(groups, Kind::Expiring, 2, 2);
    groups.drop(Kind::UploadDone);
    const QList<Notification> told = groups.take();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().kind, Kind::Expiring);
}

void tst_NotificationGroups::reasonsFollowTheName()
{
    NotificationGroups groups;
    groups.add({Kind::Failed, u"files/1"_s, u"%2.txt"_s, u"The key AIzaSyD-0123456789abc is\nnot valid."_s});
    groups.add({Kind::Failed, u"files/2"_s, u"  "_s, {}});
    QCOMPARE(groups.take().constFirst().body, u"%2.txt: The key [removed] is not valid\nfiles/2"_s);
}

void tst_NotificationGroups::hostileWordsStayInTheirLine_data()
{
    QTest::addColumn<QString>("name");
    for (const HostileName &hostile : hostileNames())
        QTest::newRow(hostile.description) << hostile.name;
}

void tst_NotificationGroups::hostileWordsStayInTheirLine()
{
    QFETCH(const QString, name);
    NotificationGroups groups;
    groups.add({Kind::Failed, u"files/1"_s, name, name});
    groups.add({Kind::Failed, u"files/2"_s, u"b.txt"_s, {}});
    const Notification told = groups.take().constFirst();
    QCOMPARE(told.title, u"2 files failed"_s);
    const QStringList lines = told.body.split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(1), u"b.txt"_s);
    QVERIFY(!lines.at(0).isEmpty());
    QVERIFY2(lines.at(0).size() < 400, qPrintable(QString::number(lines.at(0).size())));
    for (const char16_t wrong : {u'\0', u'\r', u'\u2028', u'\u2029', u'\u0085', u'\u202e', u'\u2066'})
        QVERIFY2(!told.body.contains(QChar(wrong)), qPrintable(QString::number(wrong, 16)));
}

void tst_NotificationGroups::isBounded()
{
    NotificationGroups groups;
    const int many = static_cast<int>(NotificationGroups::maxNames) + 500;
    addFiles(groups, Kind::UploadDone, 1, many);
    Notification told = groups.take().constFirst();
    QCOMPARE(told.names.size(), NotificationGroups::maxNames);
    QCOMPARE(told.names.constLast(), u"files/%1"_s.arg(many));
    QCOMPARE(told.title, u"%1 files uploaded"_s.arg(many));
    addFiles(groups, Kind::UploadDone, many + 1, 2 * many);
    told = groups.take().constFirst();
    QCOMPARE(told.names.size(), NotificationGroups::maxNames);
    QCOMPARE(told.title, u"%1 files uploaded"_s.arg(2 * many));
}

QTEST_GUILESS_MAIN(tst_NotificationGroups)
#include "tst_notificationgroups.moc"
