// SPDX-License-Identifier: Apache-2.0
#include "tests/views/scriptedprompts.h"
#include "views/widgets/dialogprompts.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_Prompts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void ask_data();
    void ask();
    void askIsPlainAndModal();
    void parentDiesFirst();
    void chooseFiles_data();
    void chooseFiles();
    void chooseFolder();
    void scripted();

private:
    template <typename Dialog>
    Dialog *shown()
    {
        auto *dialog = m_window->findChild<Dialog *>();
        return dialog && QTest::qWaitForWindowExposed(dialog) ? dialog : nullptr;
    }

    std::unique_ptr<QWidget> m_window;
    DialogPrompts m_prompts;
};

void tst_Prompts::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void tst_Prompts::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void tst_Prompts::ask_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("expected");
    QTest::newRow("Return takes the default, which is no") << static_cast<int>(Qt::Key_Return) << QString() << false;
    QTest::newRow("Escape is no") << static_cast<int>(Qt::Key_Escape) << QString() << false;
    QTest::newRow("button says yes") << 0 << u"Do it"_s << true;
}

void tst_Prompts::ask()
{
    QFETCH(int, key);
    QFETCH(QString, button);
    std::optional<bool> answer;
    m_prompts.ask(m_window.get(), {u"Really?"_s, u"It is final."_s, u"Do it"_s}, [&](bool yes) { answer = yes; });
    auto *box = shown<QMessageBox>();
    QVERIFY(box);
    QVERIFY(!answer);
    if (button.isEmpty()) {
        QTest::keyClick(box, static_cast<Qt::Key>(key));
    } else {
        for (QAbstractButton *choice : box->buttons()) {
            if (choice->text() == button)
                QTest::mouseClick(choice, Qt::LeftButton);
        }
    }
    QTRY_VERIFY(answer);
    QTEST(*answer, "expected");
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
}

void tst_Prompts::askIsPlainAndModal()
{
    m_prompts.ask(m_window.get(), {u"<b>Really?</b>"_s, u"<i>final</i>"_s, u"Do it"_s}, [](bool) {});
    auto *box = shown<QMessageBox>();
    QVERIFY(box);
    QCOMPARE(box->windowModality(), Qt::WindowModal);
    int found = 0;
    for (const QLabel *label : box->findChildren<QLabel *>()) {
        if (!label->text().startsWith(u'<'))
            continue;
        ++found;
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QCOMPARE(found, 2);
}

void tst_Prompts::parentDiesFirst()
{
    bool isAnswered = false;
    m_prompts.ask(m_window.get(), {u"Really?"_s, {}, u"Do it"_s}, [&](bool) { isAnswered = true; });
    QVERIFY(shown<QMessageBox>());
    m_window.reset();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isAnswered);
}

void tst_Prompts::chooseFiles_data()
{
    QTest::addColumn<bool>("accepts");
    QTest::newRow("chosen") << true;
    QTest::newRow("cancelled") << false;
}

void tst_Prompts::chooseFiles()
{
    QFETCH(bool, accepts);
    const QTemporaryDir folder;
    const QString path = QDir(folder.path()).filePath(u"a.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    std::optional<QStringList> chosen;
    m_prompts.chooseFiles(m_window.get(), [&](const QStringList &paths) { chosen = paths; });
    auto *dialog = shown<QFileDialog>();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    name->setText(path);
    if (accepts)
        QTest::keyClick(name, Qt::Key_Return);
    else
        dialog->reject();
    QTRY_VERIFY(chosen);
    QCOMPARE(*chosen, accepts ? QStringList(path) : QStringList());
}

void tst_Prompts::chooseFolder()
{
    const QTemporaryDir folder;
    std::optional<QString> chosen;
    m_prompts.chooseFolder(m_window.get(), [&](const QString &path) { chosen = path; });
    auto *dialog = shown<QFileDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    dialog->setDirectory(folder.path());
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(chosen);
    QCOMPARE(*chosen, folder.path());
}

void tst_Prompts::scripted()
{
    ScriptedPrompts prompts;
    prompts.answers = {true};
    QList<bool> answers;
    for (int i = 0; i < 2; ++i)
        prompts.ask(m_window.get(), {u"Question %1"_s.arg(i), {}, {}}, [&](bool yes) { answers.append(yes); });
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers, QList<bool>({true, false}));
    QCOMPARE(prompts.questions.size(), 2);
}

QTEST_MAIN(tst_Prompts)
#include "tst_prompts.moc"
