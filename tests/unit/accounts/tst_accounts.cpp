// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace pollux;
using namespace Qt::StringLiterals;
using enum CredentialStatus;

namespace {

/// A keychain that answers with `behaviour`: by itself, or only in answerHeld() while `hold` is set.
class ScriptedStore final : public CredentialStore {
public:
    ScriptedStore()
        : CredentialStore(nullptr)
    {
    }

    CredentialStatus behaviour = Ok;
    bool hold = false;
    QStringList log;
    QHash<QString, QByteArray> keys;

    void answerHeld()
    {
        hold = false;
        for (const auto &answer : std::exchange(m_held, {})) {
            answer();
        }
    }

private:
    void startRead(const Request &request) override
    {
        log.append(u"read"_s);
        answer([this, request] {
            const QByteArray key = keys.value(request.profileId);
            const CredentialStatus found = key.isEmpty() ? NotFound : Ok;
            finish(request, {behaviour == Ok ? found : behaviour, behaviour == Ok ? key : QByteArray(), {}, {}});
        });
    }
    void startWrite(const Request &request, const QByteArray &key) override
    {
        log.append(u"write"_s);
        answer([this, request, key] {
            if (behaviour == Ok || behaviour == Unverified) {
                keys.insert(request.profileId, key);
            }
            finish(request, {behaviour, {}, {}, {}});
        });
    }
    void startRemove(const Request &request) override
    {
        log.append(u"remove"_s);
        answer([this, request] {
            if (behaviour == Ok) {
                keys.remove(request.profileId);
            }
            finish(request, {behaviour, {}, {}, {}});
        });
    }
    void answer(const std::function<void()> &end)
    {
        if (hold) {
            m_held.append(end);
        } else {
            end();
        }
    }

    QList<std::function<void()>> m_held;
};

Profile profileCalled(const QString &name)
{
    Profile profile = newProfile();
    profile.name = name;
    return profile;
}

} // namespace

class tst_Accounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void profilesAreSavedAndActivated();
    void namesAreUnique();
    void problemsAreRefused();
    void sessionProfilesStandFirstAndAreNotSaved();
    void nothingIsReadUntilAsked();
    void keyIsReadOnceAndShared();
    void callbackDiesWithItsContext();
    void writtenKeyIsGivenAndMarked_data();
    void writtenKeyIsGivenAndMarked();
    void sessionKeyNeedsNoKeychain();
    void sessionKeyEndsWaiting();
    void askedDuringAWrite();
    void newerWriteWins();
    void markerOfAnEarlierKeyStays();
    void removal_data();
    void removal();
    void removingTheActiveOne();
    void keyNeverReachesTheSettings();

private:
    QString settingsPath() const { return m_folder->filePath(u"settings.ini"_s); }
    void restart();
    Profile saved(const QString &name);
    CredentialResult keyOf(const QString &id);
    CredentialResult setKey(const QString &id, const QByteArray &key);
    CredentialStore::Callback into(std::optional<CredentialResult> &result);

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Accounts> m_accounts;
};

void tst_Accounts::init()
{
    m_folder.emplace();
    m_store = std::make_unique<ScriptedStore>();
    restart();
}

void tst_Accounts::cleanup()
{
    m_accounts.reset();
    m_settings.reset();
    m_store.reset();
    m_folder.reset();
}

void tst_Accounts::restart()
{
    m_accounts.reset();
    m_settings.reset();
    m_settings = std::make_unique<Settings>(settingsPath());
    m_accounts = std::make_unique<Accounts>(*m_settings, *m_store);
}

Profile tst_Accounts::saved(const QString &name)
{
    const Profile profile = profileCalled(name);
    return m_accounts->save(profile) == ProfileProblem::None ? profile : Profile();
}

CredentialStore::Callback tst_Accounts::into(std::optional<CredentialResult> &result)
{
    return [&result](const CredentialResult &answer) {
        QVERIFY2(!result, "answered twice");
        result = answer;
    };
}

CredentialResult tst_Accounts::keyOf(const QString &id)
{
    std::optional<CredentialResult> result;
    m_accounts->keyOf(id, this, into(result));
    return !result && QTest::qWaitFor([&result] { return result.has_value(); }) ? *result : CredentialResult();
}

CredentialResult tst_Accounts::setKey(const QString &id, const QByteArray &key)
{
    std::optional<CredentialResult> result;
    m_accounts->setKey(id, key, this, into(result));
    return !result && QTest::qWaitFor([&result] { return result.has_value(); }) ? *result : CredentialResult();
}

void tst_Accounts::profilesAreSavedAndActivated()
{
    QSignalSpy profilesChanged(m_accounts.get(), &Accounts::profilesChanged);
    QSignalSpy activeChanged(m_accounts.get(), &Accounts::activeChanged);
    QVERIFY(!m_accounts->activeProfile());
    const Profile first = saved(u"first"_s);
    QCOMPARE(m_accounts->activeProfile(), std::optional(first));
    Profile second = saved(u"second"_s);
    QCOMPARE(m_accounts->activeProfile(), std::optional(first));
    QCOMPARE(profilesChanged.size(), 2);
    QCOMPARE(activeChanged.size(), 1);

    QVERIFY(m_accounts->activate(second.id));
    QVERIFY(m_accounts->activate(second.id));
    QVERIFY(!m_accounts->activate(u"nobody"_s));
    QCOMPARE(activeChanged.size(), 2);
    second.apiVersion = u"v1"_s;
    QCOMPARE(m_accounts->save(second), ProfileProblem::None);
    QCOMPARE(profilesChanged.size(), 3);
    QCOMPARE(activeChanged.size(), 3);

    restart();
    QCOMPARE(m_accounts->profiles(), QList({first, second}));
    QCOMPARE(m_accounts->activeProfile(), std::optional(second));
    QCOMPARE(m_accounts->profileNamed(u" first "_s), std::optional(first));
    QVERIFY(!m_accounts->profileNamed(u"third"_s));
}

void tst_Accounts::namesAreUnique()
{
    Profile first = saved(u"a"_s);
    const Profile second = profileCalled(u" a "_s);
    QCOMPARE(m_accounts->problemOf(second), ProfileProblem::NameTaken);
    QCOMPARE(m_accounts->save(second), ProfileProblem::NameTaken);
    QCOMPARE(m_accounts->profiles().size(), 1);
    first.name = u" a"_s;
    QCOMPARE(m_accounts->save(first), ProfileProblem::None);
    QCOMPARE(m_accounts->profiles().first().name, u"a"_s);
}

void tst_Accounts::problemsAreRefused()
{
    Profile profile = profileCalled(u"a"_s);
    profile.baseUrl = QUrl(u"http://example.com"_s);
    QCOMPARE(m_accounts->save(profile), ProfileProblem::UrlNotEncrypted);
    QCOMPARE(m_accounts->addSessionProfile(profile, "k"_ba), ProfileProblem::UrlNotEncrypted);
    QVERIFY(m_accounts->profiles().isEmpty());
}

void tst_Accounts::sessionProfilesStandFirstAndAreNotSaved()
{
    const Profile kept = saved(u"kept"_s);
    Profile passing = profileCalled(u"kept"_s);
    QCOMPARE(m_accounts->addSessionProfile(passing, "session-key"_ba), ProfileProblem::None);
    QCOMPARE(m_accounts->profiles().first().id, passing.id);
    QVERIFY(m_accounts->profiles().first().sessionOnly);
    QVERIFY(m_accounts->activate(passing.id));
    QCOMPARE(keyOf(passing.id).key, "session-key"_ba);
    QVERIFY(m_accounts->isSessionKey(passing.id));
    QCOMPARE(setKey(passing.id, "other"_ba).status, Ok);
    QCOMPARE(keyOf(passing.id).key, "other"_ba);
    QCOMPARE(setKey(passing.id, "no key"_ba).status, BadValue);

    const Profile keyless = profileCalled(u"keyless"_s);
    QCOMPARE(m_accounts->addSessionProfile(keyless, {}), ProfileProblem::None);
    QCOMPARE(keyOf(keyless.id).status, NotFound);
    QVERIFY(m_store->log.isEmpty());

    restart();
    QCOMPARE(m_accounts->profiles(), QList({kept}));
    QCOMPARE(m_accounts->activeProfile(), std::optional(kept));
}

void tst_Accounts::nothingIsReadUntilAsked()
{
    const Profile profile = saved(u"a"_s);
    m_store->keys.insert(profile.id, "k"_ba);
    restart();
    QVERIFY(m_accounts->activate(profile.id));
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_store->log.isEmpty());
    QCOMPARE(keyOf(u"nobody"_s).status, NotFound);
    QVERIFY(m_store->log.isEmpty());
}

void tst_Accounts::keyIsReadOnceAndShared()
{
    const Profile profile = saved(u"a"_s);
    m_store->keys.insert(profile.id, "k"_ba);
    m_store->hold = true;
    std::optional<CredentialResult> first;
    std::optional<CredentialResult> second;
    m_accounts->keyOf(profile.id, this, into(first));
    m_accounts->keyOf(profile.id, this, into(second));
    m_store->answerHeld();
    QTRY_VERIFY(first && second);
    QCOMPARE(first->key, "k"_ba);
    QCOMPARE(second->key, "k"_ba);
    QVERIFY(m_settings->keyWasStored(profile.id));
    // The key stays available if the keychain is locked later.
    m_store->behaviour = Locked;
    QCOMPARE(keyOf(profile.id).key, "k"_ba);
    QCOMPARE(m_store->log, QStringList({u"read"_s}));
    QVERIFY(!m_accounts->isSessionKey(profile.id));
}

void tst_Accounts::callbackDiesWithItsContext()
{
    const Profile profile = saved(u"a"_s);
    m_store->hold = true;
    auto context = std::make_unique<QObject>();
    std::optional<CredentialResult> dead;
    std::optional<CredentialResult> alive;
    m_accounts->keyOf(profile.id, context.get(), into(dead));
    m_accounts->keyOf(profile.id, this, into(alive));
    context.reset();
    m_store->answerHeld();
    QTRY_VERIFY(alive);
    QCOMPARE(alive->status, NotFound);
    QVERIFY(!dead);
}

void tst_Accounts::writtenKeyIsGivenAndMarked_data()
{
    QTest::addColumn<CredentialStatus>("behaviour");
    QTest::addColumn<bool>("given");
    QTest::addColumn<bool>("marked");
    QTest::addColumn<bool>("sessionOnly");
    QTest::newRow("ok") << Ok << true << true << false;
    QTest::newRow("unverified") << Unverified << true << true << true;
    QTest::newRow("no service") << NoService << false << false << false;
    QTest::newRow("locked") << Locked << false << false << false;
    QTest::newRow("failed") << Failed << false << false << false;
}

void tst_Accounts::writtenKeyIsGivenAndMarked()
{
    QFETCH(CredentialStatus, behaviour);
    QFETCH(bool, given);
    const Profile profile = saved(u"a"_s);
    QSignalSpy keyChanged(m_accounts.get(), &Accounts::keyChanged);
    QSignalSpy activeChanged(m_accounts.get(), &Accounts::activeChanged);
    m_store->behaviour = behaviour;
    QCOMPARE(setKey(profile.id, "k"_ba).status, behaviour);
    QCOMPARE(keyChanged.size(), given ? 1 : 0);
    QCOMPARE(activeChanged.size(), given ? 1 : 0);
    QTEST(m_settings->keyWasStored(profile.id), "marked");
    QTEST(m_accounts->isSessionKey(profile.id), "sessionOnly");
    m_store->behaviour = Ok;
    QCOMPARE(keyOf(profile.id).status, given ? Ok : NotFound);
    QCOMPARE(setKey(profile.id, "no key"_ba).status, BadValue);
}

void tst_Accounts::sessionKeyNeedsNoKeychain()
{
    const Profile profile = saved(u"a"_s);
    QVERIFY(!m_accounts->useForSession(profile.id, "no key"_ba));
    QVERIFY(!m_accounts->useForSession(u"nobody"_s, "k"_ba));
    QVERIFY(m_accounts->useForSession(profile.id, "k"_ba));
    QVERIFY(m_accounts->isSessionKey(profile.id));
    QVERIFY(!m_settings->keyWasStored(profile.id));
    QCOMPARE(keyOf(profile.id).key, "k"_ba);
    QVERIFY(m_store->log.isEmpty());
}

void tst_Accounts::sessionKeyEndsWaiting()
{
    const Profile profile = saved(u"a"_s);
    m_store->keys.insert(profile.id, "late"_ba);
    m_store->hold = true;
    std::optional<CredentialResult> result;
    m_accounts->keyOf(profile.id, this, into(result));
    QVERIFY(m_accounts->useForSession(profile.id, "now"_ba));
    QTRY_VERIFY(result);
    QCOMPARE(result->key, "now"_ba);
    m_store->answerHeld();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(keyOf(profile.id).key, "now"_ba);
}

void tst_Accounts::askedDuringAWrite()
{
    const Profile profile = saved(u"a"_s);
    m_store->hold = true;
    std::optional<CredentialResult> written;
    std::optional<CredentialResult> asked;
    m_accounts->setKey(profile.id, "k"_ba, this, into(written));
    m_accounts->keyOf(profile.id, this, into(asked));
    m_store->answerHeld();
    QTRY_VERIFY(written && asked);
    QCOMPARE(asked->key, "k"_ba);
    QCOMPARE(m_store->log, QStringList({u"write"_s}));

    // After a failed write a caller that waits gets the answer of the store.
    const Profile other = saved(u"b"_s);
    std::optional<CredentialResult> afterFailure;
    m_store->hold = true;
    m_store->behaviour = NoService;
    m_accounts->setKey(other.id, "k"_ba, this, [](const CredentialResult &) {});
    m_accounts->keyOf(other.id, this, into(afterFailure));
    m_store->answerHeld();
    QTRY_VERIFY(afterFailure);
    QCOMPARE(afterFailure->status, NoService);
}

void tst_Accounts::newerWriteWins()
{
    const Profile profile = saved(u"a"_s);
    m_store->hold = true;
    std::optional<CredentialResult> first;
    std::optional<CredentialResult> second;
    m_accounts->setKey(profile.id, "one"_ba, this, into(first));
    m_accounts->setKey(profile.id, "two"_ba, this, into(second));
    m_store->answerHeld();
    QTRY_VERIFY(first && second);
    QCOMPARE(first->status, Superseded);
    QCOMPARE(second->status, Ok);
    QCOMPARE(keyOf(profile.id).key, "two"_ba);
    QVERIFY(m_settings->keyWasStored(profile.id));
}

void tst_Accounts::markerOfAnEarlierKeyStays()
{
    const Profile profile = saved(u"a"_s);
    QCOMPARE(setKey(profile.id, "k"_ba).status, Ok);
    restart();
    m_store->behaviour = Locked;
    QCOMPARE(keyOf(profile.id).status, Locked);
    QCOMPARE(setKey(profile.id, "other"_ba).status, Locked);
    QVERIFY(m_settings->keyWasStored(profile.id));
    m_store->behaviour = Ok;
    QCOMPARE(keyOf(profile.id).key, "k"_ba);
}

void tst_Accounts::removal_data()
{
    QTest::addColumn<bool>("hadKey");
    QTest::addColumn<CredentialStatus>("behaviour");
    QTest::addColumn<bool>("gone");
    QTest::newRow("with key") << true << Ok << true;
    QTest::newRow("locked") << true << Locked << false;
    QTest::newRow("no service") << true << NoService << false;
    QTest::newRow("never had one: the keychain is not asked") << false << NoService << true;
}

void tst_Accounts::removal()
{
    QFETCH(bool, hadKey);
    QFETCH(CredentialStatus, behaviour);
    QFETCH(bool, gone);
    const Profile profile = saved(u"a"_s);
    if (hadKey) {
        QCOMPARE(setKey(profile.id, "k"_ba).status, Ok);
    }
    m_store->behaviour = behaviour;
    std::optional<CredentialResult> removed;
    m_accounts->removeProfile(profile.id, this, into(removed));
    QVERIFY(!removed);
    QTRY_VERIFY(removed);
    QCOMPARE(removed->status, hadKey ? behaviour : Ok);
    QCOMPARE(m_accounts->profiles().isEmpty(), gone);
    QCOMPARE(m_store->keys.contains(profile.id), !gone);
    QCOMPARE(m_settings->keyWasStored(profile.id), !gone);
    if (!gone) {
        QCOMPARE(keyOf(profile.id).key, "k"_ba);
        m_accounts->forgetProfile(profile.id);
    }
    QVERIFY(m_accounts->profiles().isEmpty());
    QVERIFY(!m_settings->keyWasStored(profile.id));
    QVERIFY(m_settings->profiles().isEmpty());
    QCOMPARE(keyOf(profile.id).status, NotFound);
}

void tst_Accounts::removingTheActiveOne()
{
    const Profile first = saved(u"a"_s);
    const Profile second = saved(u"b"_s);
    QSignalSpy activeChanged(m_accounts.get(), &Accounts::activeChanged);
    m_store->hold = true;
    std::optional<CredentialResult> asked;
    m_accounts->keyOf(first.id, this, into(asked));
    m_accounts->forgetProfile(first.id);
    m_accounts->forgetProfile(u"nobody"_s);
    QTRY_VERIFY(asked);
    QCOMPARE(asked->status, NotFound);
    m_store->answerHeld();
    QCOMPARE(m_accounts->activeProfile(), std::optional(second));
    m_accounts->forgetProfile(second.id);
    QVERIFY(!m_accounts->activeProfile());
    QCOMPARE(activeChanged.size(), 2);
}

void tst_Accounts::keyNeverReachesTheSettings()
{
    const QByteArray canary = "CANARY-0123456789"_ba;
    const Profile profile = saved(u"a"_s);
    QCOMPARE(setKey(profile.id, canary).status, Ok);
    QCOMPARE(m_accounts->addSessionProfile(profileCalled(u"b"_s), canary), ProfileProblem::None);
    restart();
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains(profile.id.toUtf8()));
    QVERIFY(!content.contains(canary));
    QVERIFY(!content.contains(canary.toBase64()));
    QVERIFY(!content.contains(canary.toHex()));
}

QTEST_GUILESS_MAIN(tst_Accounts)
#include "tst_accounts.moc"
