// SPDX-License-Identifier: Apache-2.0
#include "tests/views/chunking/chunkingdialogfixture.h"
#include "views/widgets/itemtable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace pollux;

/// Display names of documents that are edited before an upload, with keys and clicks.
class tst_ChunkingNames final : public ChunkingDialogFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { m_dialog.reset(); }

    void nameIsEdited_data();
    void nameIsEdited();
    void nameBeingEditedIsTaken();
    void longNameIsRefusedAndKept();
    void longNameOfAFileLeftOutDoesNotCount();
    void namesFollowAPattern();
    void unknownPlaceholderIsRefused();
    void importKeepsTheName();

private:
    QStringList sentNames() const;
    void typePattern(const QString &pattern) const;
    void makeNameTooLong() const;
};

QStringList tst_ChunkingNames::sentNames() const
{
    QStringList names;
    for (const QList<AcceptedFile> files = m_dialog->files(); const AcceptedFile &file : files)
        names.append(file.displayName);
    return names;
}

void tst_ChunkingNames::typePattern(const QString &pattern) const
{
    auto *field = child<QLineEdit>(u"namePattern"_s);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, pattern);
}

void tst_ChunkingNames::makeNameTooLong() const
{
    editName();
    QGuiApplication::clipboard()->setText(QString(513, u'x'));
    QTest::keyClick(cellEditor(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(!cellEditor());
}

void tst_ChunkingNames::nameIsEdited_data()
{
    QTest::addColumn<bool>("isDoubleClick");
    QTest::newRow("F2") << false;
    QTest::newRow("double click") << true;
}

void tst_ChunkingNames::nameIsEdited()
{
    QFETCH(const bool, isDoubleClick);
    showFiles({u"a.txt"_s, u"b.txt"_s});
    if (isDoubleClick) {
        const QPoint place = table()->visualRect(table()->model()->index(0, 0)).center();
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, place);
        QTRY_VERIFY(cellEditor());
    } else {
        editName();
    }
    QCOMPARE(cellEditor()->text(), u"a.txt"_s);
    QTest::keyClicks(cellEditor(), u"Annual report"_s);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_COMPARE(table()->model()->index(0, 0).data().toString(), u"Annual report"_s);
    QVERIFY(m_dialog->isVisible());
    QTRY_VERIFY(!cellEditor());
    // The tool tip says which file it is.
    QCOMPARE(child<ItemTable>(u"sources"_s)->cellToolTip(table()->model()->index(0, 0)), u"/home/me/a.txt"_s);
    const QJsonObject body = QJsonDocument::fromJson(request().toUtf8()).object();
    QCOMPARE(body.value("displayName"_L1).toString(), u"Annual report"_s);
    accept();
    QCOMPARE(sentNames(), (QStringList{u"Annual report"_s, u"b.txt"_s}));
    QCOMPARE(m_dialog->files().at(0).path, u"/home/me/a.txt"_s);
}

void tst_ChunkingNames::nameBeingEditedIsTaken()
{
    showFiles({u"a.txt"_s});
    editName();
    QTest::keyClicks(cellEditor(), u"Annual report"_s);
    acceptButton()->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(sentNames(), QStringList{u"Annual report"_s});
}

void tst_ChunkingNames::longNameIsRefusedAndKept()
{
    showFiles({u"a.txt"_s});
    makeNameTooLong();
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"a.txt: A display name has at most 512 characters; this one has 513."_s);
    QVERIFY(request().isEmpty());
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());

    editName();
    QCOMPARE(cellEditor()->text(), QString(513, u'x'));
    QTest::keyClick(cellEditor(), Qt::Key_End);
    QTest::keyClick(cellEditor(), Qt::Key_Backspace);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(acceptButton()->isEnabled());
    QTRY_VERIFY(!cellEditor());
    accept();
    QCOMPARE(sentNames(), QStringList{QString(512, u'x')});
}

void tst_ChunkingNames::longNameOfAFileLeftOutDoesNotCount()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
    makeNameTooLong();
    QVERIFY(!acceptButton()->isEnabled());
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
    accept();
    QCOMPARE(sentNames(), QStringList{u"b.txt"_s});
}

void tst_ChunkingNames::namesFollowAPattern()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)}, {{u"/home/me/.secret"_s, SkipReason::Hidden}});
    table()->selectAll();
    typePattern(u"{folder}-{stem}-{n}"_s);
    QTest::keyClick(child<QLineEdit>(u"namePattern"_s), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(table()->model()->index(2, 0).data().toString(), u"/home/me/.secret"_s);
    accept();
    QCOMPARE(sentNames(), (QStringList{u"me-a-1"_s, u"me-b-2"_s}));
}

void tst_ChunkingNames::unknownPlaceholderIsRefused()
{
    showFiles({u"a.txt"_s});
    typePattern(u"{date}"_s);
    QVERIFY(child<QLabel>(u"namePatternMessage"_s)->text().startsWith(u"{date} stands for nothing."_s));
    QVERIFY(!acceptButton()->isEnabled());
    QTest::keyClick(child<QLineEdit>(u"namePattern"_s), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(table()->model()->index(0, 0).data().toString(), u"a.txt"_s);
    typePattern(u"{stem}"_s);
    QVERIFY(acceptButton()->isEnabled());
    // A pattern that was typed counts without Enter, too.
    acceptButton()->click();
    QCOMPARE(sentNames(), QStringList{u"a"_s});
}

void tst_ChunkingNames::importKeepsTheName()
{
    RemoteFile file;
    file.name = u"files/x"_s;
    file.displayName = QString(600, u'n');
    file.mimeType = u"text/plain"_s;
    m_dialog = std::make_unique<ChunkingDialog>(sourcesOf(QList<RemoteFile>{file}), m_stores, m_store, *m_memory);
    expose();
    QVERIFY(!table()->model()->index(0, 0).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!child<QLineEdit>(u"namePattern"_s)->isEnabled());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_F2);
    QVERIFY(!cellEditor());
    // The length of a name that is not sent does not matter.
    QVERIFY(acceptButton()->isEnabled());
}

QTEST_MAIN(tst_ChunkingNames)
#include "tst_chunkingnames.moc"
