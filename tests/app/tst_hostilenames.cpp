// SPDX-License-Identifier: Apache-2.0
#include "tests/app/promptswithdialogs.h"
#include "tests/app/windowfixture.h"
#include "tests/views/hostilenames.h"
#include "tests/views/windowparts.h"
#include "views/chunking/chunkingdialog.h"
#include "views/files/filedetails.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/itemtable.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QTableView>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto markup = u"<img src=x><b>bold</b>"_s;

QList<HostileName> names()
{
    QList<HostileName> all = hostileNames();
    all.append({"markup", markup});
    all.append({"10,000 letters", QString(10'000, u'w')});
    all.append({"10,000 wide letters", QString(10'000, QChar(0x6f22))});
    all.append({"overrides", u"safe%1gpj.exe%2%3%4"_s.arg(QChar(0x202e), QChar(0x2066), QChar(0x2067), QChar(0x2069))});
    all.append({"marks by the hundred", u"a"_s + QString(300, QChar(0x0301))});
    all.append({"joiners", u"a%1b%1c"_s.arg(QChar(0x200d)).repeated(50)});
    return all;
}

bool isPlain(const QString &text)
{
    return !Qt::mightBeRichText(text);
}

bool canBreakOrTurn(const QString &text)
{
    return text.contains(u'\n') || text.contains(u'\r') || text.contains(QChar(0x202e)) || text.contains(QChar(0));
}

} // namespace

/// The program shows names that others have chosen as plain text, wherever it shows them.
class tst_HostileNames final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void files();
    void documents();
    void uploads();
    void dialogs_data();
    void dialogs();

private:
    MainWindow &window() { return m_fixture->window(); }
    static void verifyTable(const QTableView &table, int rows);
    /// Checks all texts of the window and its dialogs.
    void verifyWidgets(const QWidget &root);

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_HostileNames::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>(testServerOptions(), std::make_unique<PromptsWithDialogs>());
    int number = 0;
    const QString store = u"fileSearchStores/shelf-1"_s;
    m_fixture->server().stores().addStore({{"name"_L1, store}, {"displayName"_L1, markup}});
    for (const HostileName &hostile : names()) {
        ++number;
        m_fixture->server().addFile({{"name"_L1, u"files/h%1"_s.arg(number)},
                                     {"displayName"_L1, hostile.name},
                                     {"mimeType"_L1, hostile.name},
                                     {"sizeBytes"_L1, u"1"_s},
                                     {"uri"_L1, hostile.name},
                                     {"state"_L1, u"FAILED"_s},
                                     {"error"_L1, QJsonObject{{"code"_L1, 3}, {"message"_L1, hostile.name}}}});
        m_fixture->server().stores().addDocument({{"name"_L1, store + u"/documents/d%1"_s.arg(number)},
                                                  {"displayName"_L1, hostile.name},
                                                  {"mimeType"_L1, hostile.name},
                                                  {"state"_L1, u"STATE_ACTIVE"_s}});
    }
    QVERIFY(m_fixture->open());
    QTRY_COMPARE(m_fixture->context().files().rowCount(), number);
    QTRY_COMPARE(m_fixture->context().stores().rowCount(), 1);
}

void tst_HostileNames::cleanupTestCase()
{
    m_fixture.reset();
}

void tst_HostileNames::verifyTable(const QTableView &table, int rows)
{
    QCOMPARE(table.model()->rowCount(), rows);
    for (int row = 0; row < rows; ++row) {
        QCOMPARE(table.rowHeight(row), table.verticalHeader()->defaultSectionSize());
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            const QModelIndex index = table.model()->index(row, column);
            const QString text = index.data().toString();
            QVERIFY2(!canBreakOrTurn(text), qPrintable(text));
            QVERIFY(text.size() <= 520);
            QVERIFY2(isPlain(index.data(Qt::ToolTipRole).toString()), qPrintable(text));
        }
    }
}

void tst_HostileNames::verifyWidgets(const QWidget &root)
{
    for (const QLabel *label : root.findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || isPlain(label->text()), qPrintable(label->text()));
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        // A tool tip is plain text, or rich text made of escaped plain text.
        const QString tip = widget->toolTip();
        QVERIFY2(isPlain(tip) || !(tip.contains("<img"_L1) || tip.contains("<b>"_L1)), qPrintable(tip));
        QVERIFY2(!canBreakOrTurn(widget->accessibleName()), qPrintable(widget->accessibleName()));
    }
    const int widest = QGuiApplication::primaryScreen()->availableGeometry().width();
    QVERIFY2(root.minimumSizeHint().width() <= std::max(widest, 1120),
             qPrintable(u"%1 wide"_s.arg(root.minimumSizeHint().width())));
    QVERIFY(!canBreakOrTurn(root.windowTitle()));
}

void tst_HostileNames::files()
{
    FilesTable &table = window().filesPage().table();
    window().actions().showDetails->trigger();
    verifyTable(table, static_cast<int>(names().size()));
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        table.selectRow(row);
        const QString name = table.selectedNames().value(0);
        QTRY_COMPARE(window().findChild<FileDetails *>()->shownName(), name);
        verifyWidgets(window());
    }
}

void tst_HostileNames::documents()
{
    QVERIFY(partOf<Sidebar>(window()).chooseStore(u"fileSearchStores/shelf-1"_s));
    DocumentsModel &documents = m_fixture->context().documents();
    QTRY_VERIFY(documents.rowCount() > 0);
    while (documents.canFetchMore({})) {
        documents.fetchMore({});
        QTRY_VERIFY(documents.loading() != DocumentsModel::Loading::Loading);
    }
    partOf<DocumentsPage>(window()).setDetailsShown(true);
    verifyTable(partOf<DocumentsPage>(window()).table(), static_cast<int>(names().size()));
    for (int row = 0; row < partOf<DocumentsPage>(window()).table().model()->rowCount(); ++row) {
        partOf<DocumentsPage>(window()).table().selectRow(row);
        verifyWidgets(window());
    }
    partOf<Sidebar>(window()).chooseFiles();
}

void tst_HostileNames::uploads()
{
    // File names that a file system allows.
    QStringList paths;
    for (const QString &name : {markup, u"line\nbreak.txt"_s, u"turn\u202Egpj.txt"_s, QString(240, u'w')}) {
        const QString path =
            m_fixture->writeFile(name.contains(u'/') ? QString(name).remove(u'/') : name, name.toUtf8());
        QVERIFY(!path.isEmpty());
        paths.append(path);
    }
    m_fixture->prompts().fileChoices = {paths};
    window().actions().uploadFiles->trigger();
    const int count = static_cast<int>(paths.size());
    QTRY_COMPARE(m_fixture->context().queue().count(), count);
    partOf<UploadsPanel>(window()).setDetailsShown(true);
    auto *table = partOf<UploadsPanel>(window()).findChild<QTableView *>(u"uploads"_s);
    QVERIFY(table);
    verifyTable(*table, count);
    for (int row = 0; row < count; ++row) {
        table->selectRow(row);
        verifyWidgets(window());
    }
}

using Command = QAction *WindowActions::*;

void tst_HostileNames::dialogs_data()
{
    QTest::addColumn<Command>("command");
    QTest::newRow("delete") << &WindowActions::remove;
    QTest::newRow("snippet") << &WindowActions::snippet;
    QTest::newRow("import") << &WindowActions::importToStore;
    QTest::newRow("what expires next") << &WindowActions::showExpiring;
    QTest::newRow("command palette") << &WindowActions::commandPalette;
}

void tst_HostileNames::dialogs()
{
    QFETCH(const Command, command);
    window().activateWindow();
    partOf<Sidebar>(window()).chooseFiles();
    window().filesPage().table().selectAll();
    QTRY_VERIFY((window().actions().*command)->isEnabled());
    (window().actions().*command)->trigger();
    if (command == &WindowActions::commandPalette) {
        QTRY_VERIFY(QApplication::focusWidget());
        QTest::keyClicks(QApplication::focusWidget(), u"img"_s);
        verifyWidgets(window());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        return;
    }
    QTRY_VERIFY(window().findChild<QDialog *>());
    auto *dialog = window().findChild<QDialog *>();
    verifyWidgets(*dialog);
    dialog->close();
    QTRY_VERIFY(!window().findChild<QDialog *>());
}

QTEST_MAIN(tst_HostileNames)
#include "tst_hostilenames.moc"
