// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/deletedialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr auto Files = DeleteDialog::Kind::Files;

QList<DeleteDialog::Item> files(int count)
{
    QList<DeleteDialog::Item> list;
    for (int i = 1; i <= count; ++i)
        list.append({u"report %1.pdf"_s.arg(i), u"files/id%1"_s.arg(i), 1000});
    return list;
}

QStringList labelTexts(const QWidget &dialog)
{
    QStringList texts;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

} // namespace

class tst_DeleteDialog : public QObject {
    Q_OBJECT

private slots:
    void namesFiles_data();
    void namesFiles();
    void totalOfUnknownSizes();
    void textsArePlain();
    void cancelIsDefault();
    void deletesOnlyOnItsButton();
    void returnPressesTheFocusedButton();
    void tellsThatMoreIsOnTheServer();
    void manyNeedAConfirmation_data();
    void manyNeedAConfirmation();
};

void tst_DeleteDialog::namesFiles_data()
{
    QTest::addColumn<DeleteDialog::Kind>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("named");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("total");
    QTest::newRow("one") << Files << 1 << 1 << QString() << QString();
    QTest::newRow("three") << Files << 3 << 3 << QString() << u"Total size: 3.0 kB"_s;
    QTest::newRow("ten") << Files << 10 << 10 << QString() << u"Total size: 10.0 kB"_s;
    QTest::newRow("documents") << DeleteDialog::Kind::Documents << 3 << 3 << QString() << u"Total size: 3.0 kB"_s;
    QTest::newRow("33") << Files << 33 << 10 << u"and 23 more"_s << u"Total size: 33.0 kB"_s;
}

void tst_DeleteDialog::namesFiles()
{
    QFETCH(int, count);
    QFETCH(int, named);
    QFETCH(QString, rest);
    QFETCH(QString, total);
    QFETCH(DeleteDialog::Kind, kind);
    const DeleteDialog dialog(kind, files(count));
    const QStringList texts = labelTexts(dialog);
    QCOMPARE(texts.filter(u"report "_s).size(), named);
    QCOMPARE(texts.filter(u"files/id"_s).size(), named);
    QCOMPARE(texts.contains(u"and 23 more"_s), !rest.isEmpty());
    QCOMPARE(!texts.filter(u"Total size"_s).isEmpty(), !total.isEmpty());
    if (!total.isEmpty())
        QVERIFY2(texts.contains(total), qPrintable(texts.join(u'|')));
    QVERIFY(dialog.findChild<QPushButton *>(u"deleteButton"_s)->text().contains(QString::number(count)));
    QCOMPARE(dialog.windowTitle().contains(u"document"_s), kind == DeleteDialog::Kind::Documents);
}

void tst_DeleteDialog::totalOfUnknownSizes()
{
    QList<DeleteDialog::Item> list = files(2);
    list.last().bytes.reset();
    QVERIFY(labelTexts(DeleteDialog(Files, list)).contains(u"Total size: at least 1.0 kB"_s));
}

void tst_DeleteDialog::textsArePlain()
{
    QList<DeleteDialog::Item> list = files(1);
    list.first().title = u"<img src=x> <b>bold</b>"_s;
    const DeleteDialog dialog(Files, list);
    QVERIFY(labelTexts(dialog).contains(list.first().title));
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void tst_DeleteDialog::cancelIsDefault()
{
    DeleteDialog dialog(Files, files(2));
    // Checked before the dialog is shown: after that the button with the focus is the default one.
    QVERIFY(!dialog.findChild<QPushButton *>(u"deleteButton"_s)->isDefault());
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QVERIFY(!dialog.findChild<QPushButton *>(u"deleteButton"_s)->hasFocus());
    const QSignalSpy finished(&dialog, &QDialog::finished);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
}

void tst_DeleteDialog::deletesOnlyOnItsButton()
{
    DeleteDialog dialog(Files, files(2));
    dialog.open();
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
}

void tst_DeleteDialog::returnPressesTheFocusedButton()
{
    DeleteDialog dialog(Files, files(2));
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *deleteButton = dialog.findChild<QPushButton *>(u"deleteButton"_s);
    QVERIFY(!deleteButton->icon().isNull());
    QVERIFY(deleteButton->text().contains(u'&'));
    deleteButton->setFocus();
    QTest::keyClick(deleteButton, Qt::Key_Return);
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    QVERIFY(!dialog.isVisible());
}

void tst_DeleteDialog::tellsThatMoreIsOnTheServer()
{
    DeleteDialog dialog(Files, files(2));
    QVERIFY(labelTexts(dialog).filter(u"not loaded"_s).isEmpty());
    dialog.noteUnloaded();
    QCOMPARE(labelTexts(dialog).filter(u"not loaded"_s).size(), 1);
}

void tst_DeleteDialog::manyNeedAConfirmation_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isMany");
    QTest::newRow("one") << 1 << false;
    QTest::newRow("not many") << DeleteDialog::manyItems - 1 << false;
    QTest::newRow("many") << DeleteDialog::manyItems << true;
}

void tst_DeleteDialog::manyNeedAConfirmation()
{
    QFETCH(int, count);
    QFETCH(bool, isMany);
    DeleteDialog dialog(Files, files(count));
    dialog.open();
    auto *deleteButton = dialog.findChild<QPushButton *>(u"deleteButton"_s);
    auto *box = dialog.findChild<QCheckBox *>();
    QCOMPARE(deleteButton->isEnabled(), !isMany);
    QCOMPARE(box != nullptr, isMany);
    if (!isMany)
        return;
    QVERIFY(box->text().contains(QString::number(count)));
    box->click();
    QVERIFY(deleteButton->isEnabled());
    box->click();
    QVERIFY(!deleteButton->isEnabled());
}

QTEST_MAIN(tst_DeleteDialog)
#include "tst_deletedialog.moc"
