// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>

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

QTEST_MAIN(tst_FilesWindow)
#include "tst_fileswindow.moc"
