// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/chunking/chunkingdialog.h"
#include "views/messages/messagebar.h"
#include "views/uploads/preflightdialog.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace pollux;

/// Display names on their way from the dialogs to the service, and what a paste says of the rest.
class tst_UploadNames final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void editedNameOfAFileArrives();
    void editedNameOfADocumentArrives();
    void plainFilesAreNotAskedAbout();
    void pasteTellsOfOtherItems();
    void pasteTellsOfAFileUnderTwoNames();

private:
    void paste(const QList<QUrl> &urls);
    QString messages() { return textsOf(partOf<MessageBar>(m_fixture->window())).join(u'\n'); }
    /// Types another name for the first file of the dialog, and accepts the dialog.
    static void editFirstName(QDialog &dialog, const QString &tableName, const QString &name);

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_UploadNames::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->server().stores().addStore({{"name"_L1, u"fileSearchStores/shelf-1"_s}});
    QVERIFY(m_fixture->open());
}

void tst_UploadNames::paste(const QList<QUrl> &urls)
{
    auto data = std::make_unique<QMimeData>();
    data->setUrls(urls);
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_fixture->window().actions().paste->trigger();
}

void tst_UploadNames::editFirstName(QDialog &dialog, const QString &tableName, const QString &name)
{
    auto *table = dialog.findChild<QTableView *>(tableName);
    QVERIFY(table);
    dialog.activateWindow();
    QTRY_VERIFY(dialog.isActiveWindow());
    table->setFocus();
    QTest::keyClick(table, Qt::Key_F2);
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), name);
    auto *accept = dialog.findChild<QPushButton *>(u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
}

void tst_UploadNames::editedNameOfAFileArrives()
{
    m_fixture->settings().setValue(Settings::Key::ReviewUploads, true);
    paste({QUrl::fromLocalFile(m_fixture->writeFile(u"a.txt"_s, "a"_ba))});
    QTRY_VERIFY(m_fixture->dialog<PreflightDialog>());
    editFirstName(*m_fixture->dialog<PreflightDialog>(), u"files"_s, u"Annual report"_s);
    UploadQueue &queue = m_fixture->context().queue();
    QTRY_COMPARE(queue.count(), 1);
    QCOMPARE(queue.taskAt(0).displayName, u"Annual report"_s);
    QTRY_COMPARE(queue.taskAt(0).state, UploadTask::State::Done);
    QCOMPARE(m_fixture->server().bodiesSentTo("/files"_ba),
             QList{(QJsonObject{{u"file"_s, QJsonObject{{u"displayName"_s, u"Annual report"_s}}}})});
    QCOMPARE(m_fixture->server().files().constFirst().resource.value("displayName"_L1).toString(), u"Annual report"_s);
}

void tst_UploadNames::editedNameOfADocumentArrives()
{
    QTRY_COMPARE(m_fixture->context().stores().rowCount(), 1);
    QVERIFY(partOf<Sidebar>(m_fixture->window()).chooseStore(u"fileSearchStores/shelf-1"_s));
    m_fixture->prompts().fileChoices = {{m_fixture->writeFile(u"a.txt"_s, "one two three"_ba)}};
    QTRY_VERIFY(m_fixture->window().actions().uploadToStore->isEnabled());
    m_fixture->window().actions().uploadToStore->trigger();
    QTRY_VERIFY(m_fixture->dialog<ChunkingDialog>());
    editFirstName(*m_fixture->dialog<ChunkingDialog>(), u"sources"_s, u"Annual report"_s);
    DocumentsModel &documents = m_fixture->context().documents();
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), 1, 15000);
    const QList<QJsonObject> bodies = m_fixture->server().bodiesSentTo(":uploadToFileSearchStore"_ba);
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(bodies.constFirst().value("displayName"_L1).toString(), u"Annual report"_s);
    QCOMPARE(documents.documentAt(0).displayName, u"Annual report"_s);
}

void tst_UploadNames::plainFilesAreNotAskedAbout()
{
    paste({QUrl::fromLocalFile(m_fixture->writeFile(u"a.txt"_s, "a"_ba))});
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
    QVERIFY(!m_fixture->dialog<PreflightDialog>());
}

void tst_UploadNames::pasteTellsOfOtherItems()
{
    paste({QUrl(u"https://example.org/b.txt"_s), QUrl::fromLocalFile(m_fixture->writeFile(u"a.txt"_s, "a"_ba)),
           QUrl(u"https://example.org/c.txt"_s)});
    QVERIFY2(messages().contains(u"2 pasted items are no files on this computer and were left out."_s),
             qPrintable(messages()));
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
}

void tst_UploadNames::pasteTellsOfAFileUnderTwoNames()
{
    const QString path = m_fixture->writeFile(u"a.txt"_s, "a"_ba);
    const QString link = m_fixture->path(u"b.txt"_s);
    QVERIFY(QFile::link(path, link));
    paste({QUrl::fromLocalFile(path), QUrl::fromLocalFile(path), QUrl::fromLocalFile(link)});
    QTRY_VERIFY(m_fixture->dialog<PreflightDialog>());
    const PreflightDialog &dialog = *m_fixture->dialog<PreflightDialog>();
    const QAbstractItemModel *files = dialog.findChild<QTableView *>(u"files"_s)->model();
    QCOMPARE(files->rowCount(), 2);
    // Files with a notice come first.
    QVERIFY2(files->index(0, 3).data().toString().startsWith(u"In the queue already"_s),
             qPrintable(files->index(0, 3).data().toString()));
    QCOMPARE(m_fixture->context().queue().count(), 0);
}

QTEST_MAIN(tst_UploadNames)
#include "tst_uploadnames.moc"
