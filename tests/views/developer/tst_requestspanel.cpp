// SPDX-License-Identifier: Apache-2.0
#include "views/developer/requestspanel.h"

#include "models/api/apiclient.h"
#include "tests/support/demofixture.h"
#include "tests/views/hostilenames.h"
#include "tests/views/scriptedprompts.h"
#include "tests/views/windowparts.h"

#include "views/developer/requestsmodel.h"
#include "views/messages/messagebar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto key = "key-of-the-inspector"_ba;

} // namespace

/// The panel with exchanges of a real server, used with the keyboard.
class tst_RequestsPanel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void rowsAppearAndTellAll();
    void newestComesFirst();
    void followsTheNewestAtTheEnd();
    void finds();
    void errorsOnly();
    void copiesByKeys();
    void savesHar();
    void saysWhyNothingWasSaved();
    void recordsOnlyWhatIsWanted();
    void clears();
    void layoutComesBack();
    void foreignTextIsOneLine();

private:
    QTableView &table() const { return *m_panel->findChild<QTableView *>(u"exchanges"_s); }
    int rows() const { return table().model()->rowCount(); }
    QString details() const { return m_panel->findChild<QPlainTextEdit *>(u"exchangeDetails"_s)->toPlainText(); }
    /// Requests a file. The server has none, so the answer is an error.
    void askFor(const QString &name);

    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::shared_ptr<ExchangeLog> m_log;
    std::unique_ptr<ApiClient> m_client;
    ScriptedPrompts m_prompts;
    MessageBar m_messages;
    std::unique_ptr<RequestsPanel> m_panel;
};

void tst_RequestsPanel::init()
{
    m_fixture = std::make_unique<DemoFixture>();
    m_network = std::make_unique<QNetworkAccessManager>();
    m_log = std::make_shared<ExchangeLog>();
    RequestFactory requests({m_fixture->baseUrl(), u"v1beta"_s}, key);
    requests.setLog(m_log);
    m_client = std::make_unique<ApiClient>(*m_network, requests);
    m_panel = std::make_unique<RequestsPanel>(*m_log, m_prompts, m_messages);
    m_panel->resize(1000, 400);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_RequestsPanel::cleanup()
{
    m_panel.reset();
    m_client.reset();
    m_network.reset();
    m_log.reset();
    m_fixture.reset();
}

void tst_RequestsPanel::askFor(const QString &name)
{
    const int before = rows();
    bool isAnswered = false;
    m_client->getFile(name, this, [&isAnswered](const Result<RemoteFile> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    if (m_log->isRecording())
        QTRY_VERIFY(rows() > before || !m_panel->findChild<QLineEdit *>()->text().isEmpty());
}

void tst_RequestsPanel::rowsAppearAndTellAll()
{
    askFor(u"files/abc"_s);
    QTRY_COMPARE(rows(), 1);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Down);
    if (details().isEmpty())
        QTest::keyClick(&table(), Qt::Key_Space);
    QTRY_VERIFY2(details().contains("/v1beta/files/abc"_L1), qPrintable(details()));
    QTRY_VERIFY2(details().contains("HTTP 403"_L1), qPrintable(details()));
    QVERIFY2(details().contains("x-goog-api-key: [removed]"_L1), qPrintable(details()));
    QVERIFY2(!details().contains(QString::fromLatin1(key)), qPrintable(details()));
}

void tst_RequestsPanel::newestComesFirst()
{
    askFor(u"files/first"_s);
    askFor(u"files/second"_s);
    QTRY_COMPARE(rows(), 2);
    const QString path = table().model()->index(0, RequestsModel::PathColumn).data().toString();
    QVERIFY2(path.endsWith(u"files/second"_s), qPrintable(path));
}

void tst_RequestsPanel::followsTheNewestAtTheEnd()
{
    m_panel->resize(1000, 200);
    table().sortByColumn(RequestsModel::TimeColumn, Qt::AscendingOrder);
    const QScrollBar &bar = *table().verticalScrollBar();
    for (int number = 0; number < 20; ++number)
        askFor(u"files/f%1"_s.arg(number));
    QTRY_VERIFY(bar.maximum() > 0);
    QTRY_COMPARE(bar.value(), bar.maximum());
    // The user looks at older ones.
    table().verticalScrollBar()->setValue(0);
    askFor(u"files/another"_s);
    QTRY_COMPARE(rows(), 21);
    QCOMPARE(bar.value(), 0);
}

void tst_RequestsPanel::finds()
{
    askFor(u"files/abc"_s);
    askFor(u"files/def"_s);
    QTest::keyClicks(m_panel->findChild<QLineEdit *>(), u"def"_s);
    QTRY_COMPARE(rows(), 1);
    m_panel->findChild<QLineEdit *>()->clear();
    QTRY_COMPARE(rows(), 2);
    QTest::keyClicks(m_panel->findChild<QLineEdit *>(), u"no such path"_s);
    QTRY_COMPARE(rows(), 0);
}

void tst_RequestsPanel::errorsOnly()
{
    askFor(u"files/abc"_s);
    m_fixture->server().addFile({{"name"_L1, u"files/there"_s}});
    askFor(u"files/there"_s);
    QTRY_COMPARE(rows(), 2);
    for (QCheckBox *box : m_panel->findChildren<QCheckBox *>()) {
        if (box->text().contains("Errors"_L1))
            QTest::keyClick(box, Qt::Key_Space);
    }
    QTRY_COMPARE(rows(), 1);
}

void tst_RequestsPanel::copiesByKeys()
{
    askFor(u"files/abc"_s);
    table().selectAll();
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains("HTTP 403"_L1));
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith("curl "_L1) && command.contains("$GEMINI_API_KEY"_L1), qPrintable(command));
    QVERIFY(!command.contains(QString::fromLatin1(key)));
}

void tst_RequestsPanel::savesHar()
{
    askFor(u"files/abc"_s);
    askFor(u"files/def"_s);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"requests.har"_s);
    m_prompts.savePaths = {path};
    m_messages.dismiss({});
    auto *button = m_panel->findChild<QToolButton *>(u"saveHar"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(textsOf(m_messages), QStringList{u"The requests were saved."_s});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject archive = QJsonDocument::fromJson(file.readAll()).object().value("log"_L1).toObject();
    QCOMPARE(archive.value("version"_L1).toString(), u"1.2"_s);
    const QJsonArray entries = archive.value("entries"_L1).toArray();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.at(1)["response"_L1]["status"_L1].toInt(), 403);
}

void tst_RequestsPanel::saysWhyNothingWasSaved()
{
    QTemporaryDir folder;
    m_prompts.savePaths = {folder.filePath(u"no/such/folder.har"_s)};
    m_messages.dismiss({});
    m_panel->findChild<QToolButton *>(u"saveHar"_s)->click();
    QTRY_VERIFY(textsOf(m_messages).value(0).contains(u"cannot be written: "_s));
}

void tst_RequestsPanel::recordsOnlyWhatIsWanted()
{
    QSignalSpy chosen(m_panel.get(), &RequestsPanel::recordingChosen);
    for (QCheckBox *box : m_panel->findChildren<QCheckBox *>()) {
        if (box->text().contains("Record"_L1))
            QTest::keyClick(box, Qt::Key_Space);
    }
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toBool(), false);
    m_log->setRecording(false); // as the window does
    askFor(u"files/abc"_s);
    m_log->setRecording(true);
    askFor(u"files/def"_s);
    QTRY_COMPARE(rows(), 1);
}

void tst_RequestsPanel::clears()
{
    askFor(u"files/abc"_s);
    auto *button = m_panel->findChild<QToolButton *>(u"clearRequests"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(rows(), 0);
    QVERIFY(details().isEmpty());
}

void tst_RequestsPanel::layoutComesBack()
{
    table().horizontalHeader()->resizeSection(1, 77);
    const QByteArray layout = m_panel->saveLayout();
    RequestsPanel other(*m_log, m_prompts, m_messages);
    QVERIFY(other.restoreLayout(layout));
    QCOMPARE(other.findChild<QTableView *>(u"exchanges"_s)->horizontalHeader()->sectionSize(1), 77);
    QVERIFY(!other.restoreLayout("nonsense"_ba));
    QVERIFY(!other.restoreLayout({}));
}

void tst_RequestsPanel::foreignTextIsOneLine()
{
    int number = 0;
    for (const HostileName &hostile : hostileNames())
        m_fixture->server().addFile({{"name"_L1, u"files/h%1"_s.arg(number++)}, {"displayName"_L1, hostile.name}});
    for (int file = 0; file < number; ++file)
        askFor(u"files/h%1"_s.arg(file));
    QTRY_COMPARE(rows(), number);
    for (int row = 0; row < number; ++row) {
        QCOMPARE(table().rowHeight(row), table().verticalHeader()->defaultSectionSize());
        table().selectRow(row);
        QVERIFY(!details().isEmpty());
        QVERIFY(!details().contains(QString::fromLatin1(key)));
    }
}

QTEST_MAIN(tst_RequestsPanel)
#include "tst_requestspanel.moc"
