// SPDX-License-Identifier: Apache-2.0
#include "app/appcontext.h"
#include "models/preflight/preflightanswer.h"
#include "tests/support/demofixture.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/views/scriptedprompts.h"
#include "tests/views/windowparts.h"
#include "views/accounts/firstrunpage.h"
#include "views/files/filefacets.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/messages/messagebar.h"
#include "views/messages/placeholdermessage.h"
#include "views/uploads/preflightdialog.h"
#include "views/uploads/preflightmodel.h"
#include "views/widgets/deletedialog.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto key = "window-test-key"_ba;

std::unique_ptr<QMimeData> fileUrls(const QStringList &paths)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data->setUrls(urls);
    return data;
}

QJsonObject plainFile(int number)
{
    return {{u"name"_s, u"files/n%1"_s.arg(number, 6, 10, QChar(u'0'))},
            {u"displayName"_s, u"report %1.txt"_s.arg(number)},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, QString::number(1000 + number)},
            {u"createTime"_s, u"2026-01-01T00:00:00Z"_s},
            {u"uri"_s, u"https://example.org/files/n%1"_s.arg(number)},
            {u"state"_s, u"ACTIVE"_s}};
}

} // namespace

/// The whole program in one process, built as in main(), driven by keys, drops and clicks, against a server on a real
/// socket.
class tst_Window final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void firstRunOffersTheDemo();
    void environmentKeyIsNamedAsOne();
    void dropUploadsAndTheBadgeTurns();
    void pasteUploadsFilesOfTheClipboard();
    void saysWhatWasLeftOut();
    void deletesAfterTheQuestion();
    void copiesNamesAndUris();
    void findsOverAllPages();
    void filtersByState();
    void refreshShowsWhatChanged();
    void emptyListSaysWhatToDo();
    void loadErrorOffersAnotherTry();
    void badKeyIsToldAsASentence();
    void aFileThatLeavesIsTold();
    void quittingWithUploadsAsks();
    void finishesInTheBackgroundIfAsked();
    void asksAboutFilesThatAreThereAlready();
    void layoutIsRestored();
    void saysThatUploadsCannotBeRead();
    void missingKeyLeadsToTheAccounts();

private:
    void openWindow(bool withAccount = true);
    MainWindow &window() { return m_context->window(); }
    FilesTable &table() { return window().filesPage().table(); }
    QLineEdit *findField() { return window().filesPage().findChild<QLineEdit *>(); }
    QString emptyTitle() { return window().filesPage().findChild<PlaceholderMessage *>()->accessibleName(); }
    QString writeFile(const QString &name, const QByteArray &content);
    void drop(const QStringList &paths);
    void addFiles(int count);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_credentials;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AppContext> m_context;
};

void tst_Window::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<DemoFixture>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(u"settings.ini"_s));
    m_credentials = std::make_unique<MemoryCredentialStore>();
    m_prompts = std::make_unique<ScriptedPrompts>();
}

void tst_Window::cleanup()
{
    m_context.reset();
    m_prompts.reset();
    m_credentials.reset();
    m_settings.reset();
    m_fixture.reset();
    m_directory.reset();
}

void tst_Window::openWindow(bool withAccount)
{
    qunsetenv("GOOGLE_API_KEY");
    qunsetenv("GEMINI_API_KEY");
    if (withAccount) {
        qputenv("GEMINI_API_KEY", key);
        qputenv("GOOGLE_GEMINI_BASE_URL", m_fixture->baseUrl().toEncoded());
    }
    m_context =
        std::make_unique<AppContext>(CommandLine(), m_directory->path(), *m_settings, *m_credentials, *m_prompts);
    m_context->start();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    if (withAccount)
        QTRY_COMPARE(m_context->files().loading() == FilesModel::Loading::Inactive, false);
}

QString tst_Window::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void tst_Window::drop(const QStringList &paths)
{
    const auto data = fileUrls(paths);
    QDragEnterEvent enter(window().rect().center(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(QRectF(window().rect()).center(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &dropped);
}

void tst_Window::addFiles(int count)
{
    for (int number = 0; number < count; ++number)
        m_fixture->server().addFile(plainFile(number));
}

void tst_Window::firstRunOffersTheDemo()
{
    openWindow(false);
    QTRY_VERIFY(window().findChild<FirstRunPage *>());
    QVERIFY(window().findChild<FirstRunPage *>()->isVisible());
    QVERIFY(!window().actions().uploadFiles->isEnabled());
    QVERIFY(!window().actions().refresh->isEnabled());

    for (QPushButton *button : window().findChild<FirstRunPage *>()->findChildren<QPushButton *>()) {
        if (button->text().contains(u"emo"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(m_context->files().rowCount() > 5);
    QVERIFY(table().isVisible());
    QVERIFY(window().actions().uploadFiles->isEnabled());
    // The demo is not remembered as an account.
    QVERIFY(m_settings->profiles().isEmpty());
}

void tst_Window::environmentKeyIsNamedAsOne()
{
    openWindow();
    const QString words = u"Environment key, "_s + m_fixture->baseUrl().authority();
    const auto labels = window().findChildren<QLabel *>();
    QTRY_VERIFY(std::ranges::find(labels, words, &QLabel::text) != labels.end());
}

void tst_Window::dropUploadsAndTheBadgeTurns()
{
    openWindow();
    QSet<QString> badges;
    connect(&m_context->files(), &QAbstractItemModel::dataChanged, this,
            [this, &badges] { badges.insert(m_context->files().index(0, FilesModel::StateColumn).data().toString()); });
    connect(&m_context->files(), &QAbstractItemModel::rowsInserted, this,
            [this, &badges] { badges.insert(m_context->files().index(0, FilesModel::StateColumn).data().toString()); });
    drop({writeFile(u"clip.mp4"_s, testVideo(12'000))});
    QTRY_COMPARE(m_context->files().rowCount(), 1);
    QTRY_COMPARE(m_context->files().fileAt(0).state, RemoteFile::State::Active);
    QCOMPARE(badges.size(), 2);
    QTRY_COMPARE(m_context->files().index(0, FilesModel::DurationColumn).data().toString(), u"0:12"_s);
    QTRY_COMPARE(m_context->queue().taskAt(0).state, UploadTask::State::Done);
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"uploaded"_s));
}

void tst_Window::pasteUploadsFilesOfTheClipboard()
{
    openWindow();
    QTRY_VERIFY(table().isVisible() || emptyTitle().contains(u"No files"_s));
    QGuiApplication::clipboard()->setText(u"just words"_s);
    window().actions().paste->trigger();
    QVERIFY(textsOf(partOf<MessageBar>(window())).last().contains(u"clipboard"_s));
    QCOMPARE(m_context->queue().count(), 0);

    QGuiApplication::clipboard()->setMimeData(fileUrls({writeFile(u"pasted.txt"_s, "p"_ba)}).release());
    QTest::keyClick(&window(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
}

void tst_Window::saysWhatWasLeftOut()
{
    openWindow();
    drop({m_directory->filePath(u"missing.txt"_s)});
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"missing.txt"_s));
    QCOMPARE(m_context->queue().count(), 0);
}

void tst_Window::deletesAfterTheQuestion()
{
    addFiles(5);
    openWindow();
    QTRY_COMPARE(m_context->files().rowCount(), 5);
    QVERIFY(!window().actions().remove->isEnabled());
    const QStringList doomed{u"files/n000001"_s, u"files/n000003"_s};
    table().selectNames(doomed);
    table().setFocus();

    QTest::keyClick(&table(), Qt::Key_Delete);
    auto *question = window().findChild<DeleteDialog *>();
    QVERIFY(question && question->isModal());
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!window().findChild<DeleteDialog *>());
    QCOMPARE(m_fixture->server().files().size(), 5);

    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTest::keyClick(&table(), Qt::Key_Delete);
    QTRY_VERIFY(window().findChild<QPushButton *>(u"deleteButton"_s));
    QTest::mouseClick(window().findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QTRY_COMPARE(m_context->files().rowCount(), 3);
    QCOMPARE(m_fixture->server().files().size(), 3);
    for (const QString &name : doomed)
        QCOMPARE(m_context->files().rowOf(name), -1);
}

void tst_Window::copiesNamesAndUris()
{
    addFiles(3);
    openWindow();
    QTRY_COMPARE(m_context->files().rowCount(), 3);
    table().selectNames({u"files/n000001"_s});
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"files/n000001"_s);
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"https://example.org/files/n1"_s);
}

void tst_Window::findsOverAllPages()
{
    addFiles(730);
    openWindow();
    QTRY_VERIFY(m_context->files().rowCount() >= 100);
    QVERIFY(m_context->files().rowCount() < 730);

    QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(findField()->hasFocus());
    QTest::keyClicks(findField(), u"report 7"_s);
    QTRY_COMPARE(m_context->files().loading(), FilesModel::Loading::Complete);
    QCOMPARE(m_context->files().rowCount(), 730);
    // The numbers 7, 70 to 79, 700 to 729.
    QTRY_COMPARE(table().model()->rowCount(), 1 + 10 + 30);
    QVERIFY(window().filesPage().countText().contains(u"41"_s));

    QTest::keyClicks(findField(), u"nothing like it"_s);
    QTRY_VERIFY(window().filesPage().findChild<PlaceholderMessage *>()->isVisible());
    QTest::keyClick(findField(), Qt::Key_Escape);
    QTRY_COMPARE(table().model()->rowCount(), 730);
    QVERIFY(findField()->text().isEmpty());
}

void tst_Window::filtersByState()
{
    addFiles(4);
    m_fixture->server().setState(u"files/n000002"_s, u"FAILED"_s, {{u"code"_s, 3}, {u"message"_s, u"no frames"_s}});
    openWindow();
    QTRY_COMPARE(m_context->files().rowCount(), 4);
    const auto *facets = window().findChild<FileFacets *>();
    QVERIFY(facets);
    const QList<QToolButton *> chips = facets->findChildren<QToolButton *>();
    const auto failed =
        std::ranges::find_if(chips, [](const QToolButton *chip) { return chip->text() == "Failed (1)"_L1; });
    QVERIFY(failed != chips.cend());
    (*failed)->click();
    QTRY_COMPARE(table().model()->rowCount(), 1);
    QCOMPARE(table().model()->index(0, 0).data(FilesModel::ResourceNameRole).toString(), u"files/n000002"_s);
}

void tst_Window::refreshShowsWhatChanged()
{
    addFiles(2);
    openWindow();
    QTRY_COMPARE(m_context->files().rowCount(), 2);
    m_fixture->server().removeFile(u"files/n000000"_s);
    m_fixture->server().addFile(plainFile(7));
    QTest::keyClick(&window(), Qt::Key_F5);
    QTRY_VERIFY(m_context->files().rowOf(u"files/n000007"_s) >= 0);
    QTRY_COMPARE(m_context->files().rowOf(u"files/n000000"_s), -1);
}

void tst_Window::emptyListSaysWhatToDo()
{
    openWindow();
    QTRY_VERIFY(window().filesPage().findChild<PlaceholderMessage *>()->isVisible());
    QTRY_COMPARE(emptyTitle(), u"No files yet"_s);
}

void tst_Window::loadErrorOffersAnotherTry()
{
    FaultRule broken;
    broken.method = "GET"_ba;
    broken.path = QRegularExpression(u"/files$"_s);
    broken.action = faults::answer(500, R"({"error":{"code":500,"message":"boom","status":"INTERNAL"}})"_ba);
    m_fixture->server().faults().add(broken);
    addFiles(1);
    openWindow();
    QTRY_COMPARE(m_context->files().loading(), FilesModel::Loading::Failed);
    auto *empty = window().filesPage().findChild<PlaceholderMessage *>();
    QTRY_VERIFY(empty->isVisible());
    for (QPushButton *button : empty->findChildren<QPushButton *>()) {
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(m_context->files().rowCount(), 1);
    QTRY_VERIFY(table().isVisible());
}

void tst_Window::badKeyIsToldAsASentence()
{
    DemoServerOptions options = testServerOptions();
    options.keys = {"another-key"_ba};
    m_fixture = std::make_unique<DemoFixture>(options);
    openWindow();
    QTRY_COMPARE(m_context->files().loading(), FilesModel::Loading::Failed);
    QCOMPARE(m_context->files().loadError()->kind, ErrorKind::InvalidKey);
    QTRY_VERIFY(emptyTitle().contains(u"key"_s));
}

void tst_Window::aFileThatLeavesIsTold()
{
    QJsonObject processing = plainFile(1);
    processing.insert("state"_L1, u"PROCESSING"_s);
    m_fixture->server().addFile(processing);
    openWindow();
    QTRY_COMPARE(m_context->files().rowCount(), 1);
    m_fixture->server().removeFile(u"files/n000001"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->files().rowCount(), 0, 10'000);
    QVERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"report 1.txt"_s));
}

void tst_Window::quittingWithUploadsAsks()
{
    FaultRule stall;
    stall.command = "upload, finalize"_ba;
    stall.action = faults::stallBefore();
    m_fixture->server().faults().add(stall);
    openWindow();
    drop({writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE(m_context->queue().count(), 1);
    QTRY_COMPARE(m_fixture->requestsWith("upload, finalize"_ba).size(), 1);

    QVERIFY(!window().close());
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    QVERIFY(window().isVisible());

    m_prompts->choices = {0};
    QVERIFY(!window().close());
    QTRY_VERIFY(!window().isVisible());
    m_context.reset();

    // The next start offers to resume the interrupted upload, and resumes it.
    openWindow();
    QTRY_COMPARE(m_context->queue().interrupted().size(), 1);
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"interrupted"_s));
    const auto buttons = partOf<MessageBar>(window()).findChildren<QPushButton *>();
    const auto resume = std::ranges::find(buttons, u"Resume"_s, &QPushButton::text);
    QVERIFY(resume != buttons.end());
    QTest::mouseClick(*resume, Qt::LeftButton);
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
    QTRY_COMPARE(m_context->queue().taskAt(0).state, UploadTask::State::Done);
}

void tst_Window::finishesInTheBackgroundIfAsked()
{
    FaultRule stall;
    stall.command = "upload, finalize"_ba;
    stall.action = faults::stallBefore();
    const int rule = m_fixture->server().faults().add(stall);
    openWindow();
    drop({writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE(m_fixture->requestsWith("upload, finalize"_ba).size(), 1);
    m_prompts->choices = {1};
    QVERIFY(!window().close());
    QTRY_VERIFY(!window().isVisible());
    QSignalSpy idle(&m_context->queue(), &UploadQueue::idle);
    m_fixture->server().faults().release(rule);
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(m_fixture->server().files().size(), 1);
}

void tst_Window::asksAboutFilesThatAreThereAlready()
{
    openWindow();
    const QString path = writeFile(u"a.txt"_s, "content"_ba);
    drop({path});
    QTRY_COMPARE(table().model()->rowCount(), 1);
    QTRY_VERIFY(!m_context->queue().taskAt(0).isActive());
    const QString name = m_context->files().fileAt(0).name;
    drop({path});
    QTRY_VERIFY(window().findChild<PreflightDialog *>());
    auto *question = window().findChild<PreflightDialog *>();
    QCOMPARE(question->findChild<PreflightModel *>()->answer().reused, QStringList(name));
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_COMPARE(table().selectedNames(), QStringList(name));
    QCOMPARE(m_fixture->server().files().size(), 1);
}

void tst_Window::layoutIsRestored()
{
    openWindow();
    window().resize(900, 600);
    table().horizontalHeader()->moveSection(0, 2);
    table().sortByColumn(FilesModel::SizeColumn, Qt::AscendingOrder);
    window().actions().showUploads->setChecked(false);
    window().close();
    m_context.reset();

    openWindow();
    QCOMPARE(window().size(), QSize(900, 600));
    QCOMPARE(table().horizontalHeader()->visualIndex(0), 2);
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), static_cast<int>(FilesModel::SizeColumn));
    QVERIFY(!window().actions().showUploads->isChecked());
}

void tst_Window::saysThatUploadsCannotBeRead()
{
    openWindow();
    JournalReport report;
    report.unreadable = 2;
    emit m_context->queue().journalChanged(report);
    QVERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"2 entries of the list of uploads"_s));
    report.unreadable = 0;
    emit m_context->queue().journalChanged(report);
    QVERIFY(!textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"list of uploads"_s));
}

void tst_Window::missingKeyLeadsToTheAccounts()
{
    Profile profile = newProfile();
    profile.name = u"Work"_s;
    profile.baseUrl = m_fixture->baseUrl();
    m_settings->setProfiles({profile});
    openWindow(false);
    QTRY_COMPARE(textsOf(partOf<MessageBar>(window())).size(), 1);
    QCOMPARE(m_context->files().loading(), FilesModel::Loading::Inactive);
    QVERIFY(!window().actions().uploadFiles->isEnabled());
    QVERIFY(m_fixture->server().requests().isEmpty());

    m_context->accounts().useForSession(profile.id, key);
    QTRY_COMPARE(m_context->files().loading(), FilesModel::Loading::Complete);
    QCOMPARE(textsOf(partOf<MessageBar>(window())).size(), 0);
}

QTEST_MAIN(tst_Window)
#include "tst_window.moc"
