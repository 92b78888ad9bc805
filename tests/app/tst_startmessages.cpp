// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// What the window says at its start of what it cannot use.
class tst_StartMessages final : public QObject {
    Q_OBJECT

private slots:
    void namesTheWrongVariable_data();
    void namesTheWrongVariable();
    void countsUnreadableUploads();
};

void tst_StartMessages::namesTheWrongVariable_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("variable");
    const QByteArray key = WindowFixture::key;
    const QString ofUrl = u"GOOGLE_GEMINI_BASE_URL: "_s;
    QTest::newRow("no scheme") << key << "example.org"_ba << ofUrl;
    QTest::newRow("quotes") << key << "\"https://example.org\""_ba << ofUrl;
    QTest::newRow("query") << key << "https://example.org?key=1"_ba << ofUrl;
    QTest::newRow("key") << "a b"_ba
                         << "https://example.org"_ba << u"GEMINI_API_KEY: "_s;
}

void tst_StartMessages::namesTheWrongVariable()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, url);
    QFETCH(const QString, variable);
    WindowFixture fixture;
    QVERIFY(fixture.openWith(key, url));
    QTRY_VERIFY(textsOf(partOf<MessageBar>(fixture.window())).join(u'\n').contains(variable));
}

void tst_StartMessages::countsUnreadableUploads()
{
    WindowFixture fixture;
    TaskRecord odd;
    odd.task.profileId = odd.task.target = odd.task.displayName = u"a"_s;
    odd.task.path = u"/a"_s;
    odd.task.mimeType = u"no type"_s;
    QList<TaskRecord> added{odd, odd};
    QVERIFY(Journal(fixture.path(u"journal.sqlite"_s)).addTasks(added));
    QVERIFY(fixture.open());
    QTRY_VERIFY(textsOf(partOf<MessageBar>(fixture.window()))
                    .contains(u"2 entries of the list of uploads cannot be read and are not shown."_s));
}

QTEST_MAIN(tst_StartMessages)
#include "tst_startmessages.moc"
