// SPDX-License-Identifier: Apache-2.0
#include "views/files/deletedialog.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QList<RemoteFile> files(int count)
{
    QList<RemoteFile> list;
    for (int i = 1; i <= count; ++i) {
        RemoteFile file;
        file.name = u"files/id%1"_s.arg(i);
        file.displayName = u"report %1.pdf"_s.arg(i);
        file.sizeBytes = 1000;
        list.append(file);
    }
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
};

void tst_DeleteDialog::namesFiles_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("named");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("total");
    QTest::newRow("one") << 1 << 1 << QString() << QString();
    QTest::newRow("three") << 3 << 3 << QString() << u"Total size: 3.0 kB"_s;
    QTest::newRow("ten") << 10 << 10 << QString() << u"Total size: 10.0 kB"_s;
    QTest::newRow("33") << 33 << 10 << u"and 23 more"_s << u"Total size: 33.0 kB"_s;
}

void tst_DeleteDialog::namesFiles()
{
    QFETCH(int, count);
    QFETCH(int, named);
    QFETCH(QString, rest);
    QFETCH(QString, total);
    const DeleteDialog dialog(files(count));
    const QStringList texts = labelTexts(dialog);
    QCOMPARE(texts.filter(u"report "_s).size(), named);
    QCOMPARE(texts.filter(u"files/id"_s).size(), named);
    QCOMPARE(texts.contains(u"and 23 more"_s), !rest.isEmpty());
    QCOMPARE(!texts.filter(u"Total size"_s).isEmpty(), !total.isEmpty());
    if (!total.isEmpty())
        QVERIFY2(texts.contains(total), qPrintable(texts.join(u'|')));
    QVERIFY(dialog.findChild<QPushButton *>(u"deleteButton"_s)->text().contains(QString::number(count)));
}

void tst_DeleteDialog::totalOfUnknownSizes()
{
    QList<RemoteFile> list = files(2);
    list.last().sizeBytes.reset();
    QVERIFY(labelTexts(DeleteDialog(list)).contains(u"Total size: at least 1.0 kB"_s));
}

void tst_DeleteDialog::textsArePlain()
{
    QList<RemoteFile> list = files(1);
    list.first().displayName = u"<img src=x> <b>bold</b>"_s;
    const DeleteDialog dialog(list);
    QVERIFY(labelTexts(dialog).contains(list.first().displayName));
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void tst_DeleteDialog::cancelIsDefault()
{
    DeleteDialog dialog(files(2));
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
    DeleteDialog dialog(files(2));
    dialog.open();
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
}

void tst_DeleteDialog::returnPressesTheFocusedButton()
{
    DeleteDialog dialog(files(2));
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

QTEST_MAIN(tst_DeleteDialog)
#include "tst_deletedialog.moc"
