// SPDX-License-Identifier: Apache-2.0
#include "tests/views/preflightsamples.h"
#include "views/uploads/preflightdialog.h"

#include "views/messages/messagewidget.h"
#include "views/uploads/preflightmodel.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::preflightsamples;
using Notice = PreflightNotice;

class tst_PreflightDialog final : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { m_dialog.reset(); }
    void asksOnlyWhatThereIsToAsk_data();
    void asksOnlyWhatThereIsToAsk();
    void answersByKeys();
    void answersByMouse();
    void oneAnswerForAll();
    void unknownTypeHasToBeDecided();
    void typeIsTyped();
    void enterInTheTypeDoesNotUpload();
    void nonsenseIsNoType();
    void typeOfSeveralFiles();
    void typeIsRemembered();
    void rememberingNeedsOneExtension_data();
    void rememberingNeedsOneExtension();
    void doubleClickLeadsToTheEditor();
    void cancelChoosesNothing();
    void escapeChoosesNothing();
    void storageWarningFollowsDecisions();
    void listsWhatIsLeftOut();
    void nothingToUpload();
    void everythingIsReused();
    void everythingIsLeftOut();
    void controlsHaveNamesAndKeys();
    void textsArePlain();
    void manyFiles();

private:
    void show(const PreflightResult &result);
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    QComboBox *answerTo(Notice notice) const { return child<QComboBox>(u"answer%1"_s.arg(static_cast<int>(notice))); }
    QPushButton *acceptButton() const { return child<QPushButton>(u"acceptButton"_s); }
    /// The answer so far.
    PreflightAnswer draft() const { return m_dialog->findChild<PreflightModel *>()->answer(); }
    QStringList chosenNames() const;
    void select(int row) const { child<QTableView>(u"files"_s)->selectRow(row); }
    void typeIn(const QString &type) const;

    std::unique_ptr<PreflightDialog> m_dialog;
};

void tst_PreflightDialog::show(const PreflightResult &result)
{
    m_dialog = std::make_unique<PreflightDialog>(result);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    m_dialog->activateWindow();
}

QStringList tst_PreflightDialog::chosenNames() const
{
    QStringList names;
    for (const QList<AcceptedFile> chosen = draft().chosen; const AcceptedFile &file : chosen)
        names.append(file.displayName);
    return names;
}

/// Replaces the text of the type field with key presses.
void tst_PreflightDialog::typeIn(const QString &type) const
{
    auto *field = child<QComboBox>(u"type"_s);
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    field->lineEdit()->selectAll();
    QTest::keyClicks(field, type);
    QTest::keyClick(field, Qt::Key_Return);
}

void tst_PreflightDialog::asksOnlyWhatThereIsToAsk_data()
{
    QTest::addColumn<QList<Notice>>("notices");
    QTest::newRow("nothing") << QList<Notice>{};
    QTest::newRow("on the server") << QList<Notice>{Notice::AlreadyOnServer};
    QTest::newRow("queued") << QList<Notice>{Notice::AlreadyQueued};
    QTest::newRow("unknown") << QList<Notice>{Notice::UnknownType};
    QTest::newRow("empty") << QList<Notice>{Notice::Empty};
    QTest::newRow("link") << QList<Notice>{Notice::Link};
    QTest::newRow("all") << QList<Notice>{Notice::AlreadyOnServer, Notice::AlreadyQueued, Notice::UnknownType,
                                          Notice::Empty, Notice::Link};
}

void tst_PreflightDialog::asksOnlyWhatThereIsToAsk()
{
    QFETCH(QList<Notice>, notices);
    PreflightResult result;
    result.accepted = {plainFile(u"a"_s)};
    for (const Notice notice : notices)
        result.accepted.append(fileWith(notice, u"b"_s));
    show(result);
    for (const Notice notice : preflightNotices) {
        const bool isAsked = notices.contains(notice) && notice != Notice::Link;
        const QComboBox *answer = answerTo(notice);
        QCOMPARE(answer && answer->isVisible(), isAsked);
    }
}

void tst_PreflightDialog::answersByKeys()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::AlreadyOnServer, u"a"_s), fileWith(Notice::Empty, u"b"_s)};
    show(result);
    QCOMPARE(draft().reused, QStringList{u"files/a"_s});
    QCOMPARE(chosenNames(), QStringList{u"b"_s});
    // With the keyboard only: the first focus is the first question.
    QTRY_COMPARE(QApplication::focusWidget(), answerTo(Notice::AlreadyOnServer));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), answerTo(Notice::Empty));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), child<QTableView>(u"files"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Accepted));
    const PreflightAnswer answer = m_dialog->answer();
    QVERIFY(answer.isAccepted);
    QCOMPARE(chosenNames(), QStringList{u"a"_s});
    QCOMPARE(answer.declined, (QList<SkippedPath>{{u"/home/me/b"_s, SkipReason::Declined}}));
    QVERIFY(answer.reused.isEmpty());
}

void tst_PreflightDialog::answersByMouse()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::AlreadyQueued, u"a"_s), plainFile(u"b"_s)};
    show(result);
    QCOMPARE(acceptButton()->text(), u"Upload 1 Files"_s);
    QComboBox *answer = answerTo(Notice::AlreadyQueued);
    QCOMPARE(answer->currentText(), u"Leave out"_s);
    answer->showPopup();
    QAbstractItemView *list = answer->view();
    QVERIFY(QTest::qWaitForWindowExposed(list->window()));
    const QPoint place = list->visualRect(answer->model()->index(1, 0)).center();
    QTest::mouseMove(list->viewport(), place);
    // A combo box ignores clicks for a moment after its list has opened.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
            return answer->currentText() == "Upload again"_L1;
        }(),
        3000);
    QCOMPARE(acceptButton()->text(), u"Upload 2 Files"_s);
    QTest::mouseClick(acceptButton(), Qt::LeftButton);
    QCOMPARE(m_dialog->answer().chosen.size(), 2);
}

void tst_PreflightDialog::oneAnswerForAll()
{
    PreflightResult result;
    for (int i = 0; i < 3; ++i)
        result.accepted.append(fileWith(Notice::AlreadyOnServer, u"file %1"_s.arg(i)));
    show(result);
    select(1);
    auto *decision = child<QComboBox>(u"decision"_s);
    QCOMPARE(decision->currentText(), u"Use the one on the server"_s);
    decision->setFocus();
    QTest::keyClick(decision, Qt::Key_End);
    QCOMPARE(draft().declined.size(), 1);
    QCOMPARE(answerTo(Notice::AlreadyOnServer)->currentIndex(), -1);
    QTest::keyClick(answerTo(Notice::AlreadyOnServer), Qt::Key_End);
    QCOMPARE(draft().declined.size(), 3);
    QCOMPARE(draft().declined.constFirst().reason, SkipReason::AlreadyOnServer);
    QVERIFY(draft().reused.isEmpty());
}

void tst_PreflightDialog::unknownTypeHasToBeDecided()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::UnknownType, u"a.dat"_s), plainFile(u"b"_s)};
    show(result);
    QVERIFY(!acceptButton()->isEnabled());
    QVERIFY(m_dialog->findChild<MessageWidget *>()->isVisible());
    QTest::keyClick(child<QTableView>(u"files"_s), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(answerTo(Notice::UnknownType), Qt::Key_Down);
    QVERIFY(acceptButton()->isEnabled());
    QVERIFY(!m_dialog->findChild<MessageWidget *>()->isVisible());
    QCOMPARE(chosenNames(), (QStringList{u"a.dat"_s, u"b"_s}));
    QVERIFY(!draft().chosen.constFirst().isMimeTypeKnown);
}

void tst_PreflightDialog::typeIsTyped()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::UnknownType, u"a.dat"_s)};
    show(result);
    typeIn(u"chemical/x-pdb"_s);
    const AcceptedFile file = draft().chosen.value(0);
    QCOMPARE(file.mimeType, u"chemical/x-pdb"_s);
    QVERIFY(file.isMimeTypeChosen);
    QVERIFY(acceptButton()->isEnabled());
    // The question is answered and disappears.
    QVERIFY(!answerTo(Notice::UnknownType)->isVisible());
}

void tst_PreflightDialog::enterInTheTypeDoesNotUpload()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::Empty, u"a.txt"_s)};
    show(result);
    QVERIFY(acceptButton()->isEnabled());
    typeIn(u"text/csv"_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(draft().chosen.constFirst().mimeType, u"text/csv"_s);
}

void tst_PreflightDialog::nonsenseIsNoType()
{
    PreflightResult result;
    result.accepted = {plainFile(u"a.txt"_s)};
    show(result);
    for (const QString &text : {u"text"_s, u"text/plain; charset=utf-8"_s, u"text/pl ain"_s}) {
        typeIn(text);
        QCOMPARE(child<QComboBox>(u"type"_s)->currentText(), u"text/plain"_s);
        QCOMPARE(draft().chosen.constFirst().mimeType, u"text/plain"_s);
        QVERIFY(!draft().chosen.constFirst().isMimeTypeChosen);
    }
}

void tst_PreflightDialog::typeOfSeveralFiles()
{
    PreflightResult result;
    result.accepted = {plainFile(u"a.txt"_s), plainFile(u"b.png"_s), plainFile(u"c.txt"_s)};
    result.accepted[1].mimeType = u"image/png"_s;
    show(result);
    QTest::keyClick(child<QTableView>(u"files"_s), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(child<QComboBox>(u"type"_s)->currentText(), QString());
    typeIn(u"text/csv"_s);
    for (const QList<AcceptedFile> chosen = draft().chosen; const AcceptedFile &file : chosen)
        QCOMPARE(file.mimeType, u"text/csv"_s);
}

void tst_PreflightDialog::typeIsRemembered()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::UnknownType, u"a.dat"_s), fileWith(Notice::UnknownType, u"b.dat"_s)};
    show(result);
    select(0);
    auto *remembered = child<QCheckBox>(u"remembered"_s);
    QVERIFY(!remembered->isEnabled());
    typeIn(u"text/csv"_s);
    QVERIFY(remembered->isEnabled());
    QCOMPARE(remembered->text(), u"&Use this type for .dat from now on"_s);
    QVERIFY(!acceptButton()->isEnabled());
    QTest::keyClick(remembered, Qt::Key_Space);
    QVERIFY(remembered->isChecked());
    QVERIFY(acceptButton()->isEnabled());
    select(1);
    QVERIFY(remembered->isChecked());
    acceptButton()->click();
    const PreflightAnswer answer = m_dialog->answer();
    QCOMPARE(answer.rememberedTypes, (QHash<QString, QString>{{u"dat"_s, u"text/csv"_s}}));
    QCOMPARE(answer.chosen.at(1).mimeType, u"text/csv"_s);
}

void tst_PreflightDialog::rememberingNeedsOneExtension_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("isPossible");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << QStringList{u"a.foo"_s} << true << u"&Use this type for .foo from now on"_s;
    QTest::newRow("same") << QStringList{u"a.foo"_s, u"b.FOO"_s} << true << u"&Use this type for .foo from now on"_s;
    QTest::newRow("two") << QStringList{u"a.foo"_s, u"b.bar"_s} << false << u"&Use this type from now on"_s;
    QTest::newRow("none") << QStringList{u"README"_s} << false << u"&Use this type from now on"_s;
    QTest::newRow("ampersand") << QStringList{u"a.r&d"_s} << true << u"&Use this type for .r&&d from now on"_s;
}

void tst_PreflightDialog::rememberingNeedsOneExtension()
{
    QFETCH(QStringList, names);
    QFETCH(bool, isPossible);
    QFETCH(QString, text);
    PreflightResult result;
    for (const QString &name : names)
        result.accepted.append(plainFile(name));
    show(result);
    child<QTableView>(u"files"_s)->selectAll();
    QCOMPARE(child<QCheckBox>(u"remembered"_s)->isEnabled(), isPossible);
    QCOMPARE(child<QCheckBox>(u"remembered"_s)->text(), text);
}

void tst_PreflightDialog::doubleClickLeadsToTheEditor()
{
    PreflightResult result;
    result.accepted = {plainFile(u"a.txt"_s)};
    show(result);
    auto *table = child<QTableView>(u"files"_s);
    const auto doubleClick = [table](int column) {
        const QPoint place = table->visualRect(table->model()->index(0, column)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
    };
    doubleClick(2);
    QTRY_VERIFY(child<QComboBox>(u"type"_s)->hasFocus());
    doubleClick(4);
    QTRY_VERIFY(child<QComboBox>(u"decision"_s)->hasFocus());
}

void tst_PreflightDialog::cancelChoosesNothing()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::AlreadyOnServer, u"a"_s), fileWith(Notice::Empty, u"b"_s)};
    show(result);
    QVERIFY(!m_dialog->answer().isAccepted);
    m_dialog->reject();
    const PreflightAnswer answer = m_dialog->answer();
    QVERIFY(!answer.isAccepted);
    QVERIFY(answer.chosen.isEmpty() && answer.reused.isEmpty() && answer.declined.isEmpty());
}

void tst_PreflightDialog::escapeChoosesNothing()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::Empty, u"b"_s)};
    show(result);
    QTest::keyClick(child<QTableView>(u"files"_s), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_dialog->answer().isAccepted);
}

void tst_PreflightDialog::storageWarningFollowsDecisions()
{
    PreflightResult result;
    result.accepted = {plainFile(u"a"_s, 5'000'000), plainFile(u"b"_s, 2'000'000)};
    result.bytes = 7'000'000;
    result.storageLeft = 6'000'000;
    show(result);
    auto *notice = m_dialog->findChild<MessageWidget *>();
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains("7.0 MB"_L1) && notice->text().contains("6.0 MB"_L1), qPrintable(notice->text()));
    QCOMPARE(child<QLabel>(u"totals"_s)->text(), u"2 files, 7.0 MB. At most 6.0 MB of storage is left."_s);
    QVERIFY(acceptButton()->isEnabled());
    select(1);
    QTest::keyClick(child<QComboBox>(u"decision"_s), Qt::Key_Down);
    QVERIFY(!notice->isVisible());
    QCOMPARE(child<QLabel>(u"totals"_s)->text(), u"1 files, 5.0 MB. At most 6.0 MB of storage is left."_s);
}

void tst_PreflightDialog::listsWhatIsLeftOut()
{
    PreflightResult result;
    result.accepted = {plainFile(u"a"_s)};
    result.skipped = {{u"/home/me/.git"_s, SkipReason::Hidden}, {u"/home/me/<b>pipe\n2"_s, SkipReason::NotRegular}};
    show(result);
    auto *list = child<QPlainTextEdit>(u"skipped"_s);
    auto *toggle = child<QToolButton>(u"skippedToggle"_s);
    QVERIFY(!list->isVisible());
    QTest::keyClick(toggle, Qt::Key_Space);
    QVERIFY(list->isVisible());
    QCOMPARE(list->toPlainText(), u"/home/me/.git is hidden\n/home/me/<b>pipe␊2 is no file but a device or pipe"_s);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QVERIFY(!list->isVisible());
}

void tst_PreflightDialog::nothingToUpload()
{
    PreflightResult result;
    result.skipped.fill({u"/home/me/x"_s, SkipReason::Hidden}, 7);
    show(result);
    QVERIFY(child<QPlainTextEdit>(u"skipped"_s)->isVisible());
    QVERIFY(!acceptButton());
    QVERIFY(!child<QTableView>(u"files"_s));
    const auto buttons = m_dialog->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons.constFirst(), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_dialog->answer().isAccepted);
}

void tst_PreflightDialog::everythingIsReused()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::AlreadyOnServer, u"a"_s)};
    show(result);
    QCOMPARE(m_dialog->windowTitle(), u"Upload to Files"_s);
    QCOMPARE(acceptButton()->text(), u"Done (all are there already)"_s);
    QVERIFY(acceptButton()->isDefault());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_dialog->answer().reused, QStringList{u"files/a"_s});
    QVERIFY(m_dialog->answer().chosen.isEmpty());
}

void tst_PreflightDialog::everythingIsLeftOut()
{
    PreflightResult result;
    result.accepted = {fileWith(Notice::AlreadyQueued, u"a"_s)};
    show(result);
    QCOMPARE(acceptButton()->text(), u"Done"_s);
}

void tst_PreflightDialog::controlsHaveNamesAndKeys()
{
    PreflightResult result;
    for (const Notice notice : preflightNotices)
        result.accepted.append(fileWith(notice, u"file"_s));
    result.skipped = {{u"/x"_s, SkipReason::Hidden}};
    show(result);
    child<QToolButton>(u"skippedToggle"_s)->setChecked(true);
    QSet<const QWidget *> reached;
    const QWidget *first = QApplication::focusWidget();
    do {
        QWidget *widget = QApplication::focusWidget();
        reached.insert(widget);
        QTest::keyClick(widget, Qt::Key_Tab);
    } while (QApplication::focusWidget() != first && reached.size() < 100);
    const QList<const QWidget *> expected{answerTo(Notice::AlreadyOnServer),  answerTo(Notice::Empty),
                                          child<QTableView>(u"files"_s),      child<QComboBox>(u"type"_s),
                                          child<QComboBox>(u"decision"_s),    child<QToolButton>(u"skippedToggle"_s),
                                          child<QPlainTextEdit>(u"skipped"_s)};
    for (const QWidget *widget : expected)
        QVERIFY2(reached.contains(widget), qPrintable(widget->objectName()));
    for (const QWidget *widget : std::as_const(reached)) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
}

void tst_PreflightDialog::textsArePlain()
{
    PreflightResult result;
    for (const Notice notice : preflightNotices)
        result.accepted.append(fileWith(notice, u"<b>file</b>"_s));
    show(result);
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
}

void tst_PreflightDialog::manyFiles()
{
    PreflightResult result;
    for (int i = 0; i < maxFilesAtOnce; ++i)
        result.accepted.append(fileWith(i % 2 == 0 ? Notice::Empty : Notice::AlreadyOnServer, QString::number(i)));
    show(result);
    QElapsedTimer clock;
    clock.start();
    child<QTableView>(u"files"_s)->selectAll();
    QTest::keyClick(answerTo(Notice::Empty), Qt::Key_End);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(draft().declined.size(), maxFilesAtOnce / 2);
}

QTEST_MAIN(tst_PreflightDialog)
#include "tst_preflightdialog.moc"
