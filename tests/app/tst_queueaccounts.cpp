// SPDX-License-Identifier: Apache-2.0
#include "app/queueaccounts.h"
#include "models/accounts/settings.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/support/queuefixture.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_QueueAccounts final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForKeysOfFormerUploadsAtTheStart();
    void aNewKeyReachesTheQueue();
    void aRemovedAccountLeavesTheQueue();
    void deletesWithTheAccountsOwnKey();
    void saysWhatIsNotDeleted();
    void asksForProcessedFilesOfFormerUploads();

private:
    /// An account at the fixture's server that is not the active one.
    QString addAccount();
    void setKey(const QString &id, const QByteArray &key)
    {
        QSignalSpy changed(m_accounts.get(), &Accounts::keyChanged);
        m_accounts->setKey(id, key, this, [](const CredentialResult &) {});
        QTRY_COMPARE(changed.count(), 1);
    }
    void begin()
    {
        m_queueAccounts = std::make_unique<QueueAccounts>(
            *m_accounts, m_fixture->queue(), m_network, [](const Profile &profile, const QByteArray &key) {
                return RequestFactory({profile.baseUrl, profile.apiVersion}, key);
            });
    }
    bool add(const QString &profileId)
    {
        QSignalSpy enqueued(&m_fixture->queue(), &UploadQueue::enqueued);
        m_fixture->queue().add(profileId, {m_fixture->writeFile(u"a.txt"_s, "words"_ba)});
        return enqueued.wait(QueueFixture::maxWait);
    }

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_store;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<QueueFixture> m_fixture;
    std::unique_ptr<QueueAccounts> m_queueAccounts;
};

void tst_QueueAccounts::init()
{
    QFile::remove(m_folder.filePath(u"settings.ini"_s));
    m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s));
    m_store = std::make_unique<MemoryCredentialStore>();
    m_accounts = std::make_unique<Accounts>(*m_settings, *m_store);
    m_fixture = std::make_unique<QueueFixture>();
    QVERIFY(m_fixture->openQueue());
    Profile active = newProfile();
    active.name = u"Active"_s;
    QCOMPARE(m_accounts->save(active), ProfileProblem::None);
}

void tst_QueueAccounts::cleanup()
{
    m_queueAccounts.reset();
    m_fixture.reset();
    m_accounts.reset();
}

QString tst_QueueAccounts::addAccount()
{
    Profile profile = newProfile();
    profile.name = u"Other"_s;
    profile.baseUrl = m_fixture->demo().baseUrl();
    return m_accounts->save(profile) == ProfileProblem::None ? profile.id : QString();
}

void tst_QueueAccounts::asksForKeysOfFormerUploadsAtTheStart()
{
    const QString id = addAccount();
    setKey(id, "key-of-the-other-account"_ba);
    QVERIFY(add(id));
    m_fixture->options.resumesInterrupted = true;
    QVERIFY(m_fixture->reopenQueue());
    QVERIFY(m_fixture->server().files().isEmpty());
    m_fixture->closeQueue();
    // A new program, which has not asked for any key.
    UploadEngine::Options options = m_fixture->options;
    options.journalPath = m_fixture->journalPath();
    UploadQueue queue(options);
    const QueueAccounts queueAccounts(*m_accounts, queue, m_network, [](const Profile &profile, const QByteArray &key) {
        return RequestFactory({profile.baseUrl, profile.apiVersion}, key);
    });
    queue.open();
    QTRY_COMPARE(m_fixture->server().files().size(), 1);
}

void tst_QueueAccounts::aNewKeyReachesTheQueue()
{
    const QString id = addAccount();
    begin();
    QVERIFY(add(id));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    setKey(id, "key-of-the-other-account"_ba);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_accounts->activeProfile()->name, u"Active"_s);
}

void tst_QueueAccounts::aRemovedAccountLeavesTheQueue()
{
    const QString id = addAccount();
    begin();
    setKey(id, "key-of-the-other-account"_ba);
    QVERIFY(add(id));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    m_accounts->forgetProfile(id);
    QVERIFY(add(id));
    QVERIFY(m_fixture->waitFor([this] {
        return m_fixture->tasks().size() == 2 && m_fixture->tasks().at(1).waitReason == WaitReason::AnotherKey;
    }));
    QCOMPARE(m_fixture->server().files().size(), 1);
}

void tst_QueueAccounts::deletesWithTheAccountsOwnKey()
{
    const QString id = addAccount();
    begin();
    setKey(id, "key-of-the-other-account"_ba);
    m_fixture->server().addFile({{"name"_L1, u"files/damaged"_s}});
    const QString store = u"fileSearchStores/shelf-1"_s;
    m_fixture->server().stores().addStore({{"name"_L1, store}});
    m_fixture->server().clearRequests();
    m_queueAccounts->remove(id, {u"files/damaged"_s, store + u"/documents/damaged"_s});
    QTRY_VERIFY(m_fixture->server().files().isEmpty());
    const auto deletions = [this] {
        return std::ranges::count(m_fixture->server().requests(), "DELETE"_ba, &RequestRecord::method);
    };
    QTRY_COMPARE(deletions(), 2);
    for (const RequestRecord &request : m_fixture->server().requests())
        QCOMPARE(request.header("x-goog-api-key"), "key-of-the-other-account"_ba);
}

void tst_QueueAccounts::saysWhatIsNotDeleted()
{
    const QString id = addAccount();
    begin();
    QSignalSpy failed(m_queueAccounts.get(), &QueueAccounts::removalFailed);
    m_queueAccounts->remove(id, {u"files/damaged"_s});
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().toString(), u"files/damaged"_s);
}

/// No list shows the files of an account that is not the active one.
void tst_QueueAccounts::asksForProcessedFilesOfFormerUploads()
{
    const QString id = addAccount();
    begin();
    setKey(id, "key-of-the-other-account"_ba);
    QSignalSpy uploaded(&m_fixture->queue(), &UploadQueue::uploaded);
    m_fixture->queue().add(id, {m_fixture->writeFile(u"clip.mp4"_s, testVideo(1000))});
    QTRY_COMPARE(uploaded.count(), 1);
    QVERIFY(m_fixture->waitForState(u"clip.mp4"_s, UploadTask::State::Processing));
    const QString name = m_fixture->task(u"clip.mp4"_s).file->name;
    m_queueAccounts.reset();
    m_fixture->closeQueue();
    QVERIFY(m_fixture->server().removeFile(name));

    UploadEngine::Options options = m_fixture->options;
    options.journalPath = m_fixture->journalPath();
    UploadQueue queue(options);
    const QueueAccounts queueAccounts(*m_accounts, queue, m_network, [](const Profile &profile, const QByteArray &key) {
        return RequestFactory({profile.baseUrl, profile.apiVersion}, key);
    });
    queue.open();
    QTRY_COMPARE(queue.count(), 1);
    QTRY_COMPARE(queue.taskAt(0).state, UploadTask::State::Done);
    QVERIFY(queue.taskAt(0).notes.testFlag(UploadNote::GoneFromServer));
}

QTEST_GUILESS_MAIN(tst_QueueAccounts)
#include "tst_queueaccounts.moc"
