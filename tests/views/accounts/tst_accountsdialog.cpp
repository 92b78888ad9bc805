// SPDX-License-Identifier: Apache-2.0
#include "tests/views/accounts/accountsscene.h"

#include <QAbstractButton>

using namespace pollux;

class tst_AccountsDialog : public QObject, private AccountsScene {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void newAccountByKeyboard();
    void keyIsCheckedWhileTyped();
    void badKeyIsNotSaved();
    void newAccountWaitsForItsKey();
    void refusesProfile_data();
    void refusesProfile();
    void showsOnlyWhatIsTyped();
    void storedKeyIsNotRead();
    void unsavedChangesAreAskedFor();
    void closingAsks();
    void makeActive();
    void removes();
    void removesAlthoughKeyStays();
    void sessionAccountIsReadOnly();
    void textsArePlainAndNamed();
};

void tst_AccountsDialog::newAccountByKeyboard()
{
    openDialog();
    QVERIFY(edit("nameEdit")->hasFocus());
    QTest::keyClicks(m_dialog->focusWidget(), u"Work"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QVERIFY(edit("keyEdit")->hasFocus());
    QTest::keyClicks(m_dialog->focusWidget(), QString::fromLatin1(canaryKey));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QCOMPARE(m_accounts->profiles().size(), 1);
    QCOMPARE(m_accounts->activeProfile()->name, u"Work"_s);
    QCOMPARE(m_store->written, QList<QByteArray>({canaryKey}));
    QVERIFY(edit("keyEdit")->text().isEmpty());
    QVERIFY(message("keyMessage").contains("stored in the keychain"_L1));
    QVERIFY(!allTexts().contains(QString::fromLatin1(canaryKey)));
    QVERIFY(!button("saveButton")->isEnabled());
}

void tst_AccountsDialog::keyIsCheckedWhileTyped()
{
    openDialog();
    type("keyEdit", u"AIza"_s);
    QVERIFY(!message("keyMessage").contains("Character"_L1));
    QTest::keyClicks(edit("keyEdit"), u" x"_s);
    QVERIFY2(message("keyMessage").contains("Character 5 "_L1), qPrintable(message("keyMessage")));
    edit("keyEdit")->clear();
    QVERIFY(!message("keyMessage").contains("Character"_L1));
}

void tst_AccountsDialog::badKeyIsNotSaved()
{
    openDialog();
    enterAccount(u"Work"_s, "AIza x");
    press("saveButton");
    QVERIFY(edit("keyEdit")->hasFocus());
    QCOMPARE(edit("keyEdit")->selectionStart(), 4);
    QVERIFY(m_accounts->profiles().isEmpty());
    QVERIFY(m_store->written.isEmpty());
}

void tst_AccountsDialog::newAccountWaitsForItsKey()
{
    openDialog();
    type("nameEdit", u"Work"_s);
    press("saveButton");
    QVERIFY(edit("keyEdit")->hasFocus());
    QCOMPARE(message("keyMessage"), u"Enter a key."_s);
    QVERIFY(m_accounts->profiles().isEmpty());
    type("keyEdit", QString::fromLatin1(canaryKey));
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QCOMPARE(m_accounts->profiles().size(), 1);
}

void tst_AccountsDialog::refusesProfile_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("name taken") << "nameEdit"_ba << u"Taken"_s << u"Another account has this name"_s;
    QTest::newRow("plain http") << "endpointEdit"_ba << u"http://host.example"_s << u"unencrypted"_s;
    QTest::newRow("no URL") << "endpointEdit"_ba << u"nonsense"_s << u"no address"_s;
    QTest::newRow("user info") << "endpointEdit"_ba << u"https://me:secret@host.example"_s << u"password"_s;
    QTest::newRow("version") << "versionEdit"_ba << u"beta"_s << u"v1beta"_s;
}

void tst_AccountsDialog::refusesProfile()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    addProfile(u"Taken"_s);
    openDialog();
    press("addButton");
    QTRY_VERIFY(edit("nameEdit")->text().isEmpty());
    type("nameEdit", u"New"_s);
    QTest::mouseClick(find<QToolButton>("advancedToggle"), Qt::LeftButton);
    type(field.constData(), text);
    press("saveButton");
    QVERIFY(edit(field.constData())->hasFocus());
    const auto *fieldMessage = edit(field.constData())->parentWidget()->findChild<QLabel *>();
    QVERIFY(fieldMessage->isVisible());
    QVERIFY2(fieldMessage->text().contains(expected), qPrintable(fieldMessage->text()));
    QCOMPARE(m_accounts->profiles().size(), 1);
}

void tst_AccountsDialog::showsOnlyWhatIsTyped()
{
    const Profile profile = addProfile(u"Work"_s, true);
    openDialog();
    auto *show = find<QToolButton>("showKeyButton");
    QVERIFY(!show->isEnabled()); // no key is typed, so there is nothing to show
    type("keyEdit", u"AIza"_s);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(edit("keyEdit")->echoMode(), QLineEdit::Normal);
    press("saveButton");
    QTRY_VERIFY(edit("keyEdit")->text().isEmpty());
    QCOMPARE(edit("keyEdit")->echoMode(), QLineEdit::Password);
    QVERIFY(!show->isEnabled());
}

void tst_AccountsDialog::storedKeyIsNotRead()
{
    addProfile(u"Work"_s, true);
    addProfile(u"Other"_s);
    openDialog();
    QVERIFY(message("keyMessage").contains("stored in the keychain"_L1));
    m_dialog->findChild<AccountList *>()->setCurrentRow(1);
    QCOMPARE(edit("nameEdit")->text(), u"Other"_s);
    QVERIFY(message("keyMessage").contains("No key"_L1));
    QCOMPARE(m_store->reads, 0);
}

void tst_AccountsDialog::unsavedChangesAreAskedFor()
{
    addProfile(u"First"_s);
    addProfile(u"Second"_s);
    openDialog();
    auto *list = m_dialog->findChild<AccountList *>();
    type("nameEdit", u"Changed"_s);
    m_prompts->answers = {false, true};
    list->setCurrentRow(1);
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QCOMPARE(edit("nameEdit")->text(), u"Changed"_s);
    QCOMPARE(list->currentRow(), 0);
    list->setCurrentRow(1);
    QTRY_COMPARE(edit("nameEdit")->text(), u"Second"_s);
    QCOMPARE(list->currentRow(), 1);
    QCOMPARE(m_accounts->profiles().first().name, u"First"_s);
}

void tst_AccountsDialog::closingAsks()
{
    addProfile(u"First"_s);
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey));
    m_prompts->answers = {false, true};
    m_dialog->close();
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QVERIFY(m_dialog->isVisible());
    m_dialog->close();
    QTRY_VERIFY(!m_dialog->isVisible());
}

void tst_AccountsDialog::makeActive()
{
    const Profile first = addProfile(u"First"_s);
    const Profile second = addProfile(u"Second"_s);
    openDialog();
    QVERIFY(!button("activateButton")->isEnabled());
    m_dialog->selectAccount(second.id);
    press("activateButton");
    QCOMPARE(m_accounts->activeProfile()->id, second.id);
    QVERIFY(!button("activateButton")->isEnabled());
    auto *list = m_dialog->findChild<AccountList *>();
    QVERIFY(list->item(1)->text().contains("active"_L1));
    QVERIFY(!list->item(0)->text().contains("active"_L1));
}

void tst_AccountsDialog::removes()
{
    const Profile first = addProfile(u"First"_s, true);
    const Profile second = addProfile(u"Second"_s);
    openDialog();
    m_prompts->answers = {false, true};
    press("removeButton");
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QCOMPARE(m_accounts->profiles().size(), 2);
    press("removeButton");
    QTRY_COMPARE(m_accounts->profiles().size(), 1);
    QTRY_COMPARE(edit("nameEdit")->text(), u"Second"_s);
}

void tst_AccountsDialog::removesAlthoughKeyStays()
{
    addProfile(u"First"_s, true);
    m_store->removeAnswer = credential(CredentialStatus::Locked);
    openDialog();
    m_prompts->answers = {true, true};
    press("removeButton");
    QTRY_COMPARE(m_prompts->questions.size(), 2);
    QVERIFY(m_prompts->questions.last().text.contains("locked"_L1));
    QTRY_VERIFY(m_accounts->profiles().isEmpty());
    QTRY_VERIFY(edit("nameEdit")->text().isEmpty()); // the form for a new account
}

void tst_AccountsDialog::sessionAccountIsReadOnly()
{
    Profile profile = newProfile();
    profile.name = u"GEMINI_API_KEY"_s;
    m_accounts->addSessionProfile(profile, canaryKey);
    openDialog();
    QVERIFY(m_dialog->findChild<AccountList *>()->item(0)->text().contains("environment"_L1));
    QVERIFY(m_dialog->findChild<AccountList *>()->item(0)->text().contains(u" · "_s));
    QVERIFY(edit("nameEdit")->isReadOnly());
    QVERIFY(!edit("keyEdit")->isEnabled());
    QVERIFY(!button("saveButton")->isEnabled());
    QVERIFY(!allTexts().contains(QString::fromLatin1(canaryKey)));
}

void tst_AccountsDialog::textsArePlainAndNamed()
{
    addProfile(u"<b>bold</b>"_s);
    openDialog();
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (!label->buddy())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QList<const QWidget *> labelled;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        labelled.append(label->buddy());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
            continue;
        const auto *pressed = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed =
            !widget->accessibleName().isEmpty() || labelled.contains(widget) || (pressed && !pressed->text().isEmpty());
        QVERIFY2(isNamed, qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
    }
}

QTEST_MAIN(tst_AccountsDialog)
#include "tst_accountsdialog.moc"
