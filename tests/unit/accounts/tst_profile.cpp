// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/profile.h"

#include <QTest>
#include <QUuid>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_Profile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freshProfileHasDefaults();
    void problem_data();
    void problem();
    void loopback_data();
    void loopback();
    void jsonRoundTrip();
    void jsonFlaws_data();
    void jsonFlaws();
};

void tst_Profile::freshProfileHasDefaults()
{
    const Profile profile = newProfile();
    QCOMPARE(profile.id.size(), 36);
    QVERIFY(!QUuid::fromString(profile.id).isNull());
    QVERIFY(profile.id != newProfile().id);
    QCOMPARE(profile.baseUrl, QUrl(u"https://generativelanguage.googleapis.com"_s));
    QCOMPARE(profile.apiVersion, u"v1beta"_s);
    QVERIFY(!profile.sessionOnly);
    QCOMPARE(profileProblem(profile), ProfileProblem::NameMissing);
}

void tst_Profile::problem_data()
{
    using enum ProfileProblem;
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("version");
    QTest::addColumn<ProfileProblem>("expected");

    const auto url = [](const char *tag, const QString &text, ProfileProblem expected) {
        QTest::newRow(tag) << u"Work"_s << text << u"v1beta"_s << expected;
    };
    url("default", u"https://generativelanguage.googleapis.com"_s, None);
    url("port and path", u"https://proxy.example:8443/gemini"_s, None);
    url("white space around", u"  https://example.com \n"_s, None);
    url("http, this computer", u"http://127.0.0.1:8080"_s, None);
    url("http, localhost", u"http://localhost:1"_s, None);
    url("http, IPv6", u"http://[::1]:8080/"_s, None);
    url("http, upper case", u"HTTP://LOCALHOST"_s, None);
    url("http, elsewhere", u"http://example.com"_s, UrlNotEncrypted);
    url("http, looks local", u"http://127.0.0.1.example.com"_s, UrlNotEncrypted);
    url("http, user trick", u"http://127.0.0.1@example.com"_s, UrlNotEncrypted);
    url("http, all interfaces", u"http://0.0.0.0:80"_s, UrlNotEncrypted);
    url("user", u"https://user@example.com"_s, UrlHasUserInfo);
    url("password", u"https://user:secret@example.com"_s, UrlHasUserInfo);
    url("query", u"https://example.com/?key=1"_s, UrlHasQuery);
    url("empty query", u"https://example.com/?"_s, UrlHasQuery);
    url("fragment", u"https://example.com/#top"_s, UrlHasFragment);
    url("empty", u""_s, UrlInvalid);
    url("no scheme", u"example.com"_s, UrlInvalid);
    url("no host", u"https:///v1beta"_s, UrlInvalid);
    url("other scheme", u"ftp://example.com"_s, UrlInvalid);
    url("file", u"file:///etc/passwd"_s, UrlInvalid);
    url("blank inside", u"https://exa mple.com"_s, UrlInvalid);
    url("port 0", u"https://example.com:0"_s, UrlInvalid);
    url("port too large", u"https://example.com:65536"_s, UrlInvalid);

    const auto version = [](const char *tag, const QString &text, ProfileProblem expected) {
        QTest::newRow(tag) << u"Work"_s << u"https://example.com"_s << text << expected;
    };
    version("v1", u"v1"_s, None);
    version("v1alpha", u"v1alpha"_s, None);
    version("v2beta3", u"v2beta3"_s, None);
    version("empty version", u""_s, ApiVersionInvalid);
    version("no number", u"vbeta"_s, ApiVersionInvalid);
    version("upper case", u"V1"_s, ApiVersionInvalid);
    version("path in version", u"v1/../v2"_s, ApiVersionInvalid);
    version("line end in version", u"v1beta\n"_s, ApiVersionInvalid);
    version("foreign digits", u"v\u0661"_s, ApiVersionInvalid);

    QTest::newRow("no name") << u""_s << u"https://example.com"_s << u"v1"_s << NameMissing;
    QTest::newRow("blank name") << u" \t\u00A0"_s << u"https://example.com"_s << u"v1"_s << NameMissing;
}

void tst_Profile::problem()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, version);
    Profile profile = newProfile();
    profile.name = name;
    profile.baseUrl = baseUrlFromText(url);
    profile.apiVersion = version;
    QTEST(profileProblem(profile), "expected");
}

void tst_Profile::loopback_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("expected");
    QTest::newRow("127.0.0.1") << u"127.0.0.1"_s << true;
    QTest::newRow("end of the block") << u"127.255.255.255"_s << true;
    QTest::newRow("::1") << u"[::1]"_s << true;
    QTest::newRow("localhost") << u"localhost"_s << true;
    QTest::newRow("below the block") << u"126.255.255.255"_s << false;
    QTest::newRow("above the block") << u"128.0.0.1"_s << false;
    QTest::newRow("five parts") << u"127.0.0.1.1"_s << false;
    QTest::newRow("letters") << u"127.0.0.x"_s << false;
    QTest::newRow("subdomain") << u"localhost.example.com"_s << false;
    QTest::newRow("other IPv6") << u"[::2]"_s << false;
    QTest::newRow("private network") << u"192.168.0.1"_s << false;
}

void tst_Profile::loopback()
{
    QFETCH(QString, host);
    QTEST(isSecureOrLoopback(QUrl(u"http://"_s + host)), "expected");
}

void tst_Profile::jsonRoundTrip()
{
    Profile profile = newProfile();
    profile.name = u"Büro «ü» \"1\", 📄"_s;
    profile.baseUrl = QUrl(u"http://127.0.0.1:8080/a%20b"_s);
    profile.apiVersion = u"v1"_s;
    profile.collection = CollectionChoice::RagStores;
    const QJsonObject json = toJson(profile);
    QCOMPARE(json.keys(), QStringList({u"apiVersion"_s, u"baseUrl"_s, u"collection"_s, u"id"_s, u"name"_s}));
    const std::optional<Profile> read = profileFromJson(json);
    QVERIFY(read);
    QCOMPARE(*read, profile);
}

void tst_Profile::jsonFlaws_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<ProfileProblem>("problem");
    const QString id = newProfile().id;
    QTest::newRow("id and name only") << QJsonObject{{u"id"_s, id}, {u"name"_s, u"a"_s}} << true
                                      << ProfileProblem::None;
    QTest::newRow("bad URL stays") << QJsonObject{{u"id"_s, id}, {u"name"_s, u"a"_s}, {u"baseUrl"_s, u"::"_s}} << true
                                   << ProfileProblem::UrlInvalid;
    QTest::newRow("URL is a number") << QJsonObject{{u"id"_s, id}, {u"name"_s, u"a"_s}, {u"baseUrl"_s, 1}} << true
                                     << ProfileProblem::UrlInvalid;
    QTest::newRow("no name") << QJsonObject{{u"id"_s, id}} << true << ProfileProblem::NameMissing;
    QTest::newRow("empty") << QJsonObject{} << false << ProfileProblem::None;
    QTest::newRow("id is a path") << QJsonObject{{u"id"_s, u"../x"_s}} << false << ProfileProblem::None;
    QTest::newRow("id is a number") << QJsonObject{{u"id"_s, 7}} << false << ProfileProblem::None;
}

void tst_Profile::jsonFlaws()
{
    QFETCH(QJsonObject, json);
    const std::optional<Profile> profile = profileFromJson(json);
    QTEST(profile.has_value(), "readable");
    if (profile) {
        QTEST(profileProblem(*profile), "problem");
    }
}

QTEST_GUILESS_MAIN(tst_Profile)
#include "tst_profile.moc"
