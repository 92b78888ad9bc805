// SPDX-License-Identifier: Apache-2.0
#include "app/statuscheck.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/window/sidebar.h"
#include "views/window/statusline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The check of the tour: it accepts what the window counts by itself, and sees any other count.
class tst_StatusCheck final : public QObject {
    Q_OBJECT

private slots:
    void comparesTheFiles();
    void comparesTheDocuments();

private:
    /// Writes another count into the status line. Returns what the check says of it.
    static QString problemWith(MainWindow &window, const QString &count);
};

QString tst_StatusCheck::problemWith(MainWindow &window, const QString &count)
{
    partOf<StatusLine>(window).setCount(count);
    return statusProblem(window);
}

void tst_StatusCheck::comparesTheFiles()
{
    WindowFixture fixture;
    for (const QString &name : {u"files/a"_s, u"files/b"_s, u"files/c"_s})
        fixture.server().addFile({{"name"_L1, name},
                                  {"mimeType"_L1, u"text/plain"_s},
                                  {"sizeBytes"_L1, u"2000000"_s},
                                  {"state"_L1, u"ACTIVE"_s}});
    QVERIFY(fixture.open());
    MainWindow &window = fixture.window();
    QTRY_COMPARE(fixture.context().files().rowCount(), 3);
    QTRY_COMPARE(statusProblem(window), QString());
    window.filesPage().table().selectNames({u"files/b"_s});
    QCOMPARE(statusProblem(window), QString());
    QVERIFY(!problemWith(window, u"1 of 4 selected, 2 MB"_s).isEmpty());
    QVERIFY(!problemWith(window, u"2 of 3 selected, 2 MB"_s).isEmpty());
    QVERIFY(!problemWith(window, u"3 files, 6 MB"_s).isEmpty());
    window.filesPage().table().clearSelection();
    QCOMPARE(statusProblem(window), QString());
    QVERIFY(problemWith(window, u"4 files, 8 MB"_s).contains(u"“4 files, 8 MB”"_s));
    QVERIFY(!problemWith(window, {}).isEmpty());
}

void tst_StatusCheck::comparesTheDocuments()
{
    DemoServerOptions options = testServerOptions();
    options.collections = DemoCollections::RagStores;
    WindowFixture fixture(options);
    const QString store = u"ragStores/shelf-1"_s;
    fixture.server().stores().addStore({{"name"_L1, store}, {"displayName"_L1, u"Shelf"_s}});
    QVERIFY(fixture.server().stores().addDocument(
        {{"name"_L1, store + u"/documents/one"_s}, {"state"_L1, u"STATE_ACTIVE"_s}}));
    QVERIFY(fixture.open());
    MainWindow &window = fixture.window();
    QTRY_COMPARE(fixture.context().stores().rowCount(), 1);
    QVERIFY(partOf<Sidebar>(window).chooseStore(store));
    QTRY_COMPARE(fixture.context().documents().loading(), DocumentsModel::Loading::Complete);
    QCOMPARE(fixture.context().documents().rowCount(), 1);
    QCOMPARE(statusProblem(window), QString());
    QVERIFY(!problemWith(window, u"0 files"_s).isEmpty());
    QVERIFY(!problemWith(window, u"2 documents"_s).isEmpty());
    partOf<DocumentsPage>(window).table().selectAll();
    QCOMPARE(statusProblem(window), QString());
}

QTEST_MAIN(tst_StatusCheck)
#include "tst_statuscheck.moc"
