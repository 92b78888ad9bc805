// SPDX-License-Identifier: Apache-2.0
#include "tests/views/preflightsamples.h"
#include "views/messages/messagewidget.h"
#include "views/uploads/preflightdialog.h"
#include "views/uploads/preflightmodel.h"
#include "views/widgets/itemtable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::preflightsamples;

/// Display names that are edited before an upload, with keys and clicks.
class tst_PreflightNames final : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { m_dialog.reset(); }
    void nameIsEdited_data();
    void nameIsEdited();
    void escapeKeepsTheName();
    void nameBeingEditedIsTaken();
    void longNameIsRefusedAndKept();
    void namesFollowAPattern();
    void unknownPlaceholderIsRefused();
    void patternBeingTypedIsTaken();

private:
    /// Shows the dialog with files of these names.
    void show(const QStringList &names);
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    QPushButton *acceptButton() const { return child<QPushButton>(u"acceptButton"_s); }
    QStringList chosenNames() const;
    /// The field over the cell that is being edited; nullptr if none is.
    QLineEdit *cellEditor() const { return child<QTableView>(u"files"_s)->viewport()->findChild<QLineEdit *>(); }
    /// Edits the name in the current row with F2.
    void editName() const;
    void typePattern(const QString &pattern) const;

    std::unique_ptr<PreflightDialog> m_dialog;
};

void tst_PreflightNames::show(const QStringList &names)
{
    PreflightResult result;
    for (const QString &name : names)
        result.accepted.append(plainFile(name));
    m_dialog = std::make_unique<PreflightDialog>(result);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    m_dialog->activateWindow();
    QTRY_VERIFY(m_dialog->isActiveWindow());
}

/// In the answer so far.
QStringList tst_PreflightNames::chosenNames() const
{
    QStringList names;
    for (const QList<AcceptedFile> chosen = m_dialog->findChild<PreflightModel *>()->answer().chosen;
         const AcceptedFile &file : chosen)
        names.append(file.displayName);
    return names;
}

void tst_PreflightNames::editName() const
{
    auto *table = child<QTableView>(u"files"_s);
    QTRY_VERIFY(!cellEditor());
    table->setFocus();
    QTest::keyClick(table, Qt::Key_F2);
    QVERIFY(cellEditor());
    QTRY_VERIFY(cellEditor()->hasFocus());
}

void tst_PreflightNames::typePattern(const QString &pattern) const
{
    auto *field = child<QLineEdit>(u"namePattern"_s);
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    field->selectAll();
    QTest::keyClicks(field, pattern);
}

void tst_PreflightNames::nameIsEdited_data()
{
    QTest::addColumn<bool>("isDoubleClick");
    QTest::newRow("F2") << false;
    QTest::newRow("double click") << true;
}

void tst_PreflightNames::nameIsEdited()
{
    QFETCH(const bool, isDoubleClick);
    show({u"a.txt"_s, u"b.txt"_s});
    auto *table = child<QTableView>(u"files"_s);
    if (isDoubleClick) {
        const QPoint place = table->visualRect(table->model()->index(0, 0)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
        QTRY_VERIFY(cellEditor());
    } else {
        // Whichever cell of the row is the current one.
        table->selectionModel()->setCurrentIndex(table->model()->index(0, 3), QItemSelectionModel::NoUpdate);
        editName();
    }
    QCOMPARE(cellEditor()->text(), u"a.txt"_s);
    QCOMPARE(cellEditor()->accessibleName(), u"Name"_s);
    QTest::keyClicks(cellEditor(), u"Annual report"_s);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_COMPARE(chosenNames(), (QStringList{u"Annual report"_s, u"b.txt"_s}));
    QVERIFY(m_dialog->isVisible());
    QTRY_VERIFY(!cellEditor());
    // The tool tip says which file it is.
    QCOMPARE(child<ItemTable>(u"files"_s)->cellToolTip(table->model()->index(0, 0)), u"/home/me/a.txt"_s);
    QCOMPARE(child<ItemTable>(u"files"_s)->cellToolTip(table->model()->index(1, 0)), QString());
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(!m_dialog->isVisible());
    const AcceptedFile file = m_dialog->answer().chosen.value(0);
    QCOMPARE(file.displayName, u"Annual report"_s);
    QCOMPARE(file.path, u"/home/me/a.txt"_s);
}

void tst_PreflightNames::escapeKeepsTheName()
{
    show({u"a.txt"_s});
    editName();
    QTest::keyClicks(cellEditor(), u"Annual report"_s);
    QTest::keyClick(cellEditor(), Qt::Key_Escape);
    QTRY_VERIFY(!cellEditor());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(chosenNames(), QStringList{u"a.txt"_s});
}

void tst_PreflightNames::nameBeingEditedIsTaken()
{
    show({u"a.txt"_s});
    editName();
    QTest::keyClicks(cellEditor(), u"Annual report"_s);
    acceptButton()->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_dialog->answer().chosen.value(0).displayName, u"Annual report"_s);
}

void tst_PreflightNames::longNameIsRefusedAndKept()
{
    show({u"a.txt"_s});
    editName();
    QGuiApplication::clipboard()->setText(QString(513, u'x'));
    QTest::keyClick(cellEditor(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(!acceptButton()->isEnabled());
    QCOMPARE(m_dialog->findChild<MessageWidget *>()->text(),
             u"a.txt: A display name has at most 512 characters; this one has 513."_s);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());

    editName();
    QCOMPARE(cellEditor()->text(), QString(513, u'x'));
    QTest::keyClick(cellEditor(), Qt::Key_End);
    QTest::keyClick(cellEditor(), Qt::Key_Backspace);
    QTest::keyClick(cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(acceptButton()->isEnabled());
    QCOMPARE(chosenNames(), QStringList{QString(512, u'x')});
}

void tst_PreflightNames::namesFollowAPattern()
{
    show({u"a.txt"_s, u"b.txt"_s});
    child<QTableView>(u"files"_s)->selectAll();
    typePattern(u"{folder}-{stem}-{n}"_s);
    QTest::keyClick(child<QLineEdit>(u"namePattern"_s), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(chosenNames(), (QStringList{u"me-a-1"_s, u"me-b-2"_s}));
    const auto *message = child<QLabel>(u"namePatternMessage"_s);
    QVERIFY(!message->isVisible());
    typePattern(u"Report"_s);
    QTest::keyClick(child<QLineEdit>(u"namePattern"_s), Qt::Key_Return);
    QCOMPARE(chosenNames(), (QStringList{u"Report"_s, u"Report"_s}));
    QVERIFY(message->isVisible());
    QVERIFY2(message->text().contains("{n}"_L1), qPrintable(message->text()));
    QVERIFY(acceptButton()->isEnabled());
}

void tst_PreflightNames::unknownPlaceholderIsRefused()
{
    show({u"a.txt"_s});
    typePattern(u"{date}"_s);
    const auto *message = child<QLabel>(u"namePatternMessage"_s);
    QVERIFY(message->isVisible());
    QCOMPARE(message->text(), u"{date} stands for nothing. A pattern may contain {name}, {stem}, {n} and {folder}."_s);
    QVERIFY(!acceptButton()->isEnabled());
    QTest::keyClick(child<QLineEdit>(u"namePattern"_s), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(chosenNames(), QStringList{u"a.txt"_s});
    QCOMPARE(child<QLineEdit>(u"namePattern"_s)->text(), u"{date}"_s);
    typePattern(u"{stem}"_s);
    QVERIFY(!message->isVisible());
    QVERIFY(acceptButton()->isEnabled());
}

void tst_PreflightNames::patternBeingTypedIsTaken()
{
    show({u"a.txt"_s, u"b.txt"_s});
    child<QTableView>(u"files"_s)->selectAll();
    typePattern(u"{stem}"_s);
    acceptButton()->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(chosenNames(), (QStringList{u"a"_s, u"b"_s}));
}

QTEST_MAIN(tst_PreflightNames)
#include "tst_preflightnames.moc"
