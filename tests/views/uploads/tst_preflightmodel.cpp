// SPDX-License-Identifier: Apache-2.0
#include "tests/views/preflightsamples.h"
#include "views/uploads/preflightmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::preflightsamples;
using Decision = PreflightDecision;
using Notice = PreflightNotice;

namespace {

QStringList names(const QList<AcceptedFile> &files)
{
    QStringList list;
    for (const AcceptedFile &file : files)
        list.append(file.displayName);
    return list;
}

QList<Decision> decisions(const PreflightModel &model)
{
    QList<Decision> list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.decisionAt(row));
    return list;
}

/// A file with each notice in rows 0 to 4, and one without a notice in row 5.
QList<AcceptedFile> oneOfEach()
{
    return {fileWith(Notice::AlreadyOnServer, u"server.txt"_s),
            fileWith(Notice::AlreadyQueued, u"queued.txt"_s),
            fileWith(Notice::UnknownType, u"unknown.dat"_s),
            fileWith(Notice::Empty, u"empty.txt"_s),
            fileWith(Notice::Link, u"link.txt"_s),
            plainFile(u"plain.txt"_s)};
}

} // namespace

class tst_PreflightModel final : public QObject {
    Q_OBJECT

private slots:
    void usualDecisions();
    void noticedFilesComeFirst();
    void cells_data();
    void cells();
    void textsFromElsewhereAreOneLine();
    void decideAbout_data();
    void decideAbout();
    void decisionsAboutMayDiffer();
    void uploadAgainDoesNotConfirmAType();
    void choicesOfRows_data();
    void choicesOfRows();
    void chosenTypeDecides();
    void unknownTypeCanBeChosen();
    void remembersATypeForItsExtension();
    void rememberedTypeFollowsAChange();
    void answerNamesReasons();
    void sameRemoteFileIsReusedOnce();
    void namesAreEdited();
    void namesFollowAPattern();
    void aLongNameIsRefusedAndKept();
    void totals();
    void tellsChanges();
};

void tst_PreflightModel::usualDecisions()
{
    PreflightModel model(oneOfEach());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(decisions(model), (QList<Decision>{Decision::Reuse, Decision::LeaveOut, Decision::Undecided,
                                                Decision::Upload, Decision::Upload, Decision::Upload}));
    AcceptedFile both = fileWith(Notice::AlreadyOnServer, u"both"_s);
    both.isAlreadyQueued = true;
    QCOMPARE(PreflightModel({both}).decisionAt(0), Decision::LeaveOut);
}

void tst_PreflightModel::noticedFilesComeFirst()
{
    const PreflightModel model({plainFile(u"a"_s), fileWith(Notice::Empty, u"b"_s), plainFile(u"c"_s),
                                fileWith(Notice::Link, u"d"_s), plainFile(u"e"_s)});
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.append(model.fileAt(row).displayName);
    QCOMPARE(shown, (QStringList{u"b"_s, u"d"_s, u"a"_s, u"c"_s, u"e"_s}));
    QCOMPARE(names(model.answer().chosen), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
}

void tst_PreflightModel::cells_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("notice");
    QTest::addColumn<QString>("decision");
    QTest::newRow("on the server") << 0 << u"On the server already: remote server.txt"_s
                                   << u"Use the one on the server"_s;
    QTest::newRow("queued") << 1 << u"In the queue already"_s << u"Leave out"_s;
    QTest::newRow("unknown") << 2 << u"Type unknown"_s << u"Choose a type"_s;
    QTest::newRow("empty") << 3 << u"Empty"_s << u"Upload"_s;
    QTest::newRow("link") << 4 << u"Link to /etc/link.txt"_s << u"Upload"_s;
    QTest::newRow("plain") << 5 << QString() << u"Upload"_s;
}

void tst_PreflightModel::cells()
{
    QFETCH(int, row);
    QFETCH(QString, notice);
    QFETCH(QString, decision);
    const PreflightModel model(oneOfEach());
    const auto cell = [&model, row](int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(cell(PreflightModel::NameColumn), model.fileAt(row).displayName);
    QCOMPARE(cell(PreflightModel::SizeColumn), row == 3 ? u"0 B"_s : u"1.0 kB"_s);
    QCOMPARE(cell(PreflightModel::TypeColumn), model.fileAt(row).mimeType);
    QCOMPARE(cell(PreflightModel::NoticeColumn), notice);
    QCOMPARE(cell(PreflightModel::DecisionColumn), decision);
}

void tst_PreflightModel::textsFromElsewhereAreOneLine()
{
    AcceptedFile file = fileWith(Notice::Link, u"a\nb"_s);
    file.sameOnServer = RemoteFile();
    file.sameOnServer->displayName = u"c\nd"_s;
    const PreflightModel model({file});
    for (int column = 0; column < PreflightModel::ColumnCount; ++column)
        QVERIFY(!model.index(0, column).data().toString().contains(u'\n'));
}

void tst_PreflightModel::decideAbout_data()
{
    QTest::addColumn<Notice>("notice");
    QTest::addColumn<Decision>("decision");
    QTest::addColumn<int>("row");
    QTest::newRow("upload what is there") << Notice::AlreadyOnServer << Decision::Upload << 0;
    QTest::newRow("leave out what is there") << Notice::AlreadyOnServer << Decision::LeaveOut << 0;
    QTest::newRow("upload again") << Notice::AlreadyQueued << Decision::Upload << 1;
    QTest::newRow("without a type") << Notice::UnknownType << Decision::Upload << 2;
    QTest::newRow("leave out unknown") << Notice::UnknownType << Decision::LeaveOut << 2;
    QTest::newRow("leave out empty") << Notice::Empty << Decision::LeaveOut << 3;
}

void tst_PreflightModel::decideAbout()
{
    QFETCH(Notice, notice);
    QFETCH(Decision, decision);
    QFETCH(int, row);
    PreflightModel model(oneOfEach());
    QCOMPARE(model.decisionAbout(notice), std::optional(PreflightModel::choices(notice).constFirst()));
    QList<Decision> expected = decisions(model);
    expected[row] = decision;
    model.decideAbout(notice, decision);
    QCOMPARE(decisions(model), expected);
    QCOMPARE(model.decisionAbout(notice), std::optional(decision));
}

void tst_PreflightModel::decisionsAboutMayDiffer()
{
    PreflightModel model({fileWith(Notice::Empty, u"a"_s), fileWith(Notice::Empty, u"b"_s)});
    QCOMPARE(model.decisionAbout(Notice::Empty), std::optional(Decision::Upload));
    model.decide({1}, Decision::LeaveOut);
    QCOMPARE(model.decisionAbout(Notice::Empty), std::nullopt);
    QCOMPARE(model.commonDecision({0, 1}), std::nullopt);
    QCOMPARE(model.commonDecision({1}), std::optional(Decision::LeaveOut));
    QCOMPARE(model.commonDecision({}), std::nullopt);
}

void tst_PreflightModel::uploadAgainDoesNotConfirmAType()
{
    AcceptedFile file = fileWith(Notice::UnknownType, u"a.dat"_s);
    file.isAlreadyQueued = true;
    PreflightModel model({file});
    model.decideAbout(Notice::AlreadyQueued, Decision::Upload);
    QCOMPARE(model.decisionAt(0), Decision::Undecided);
    QCOMPARE(model.decisionAbout(Notice::AlreadyQueued), std::optional(Decision::Upload));
    model.decideAbout(Notice::UnknownType, Decision::Upload);
    QCOMPARE(model.decisionAt(0), Decision::Upload);
    model.decideAbout(Notice::AlreadyQueued, Decision::Upload);
    QCOMPARE(model.decisionAt(0), Decision::Upload);
}

void tst_PreflightModel::choicesOfRows_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<QList<Decision>>("choices");
    using enum PreflightDecision;
    QTest::newRow("plain") << QList<int>{5} << QList<Decision>{Upload, LeaveOut};
    QTest::newRow("on the server") << QList<int>{0} << QList<Decision>{Upload, Reuse, LeaveOut};
    QTest::newRow("unknown") << QList<int>{2} << QList<Decision>{Undecided, Upload, LeaveOut};
    QTest::newRow("mixed") << QList<int>{0, 2, 5} << QList<Decision>{Upload, LeaveOut};
}

void tst_PreflightModel::choicesOfRows()
{
    QFETCH(QList<int>, rows);
    QFETCH(QList<Decision>, choices);
    PreflightModel model(oneOfEach());
    QCOMPARE(model.choices(rows), choices);
    model.decide(rows, Decision::LeaveOut);
    QCOMPARE(model.commonDecision(rows), std::optional(Decision::LeaveOut));
}

void tst_PreflightModel::chosenTypeDecides()
{
    PreflightModel model(oneOfEach());
    QCOMPARE(model.commonType({2, 5}), QString());
    model.setType({1, 2, 5}, u"text/csv"_s);
    QCOMPARE(model.commonType({1, 2, 5}), u"text/csv"_s);
    QCOMPARE(model.decisionAt(2), Decision::Upload);
    QCOMPARE(model.decisionAt(1), Decision::LeaveOut);
    QVERIFY(model.rowsWith(Notice::UnknownType).isEmpty());
    const AcceptedFile file = model.answer().chosen.constFirst();
    QCOMPARE(file.displayName, u"unknown.dat"_s);
    QCOMPARE(file.mimeType, u"text/csv"_s);
    QVERIFY(file.isMimeTypeKnown);
    QVERIFY(file.isMimeTypeChosen);
}

void tst_PreflightModel::unknownTypeCanBeChosen()
{
    PreflightModel model({plainFile(u"a.txt"_s)});
    model.setRemembered(0, true);
    model.setType({0}, u"application/octet-stream"_s);
    QCOMPARE(model.decisionAt(0), Decision::Upload);
    const PreflightAnswer answer = model.answer();
    QVERIFY(!answer.chosen.constFirst().isMimeTypeKnown);
    QVERIFY(answer.chosen.constFirst().isMimeTypeChosen);
    // Remembering this type would suppress all later questions about the extension.
    QVERIFY(answer.rememberedTypes.isEmpty());
}

void tst_PreflightModel::remembersATypeForItsExtension()
{
    PreflightModel model({fileWith(Notice::UnknownType, u"a.DAT"_s), fileWith(Notice::UnknownType, u"b.dat"_s),
                          fileWith(Notice::UnknownType, u"c.dat"_s), fileWith(Notice::UnknownType, u"d.bin"_s)});
    model.setType({2}, u"audio/wav"_s);
    model.setType({0}, u"text/csv"_s);
    QVERIFY(!model.isRemembered(0));
    QVERIFY(model.answer().rememberedTypes.isEmpty());
    model.setRemembered(0, true);
    QVERIFY(model.isRemembered(0));
    QVERIFY(model.isRemembered(1));
    QVERIFY(!model.isRemembered(2));
    QCOMPARE(model.fileAt(1).mimeType, u"text/csv"_s);
    QCOMPARE(model.decisionAt(1), Decision::Upload);
    QCOMPARE(model.fileAt(2).mimeType, u"audio/wav"_s);
    QCOMPARE(model.decisionAt(3), Decision::Undecided);
    QCOMPARE(model.answer().rememberedTypes, (QHash<QString, QString>{{u"dat"_s, u"text/csv"_s}}));
    model.setRemembered(0, false);
    QVERIFY(!model.isRemembered(0));
    QVERIFY(model.answer().rememberedTypes.isEmpty());
}

void tst_PreflightModel::rememberedTypeFollowsAChange()
{
    PreflightModel model({plainFile(u"a.foo"_s)});
    model.setRemembered(0, true);
    model.setType({0}, u"text/csv"_s);
    QVERIFY(model.isRemembered(0));
    QCOMPARE(model.answer().rememberedTypes, (QHash<QString, QString>{{u"foo"_s, u"text/csv"_s}}));
}

void tst_PreflightModel::answerNamesReasons()
{
    PreflightModel model(oneOfEach());
    model.decide({0, 1, 2, 3}, Decision::LeaveOut);
    const PreflightAnswer answer = model.answer();
    QVERIFY(answer.isAccepted);
    QCOMPARE(names(answer.chosen), (QStringList{u"link.txt"_s, u"plain.txt"_s}));
    QCOMPARE(answer.declined, (QList<SkippedPath>{{u"/home/me/server.txt"_s, SkipReason::AlreadyOnServer},
                                                  {u"/home/me/queued.txt"_s, SkipReason::AlreadyQueued},
                                                  {u"/home/me/unknown.dat"_s, SkipReason::Declined},
                                                  {u"/home/me/empty.txt"_s, SkipReason::Declined}}));
    QVERIFY(answer.reused.isEmpty());
}

void tst_PreflightModel::sameRemoteFileIsReusedOnce()
{
    AcceptedFile first = fileWith(Notice::AlreadyOnServer, u"one"_s);
    AcceptedFile second = fileWith(Notice::AlreadyOnServer, u"two"_s);
    second.sameOnServer = first.sameOnServer;
    const PreflightModel model({first, second, fileWith(Notice::AlreadyOnServer, u"three"_s)});
    const PreflightAnswer answer = model.answer();
    QCOMPARE(answer.reused, (QStringList{u"files/one"_s, u"files/three"_s}));
    QVERIFY(answer.chosen.isEmpty());
    QVERIFY(answer.declined.isEmpty());
}

void tst_PreflightModel::namesAreEdited()
{
    PreflightModel model({plainFile(u"a.txt"_s), plainFile(u"b\n.txt"_s)});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex name = model.index(0, PreflightModel::NameColumn);
    QVERIFY(name.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.index(0, PreflightModel::TypeColumn).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(model.index(0, PreflightModel::TypeColumn), u"text/csv"_s));
    QCOMPARE(name.data(Qt::EditRole).toString(), u"a.txt"_s);
    QVERIFY(model.setData(name, u" Report "_s));
    QCOMPARE(name.data().toString(), u"Report"_s);
    QCOMPARE(model.answer().chosen.constFirst().displayName, u"Report"_s);
    QCOMPARE(model.answer().chosen.constFirst().path, u"/home/me/a.txt"_s);
    QVERIFY(model.setData(name, u" "_s));
    QCOMPARE(name.data().toString(), u"a.txt"_s);
    // An editor that is opened and closed changes nothing.
    const QModelIndex broken = model.index(1, PreflightModel::NameColumn);
    QVERIFY(model.setData(broken, broken.data(Qt::EditRole)));
    QCOMPARE(model.fileAt(1).displayName, u"b\n.txt"_s);
}

void tst_PreflightModel::namesFollowAPattern()
{
    PreflightModel model({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s), plainFile(u"c.txt"_s)});
    model.setNames({0, 2}, u"{folder} {n}: {stem}"_s);
    QCOMPARE(names(model.answer().chosen), (QStringList{u"me 1: a"_s, u"b.txt"_s, u"me 2: c"_s}));
    // A pattern begins with the names of the files again.
    model.setNames({0, 1, 2}, u"{name}"_s);
    QCOMPARE(names(model.answer().chosen), (QStringList{u"a.txt"_s, u"b.txt"_s, u"c.txt"_s}));
}

void tst_PreflightModel::aLongNameIsRefusedAndKept()
{
    PreflightModel model({plainFile(u"a.txt"_s)});
    const QModelIndex name = model.index(0, PreflightModel::NameColumn);
    const QString longest = u"📄"_s.repeated(512);
    QVERIFY(model.setData(name, longest));
    QCOMPARE(model.nameProblem(), QString());
    QVERIFY(model.setData(name, QString(longest + u'x')));
    QCOMPARE(model.nameProblem(), u"a.txt: A display name has at most 512 characters; this one has 513."_s);
    QCOMPARE(name.data(Qt::EditRole).toString(), QString(longest + u'x'));
    model.decide({0}, Decision::LeaveOut);
    QCOMPARE(model.nameProblem(), QString());
}

void tst_PreflightModel::totals()
{
    PreflightModel model(oneOfEach());
    const PreflightModel::Totals before = model.totals();
    QCOMPARE(before.uploads, 3);
    QCOMPARE(before.reused, 1);
    QCOMPARE(before.undecided, 1);
    QCOMPARE(before.bytes, 3000);
    model.decide({1}, Decision::Upload);
    QCOMPARE(model.totals().uploads, 4);
    QCOMPARE(model.totals().bytes, 4000);
    model.decide({0, 1, 2, 3, 4, 5}, Decision::LeaveOut);
    QCOMPARE(model.totals().bytes, 0);
}

void tst_PreflightModel::tellsChanges()
{
    PreflightModel model(oneOfEach());
    const QSignalSpy changes(&model, &PreflightModel::decisionsChanged);
    const QSignalSpy cells(&model, &PreflightModel::dataChanged);
    model.decide({0}, Decision::Upload);
    model.decideAbout(Notice::Empty, Decision::LeaveOut);
    model.setType({5}, u"text/csv"_s);
    model.setRemembered(5, true);
    QCOMPARE(changes.count(), 4);
    QCOMPARE(cells.count(), 4);
}

QTEST_MAIN(tst_PreflightModel)
#include "tst_preflightmodel.moc"
