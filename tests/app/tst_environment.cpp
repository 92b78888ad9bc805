// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The window of a program whose environment describes an account that cannot be used.
class tst_Environment final : public QObject {
    Q_OBJECT

private slots:
    void namesTheWrongVariable_data();
    void namesTheWrongVariable();
};

void tst_Environment::namesTheWrongVariable_data()
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

void tst_Environment::namesTheWrongVariable()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, url);
    QFETCH(const QString, variable);
    WindowFixture fixture;
    QVERIFY(fixture.openWith(key, url));
    QTRY_VERIFY(textsOf(partOf<MessageBar>(fixture.window())).join(u'\n').contains(variable));
}

QTEST_MAIN(tst_Environment)
#include "tst_environment.moc"
