// SPDX-License-Identifier: Apache-2.0
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/messages/messagebar.h"
#include "views/window/statusline.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTabBar>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject fileJson(int number)
{
    return {{u"name"_s, u"files/n%1"_s.arg(number, 6, 10, QChar(u'0'))},
            {u"displayName"_s, u"report %1.txt"_s.arg(number)},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, QString::number(1000 + number)},
            {u"createTime"_s, u"2026-01-01T00:00:00Z"_s},
            {u"state"_s, u"ACTIVE"_s}};
}

} // namespace

/// The page of files in the whole program: what the keys reach and what the window says.
class tst_FilesWindow final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void focusStartsInTheTable();
    void filesArePastedWhereverTheFocusIs();
    void aFailedListIsToldBesideAnUpload();
    void statusLineTellsTheSelection();
    void allPagesOfThePanelHaveATab();

private:
    FilesPage &page() { return m_fixture->window().filesPage(); }
    QLineEdit &findField() { return *page().findChild<QLineEdit *>(); }
    void addFiles(int count);

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_FilesWindow::addFiles(int count)
{
    for (int number = 0; number < count; ++number)
        m_fixture->server().addFile(fileJson(number));
}

void tst_FilesWindow::focusStartsInTheTable()
{
    addFiles(3);
    QVERIFY(m_fixture->open());
    QTRY_COMPARE(page().table().model()->rowCount(), 3);
    QTRY_VERIFY(page().table().hasFocus());
}

void tst_FilesWindow::filesArePastedWhereverTheFocusIs()
{
    QVERIFY(m_fixture->open());
    findField().setFocus();
    QTRY_VERIFY(findField().hasFocus());

    QGuiApplication::clipboard()->setText(u"words"_s);
    QTest::keyClick(&findField(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(findField().text(), u"words"_s);
    QCOMPARE(m_fixture->context().queue().count(), 0);
    findField().clear();

    auto files = std::make_unique<QMimeData>();
    files->setUrls({QUrl::fromLocalFile(m_fixture->writeFile(u"pasted.txt"_s, "p"_ba))});
    QGuiApplication::clipboard()->setMimeData(files.release());
    QTest::keyClick(&findField(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(findField().text(), QString());
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
}

void tst_FilesWindow::statusLineTellsTheSelection()
{
    addFiles(3);
    QVERIFY(m_fixture->open());
    QTRY_COMPARE(page().table().model()->rowCount(), 3);
    const auto says = [this](const QString &text) {
        const auto labels = partOf<StatusLine>(m_fixture->window()).findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&text](const QLabel *label) { return label->text() == text; });
    };
    QTRY_VERIFY(says(u"3 files, %1"_s.arg(format::size(3003))));
    page().table().selectNames({u"files/n000000"_s, u"files/n000002"_s});
    QVERIFY(says(u"2 of 3 selected, %1"_s.arg(format::size(2002))));
    page().table().clearSelection();
    QVERIFY(says(u"3 files, %1"_s.arg(format::size(3003))));
}

void tst_FilesWindow::allPagesOfThePanelHaveATab()
{
    QVERIFY(m_fixture->open());
    const auto *pages = m_fixture->window().findChild<QTabBar *>(u"panelPages"_s);
    QVERIFY(pages);
    QCOMPARE(pages->count(), 3);
    QVERIFY(pages->rect().contains(pages->tabRect(2)));
}

void tst_FilesWindow::aFailedListIsToldBesideAnUpload()
{
    FaultRule broken;
    broken.method = "GET"_ba;
    broken.path = QRegularExpression(u"/files$"_s);
    broken.times = -1;
    broken.action = faults::answer(500, R"({"error":{"code":500,"message":"boom","status":"INTERNAL"}})"_ba);
    m_fixture->server().faults().add(broken);
    QVERIFY(m_fixture->openWith(WindowFixture::key, m_fixture->server().baseUrl().toEncoded()));
    QTRY_COMPARE(m_fixture->context().files().loading(), FilesModel::Loading::Failed);
    const MessageBar &messages = partOf<MessageBar>(m_fixture->window());
    QCOMPARE(textsOf(messages).size(), 0);

    auto files = std::make_unique<QMimeData>();
    files->setUrls({QUrl::fromLocalFile(m_fixture->writeFile(u"a.txt"_s, "a"_ba))});
    QGuiApplication::clipboard()->setMimeData(files.release());
    m_fixture->window().actions().paste->trigger();
    QTRY_COMPARE(page().table().model()->rowCount(), 1);
    QVERIFY(page().table().isVisible());
    const QString error = errorText(*m_fixture->context().files().loadError()).title;
    QVERIFY2(textsOf(messages).join(u'\n').contains(error), qPrintable(textsOf(messages).join(u'\n')));
}

QTEST_MAIN(tst_FilesWindow)
#include "tst_fileswindow.moc"
