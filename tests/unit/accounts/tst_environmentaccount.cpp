// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/environmentaccount.h"

#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_EnvironmentAccount : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void account_data();
    void account();
    void idIsAlwaysTheSame();
};

void tst_EnvironmentAccount::account_data()
{
    QTest::addColumn<QString>("google");
    QTest::addColumn<QString>("gemini");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name"); // empty = no account
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<ProfileProblem>("problem");

    const QString googleName = u"GOOGLE_API_KEY"_s;
    const QString geminiName = u"GEMINI_API_KEY"_s;
    const QString none;
    using enum ProfileProblem;
    QTest::newRow("nothing") << none << none << none << none << ""_ba << None;
    QTest::newRow("URL alone") << none << none << u"http://127.0.0.1:1"_s << none << ""_ba << None;
    QTest::newRow("gemini") << none << u"k"_s << none << geminiName << "k"_ba << None;
    QTest::newRow("google") << u"g"_s << none << none << googleName << "g"_ba << None;
    QTest::newRow("google first") << u"g"_s << u"k"_s << none << googleName << "g"_ba << None;
    QTest::newRow("blank google") << u" \n"_s << u"k"_s << none << geminiName << "k"_ba << None;
    QTest::newRow("trimmed") << none << u" k\n"_s << none << geminiName << "k"_ba << None;
    QTest::newRow("malformed google is told") << u"a b"_s << u"k"_s << none << googleName << ""_ba << None;
    QTest::newRow("with URL") << none << u"k"_s << u"http://127.0.0.1:1"_s << geminiName << "k"_ba << None;
    QTest::newRow("URL not encrypted") << none << u"k"_s << u"http://example.com"_s << geminiName << "k"_ba
                                       << UrlNotEncrypted;
    QTest::newRow("URL invalid") << none << u"k"_s << u"example.com"_s << geminiName << "k"_ba << UrlInvalid;
    QTest::newRow("URL in quotes") << none << u"k"_s << u"\"https://example.com\""_s << geminiName << "k"_ba
                                   << UrlInvalid;
    QTest::newRow("URL with a query") << none << u"k"_s << u"https://example.com?key=1"_s << geminiName << "k"_ba
                                      << UrlHasQuery;
}

void tst_EnvironmentAccount::account()
{
    QFETCH(QString, google);
    QFETCH(QString, gemini);
    QFETCH(QString, url);
    QFETCH(QString, name);
    QFETCH(QByteArray, key);
    QProcessEnvironment environment;
    environment.insert(u"GOOGLE_API_KEY"_s, google);
    environment.insert(u"GEMINI_API_KEY"_s, gemini);
    environment.insert(u"GOOGLE_GEMINI_BASE_URL"_s, url);

    const std::optional<EnvironmentAccount> account = environmentAccount(environment);
    QCOMPARE(account.has_value(), !name.isEmpty());
    if (!account) {
        return;
    }
    QCOMPARE(account->profile.name, name);
    QVERIFY(account->profile.sessionOnly);
    QCOMPARE(account->profile.apiVersion, Endpoint::standard().apiVersion);
    QCOMPARE(account->profile.baseUrl, url.isEmpty() ? Endpoint::standard().baseUrl : baseUrlFromText(url));
    QTEST(profileProblem(account->profile), "problem");
    QCOMPARE(account->key.key, key);
    QCOMPARE(account->key.problem, key.isEmpty() ? ApiKeyProblem::BadCharacter : ApiKeyProblem::None);
}

void tst_EnvironmentAccount::idIsAlwaysTheSame()
{
    QVERIFY(!environmentAccount({}));
    QProcessEnvironment first;
    first.insert(u"GEMINI_API_KEY"_s, u"a"_s);
    QProcessEnvironment second;
    second.insert(u"GOOGLE_API_KEY"_s, u"b"_s);
    const QString id = environmentAccount(first)->profile.id;
    QCOMPARE(id, environmentAccount(second)->profile.id);
    QVERIFY(profileFromJson({{u"id"_s, id}}));
    QVERIFY(isFromEnvironment(environmentAccount(first)->profile));
    QVERIFY(isFromEnvironment(environmentAccount(second)->profile));
    Profile ofThatName = environmentAccount(first)->profile;
    ofThatName.sessionOnly = false;
    QVERIFY(!isFromEnvironment(ofThatName));
}

QTEST_GUILESS_MAIN(tst_EnvironmentAccount)
#include "tst_environmentaccount.moc"
