// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keychainerrors.h"
#include "tests/support/memorycredentialstore.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;
using enum CredentialStatus;

namespace {

/// Answers only when the test says so, like a keychain that first asks the user.
class SlowStore final : public CredentialStore {
public:
    SlowStore()
        : CredentialStore(nullptr)
    {
    }

    void answer(qsizetype index, CredentialStatus status)
    {
        finish(m_requests.at(index), {status, {}, MissingService::None, {}});
    }
    bool current(qsizetype index) const { return isCurrent(m_requests.at(index)); }

private:
    void startRead(const Request &request) override { m_requests.append(request); }
    void startWrite(const Request &request, const QByteArray &) override { m_requests.append(request); }
    void startRemove(const Request &request) override { m_requests.append(request); }

    QList<Request> m_requests;
};

/// All results that the store has given.
struct Answers {
    QList<CredentialResult> results;

    CredentialStore::Callback collect()
    {
        return [this](const CredentialResult &result) { results.append(result); };
    }
    QList<CredentialStatus> statuses() const
    {
        QList<CredentialStatus> all;
        for (const CredentialResult &result : results) {
            all.append(result.status);
        }
        return all;
    }
};

} // namespace

class tst_CredentialStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void memoryKeepsKeys();
    void malformedKeysAreRefused_data();
    void malformedKeysAreRefused();
    void answersComeFromTheEventLoopAndOnce();
    void noAnswerAfterTheContextDied();
    void noAnswerAfterTheStoreDied();
    void newerRequestTakesOver();
    void profilesDoNotDisturbEachOther();
    void waitingIsTold();
    void keychainErrors_data();
    void keychainErrors();
    void dependencies_data();
    void dependencies();
};

void tst_CredentialStore::memoryKeepsKeys()
{
    MemoryCredentialStore store;
    Answers answers;
    const auto ended = [&answers](qsizetype count) { return answers.results.size() == count; };
    store.read(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(1));
    store.write(u"a"_s, "first"_ba, this, answers.collect());
    QTRY_VERIFY(ended(2));
    store.read(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(3));
    store.write(u"a"_s, "second"_ba, this, answers.collect());
    QTRY_VERIFY(ended(4));
    store.read(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(5));
    store.remove(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(6));
    store.read(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(7));
    store.remove(u"a"_s, this, answers.collect());
    QTRY_VERIFY(ended(8));

    QCOMPARE(answers.statuses(), QList({NotFound, Ok, Ok, Ok, Ok, Ok, NotFound, Ok}));
    QCOMPARE(answers.results.at(2).key, "first"_ba);
    QCOMPARE(answers.results.at(4).key, "second"_ba);
    for (const qsizetype index : {0, 1, 3, 5, 6, 7}) {
        QVERIFY(answers.results.at(index).key.isEmpty());
    }
}

void tst_CredentialStore::malformedKeysAreRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("line end") << "abc\n"_ba;
    QTest::newRow("quoted") << "\"abc\""_ba;
    QTest::newRow("no UTF-8") << "abc\xFF"_ba;
    QTest::newRow("umlaut") << "ab\xC3\xBC"_ba;
    QTest::newRow("too long") << QByteArray(513, 'k');
}

void tst_CredentialStore::malformedKeysAreRefused()
{
    QFETCH(QByteArray, key);
    MemoryCredentialStore store;
    Answers answers;
    store.write(u"a"_s, key, this, answers.collect());
    QTRY_COMPARE(answers.statuses(), QList({BadValue}));
    store.read(u"a"_s, this, answers.collect());
    QTRY_COMPARE(answers.statuses(), QList({BadValue, NotFound}));
}

void tst_CredentialStore::answersComeFromTheEventLoopAndOnce()
{
    SlowStore store;
    Answers answers;
    store.read(u"a"_s, this, answers.collect());
    store.answer(0, Failed);
    store.answer(0, Failed);
    QVERIFY(answers.results.isEmpty());
    QTRY_COMPARE(answers.results.size(), 1);
    store.answer(0, Ok);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers.statuses(), QList({Failed}));
}

void tst_CredentialStore::noAnswerAfterTheContextDied()
{
    SlowStore store;
    Answers answers;
    auto context = std::make_unique<QObject>();
    store.read(u"a"_s, context.get(), answers.collect());
    store.answer(0, Ok);
    store.write(u"b"_s, "k"_ba, context.get(), answers.collect());
    store.write(u"b"_s, "k"_ba, context.get(), answers.collect());
    context.reset();
    store.read(u"c"_s, this, answers.collect());
    store.answer(3, NotFound);
    QTRY_COMPARE(answers.statuses(), QList({NotFound}));
}

void tst_CredentialStore::noAnswerAfterTheStoreDied()
{
    Answers answers;
    auto store = std::make_unique<SlowStore>();
    store->read(u"a"_s, this, answers.collect());
    store->answer(0, Ok);
    store.reset();
    QCoreApplication::sendPostedEvents();
    QVERIFY(answers.results.isEmpty());
}

void tst_CredentialStore::newerRequestTakesOver()
{
    SlowStore store;
    Answers older;
    Answers newer;
    store.read(u"a"_s, this, older.collect());
    store.write(u"a"_s, "k"_ba, this, newer.collect());
    QVERIFY(older.results.isEmpty());
    QVERIFY(!store.current(0));
    QVERIFY(store.current(1));
    QTRY_COMPARE(older.statuses(), QList({Superseded}));
    store.answer(0, NotFound);
    store.answer(1, Ok);
    QTRY_COMPARE(newer.statuses(), QList({Ok}));
    QCOMPARE(older.results.size(), 1);
    QVERIFY(!store.current(1));
}

void tst_CredentialStore::profilesDoNotDisturbEachOther()
{
    SlowStore store;
    Answers first;
    Answers second;
    store.read(u"a"_s, this, first.collect());
    store.read(u"b"_s, this, second.collect());
    store.answer(1, NotFound);
    store.answer(0, Locked);
    QTRY_COMPARE(first.statuses(), QList({Locked}));
    QCOMPARE(second.statuses(), QList({NotFound}));
}

void tst_CredentialStore::waitingIsTold()
{
    SlowStore store;
    QSignalSpy waiting(&store, &CredentialStore::waiting);
    Answers answers;
    store.read(u"quick"_s, this, answers.collect());
    store.read(u"slow"_s, this, answers.collect());
    store.answer(0, Ok);
    QVERIFY(waiting.wait(3000));
    QCOMPARE(waiting, QList({QVariantList({u"slow"_s})}));
    store.answer(1, Ok);
    QTRY_COMPARE(answers.results.size(), 2);
}

void tst_CredentialStore::keychainErrors_data()
{
    QTest::addColumn<QKeychain::Error>("error");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("wasStored");
    QTest::addColumn<bool>("bus");
    QTest::addColumn<bool>("library");
    QTest::addColumn<CredentialStatus>("status");
    QTest::addColumn<MissingService>("missing");

    using enum MissingService;
    struct Situation {
        const char *tag;
        QKeychain::Error error;
        QString text;
        CredentialStatus status;
        MissingService missing = None;
        bool wasStored = false;
        bool bus = true;
        bool library = true;
    };
    const QString unprovided = u"The name org.freedesktop.secrets was not provided by any .service files"_s;
    const QString noCollection = u"Object does not exist at path “/org/freedesktop/secrets/collection/login”"_s;
    const QList<Situation> situations = {
        {"good", QKeychain::NoError, {}, Ok},
        {"no key", QKeychain::EntryNotFound, u"Entry not found"_s, NotFound},
        {"a key that hides", QKeychain::EntryNotFound, u"Entry not found"_s, Locked, None, true},
        {"locked", QKeychain::AccessDenied, u"Cannot create an item in a locked collection"_s, Locked},
        {"prompt dismissed", QKeychain::AccessDeniedByUser, {}, Locked},
        {"no bus", QKeychain::OtherError, u"Cannot autolaunch D-Bus"_s, NoService, SessionBus, false, false},
        {"no bus, a key was stored", QKeychain::OtherError, {}, NoService, SessionBus, true, false},
        {"nobody on the bus", QKeychain::OtherError, unprovided, NoService, SecretService},
        {"nobody, by name", QKeychain::OtherError, u"org.freedesktop.DBus.Error.ServiceUnknown"_s, NoService,
         SecretService},
        {"no KWallet", QKeychain::NoBackendAvailable, u"The name org.kde.kwalletd5 …"_s, NoService, SecretService},
        {"no keyring", QKeychain::OtherError, noCollection, NoService, Keyring},
        {"no library", QKeychain::OtherError, u"Unknown error"_s, NoService, SecretLibrary, false, true, false},
        {"no backend", QKeychain::NoBackendAvailable, {}, NoService, Backend},
        {"not implemented", QKeychain::NotImplemented, {}, NoService, Backend},
        {"not deleted", QKeychain::CouldNotDeleteEntry, u"why"_s, Failed},
        {"something else", QKeychain::OtherError, u"why"_s, Failed},
    };
    for (const Situation &each : situations) {
        QTest::newRow(each.tag) << each.error << each.text << each.wasStored << each.bus << each.library << each.status
                                << each.missing;
    }
}

void tst_CredentialStore::keychainErrors()
{
    QFETCH(QKeychain::Error, error);
    QFETCH(QString, text);
    QFETCH(bool, wasStored);
    QFETCH(bool, bus);
    QFETCH(bool, library);
    const CredentialResult result = keychainResult(error, text, wasStored, {bus, library});
    QTEST(result.status, "status");
    QTEST(result.missing, "missing");
    QCOMPARE(result.detail, text);
    QVERIFY(result.key.isEmpty());
}

void tst_CredentialStore::dependencies_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("socketInRuntimeFolder");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nothing") << u""_s << false << false;
    QTest::newRow("systemd's socket") << u""_s << true << true;
    QTest::newRow("socket file") << u"unix:path=SOCKET,guid=1"_s << false << true;
    QTest::newRow("socket file is gone") << u"unix:path=SOCKET.gone,guid=1"_s << true << false;
    QTest::newRow("abstract socket") << u"unix:abstract=/x,guid=1"_s << false << true;
}

void tst_CredentialStore::dependencies()
{
#if defined(Q_OS_WIN) || defined(Q_OS_DARWIN)
    QSKIP("There is no session bus on this platform.");
#endif
    QFETCH(QString, address);
    QFETCH(bool, socketInRuntimeFolder);
    const QTemporaryDir folder;
    const QTemporaryDir runtimeFolder;
    QFile socket(folder.filePath(u"socket"_s));
    QVERIFY(socket.open(QIODevice::WriteOnly));
    QFile bus(runtimeFolder.filePath(u"bus"_s));
    QVERIFY(!socketInRuntimeFolder || bus.open(QIODevice::WriteOnly));
    QProcessEnvironment environment;
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address.replace("SOCKET"_L1, socket.fileName()));
    environment.insert(u"XDG_RUNTIME_DIR"_s, runtimeFolder.path());
    QTEST(keychainEnvironment(environment).sessionBus, "expected");
}

QTEST_GUILESS_MAIN(tst_CredentialStore)
#include "tst_credentialstore.moc"
