// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/uploadcommand.h"
#include "models/accounts/settings.h"
#include "tests/support/demofixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// A keychain that asks a person before it gives a key.
class AskingStore final : public CredentialStore {
public:
    bool isAsking() const { return !m_reads.isEmpty(); }
    void answer(const CredentialResult &result) { finish(m_reads.takeFirst(), result); }

private:
    void startRead(const Request &request) override { m_reads.append(request); }
    void startWrite(const Request &request, const QByteArray &) override
    {
        finish(request, {.status = CredentialStatus::Locked});
    }
    void startRemove(const Request &request) override { finish(request, {.status = CredentialStatus::Locked}); }

    QList<Request> m_reads;
};

Profile profileOf(const DemoFixture &demo, const QString &name)
{
    Profile profile = newProfile();
    profile.name = name;
    profile.baseUrl = demo.baseUrl();
    return profile;
}

/// An upload that an earlier run has left for this account. Returns whether the journal has it.
bool leaveUpload(const QTemporaryDir &folder, const QString &profileId, const QByteArray &key)
{
    QFile file(folder.filePath(u"a.bin"_s));
    const QByteArray content = testBytes(1000);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return false;
    AcceptedFile accepted;
    accepted.path = file.fileName();
    accepted.displayName = u"a.bin"_s;
    accepted.mimeType = u"application/octet-stream"_s;
    accepted.size = content.size();
    Journal journal(Journal::pathIn(folder.path()));
    QList<TaskRecord> records{queuedRecord(profileId, journal.fingerprint(key), accepted, true)};
    return journal.addTasks(records);
}

} // namespace

/// `pollux-cli resume` with uploads of an account whose key a keychain gives late.
class tst_CliSlowKeys final : public QObject {
    Q_OBJECT

private slots:
    void resumeWaitsForTheKeychain_data();
    void resumeWaitsForTheKeychain();
};

void tst_CliSlowKeys::resumeWaitsForTheKeychain_data()
{
    QTest::addColumn<bool>("isGiven");
    QTest::addColumn<ExitCode>("exitCode");
    QTest::newRow("given") << true << ExitCode::AllDone;
    QTest::newRow("refused") << false << ExitCode::KeyOrPermission;
}

void tst_CliSlowKeys::resumeWaitsForTheKeychain()
{
    QFETCH(const bool, isGiven);
    QFETCH(const ExitCode, exitCode);
    DemoFixture demo;
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    AskingStore store;
    Accounts accounts(settings, store);
    const Profile saved = profileOf(demo, u"Saved"_s);
    const QByteArray savedKey = "saved-test-key"_ba;
    QCOMPARE(accounts.save(saved), ProfileProblem::None);
    QVERIFY(leaveUpload(folder, saved.id, savedKey));

    CliOptions options;
    options.command = CliOptions::Command::Resume;
    options.patience = std::chrono::seconds(2);
    Output output(true, false);
    AccountChoice choice(options, accounts);
    UploadCommand command(options, folder.path(), choice, output);
    QSignalSpy finished(&command, &CliCommand::finished);
    const Profile present = profileOf(demo, u"Present"_s);
    const QByteArray presentKey = "present-test-key"_ba;
    command.start({present, RequestFactory({present.baseUrl, present.apiVersion}, presentKey), presentKey});
    QTRY_VERIFY(store.isAsking());
    // Both the patience and the time after which it gives up uploads of another key have passed then.
    QVERIFY(!finished.wait(3000));
    QVERIFY(demo.server().requests().isEmpty());

    store.answer({.status = isGiven ? CredentialStatus::Ok : CredentialStatus::Locked,
                  .key = isGiven ? savedKey : QByteArray()});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(finished.at(0).at(0).value<ExitCode>(), exitCode);
    QCOMPARE(demo.server().files().size(), isGiven ? 1 : 0);
}

QTEST_GUILESS_MAIN(tst_CliSlowKeys)
#include "tst_clislowkeys.moc"
