// SPDX-License-Identifier: Apache-2.0
#include "models/text/problemtext.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// Checks that a text is not empty and has neither a placeholder nor two full stops in a row.
void verifyText(const QString &text)
{
    static const QRegularExpression placeholder(u"%(L?[0-9]|n)"_s);
    QVERIFY(!text.trimmed().isEmpty());
    QVERIFY2(!text.contains(placeholder), qPrintable(text));
    QVERIFY2(!text.contains(".."_L1), qPrintable(text));
}

} // namespace

class tst_ProblemText : public QObject {
    Q_OBJECT

private slots:
    void skipReasons();
    void credentials();
    void systemsWordsHoldNoSecrets();
    void profileProblems();
    void keyProblems_data();
    void keyProblems();
};

void tst_ProblemText::skipReasons()
{
    for (int reason = 0; reason <= static_cast<int>(SkipReason::TooManyFiles); ++reason)
        verifyText(skipReasonText(static_cast<SkipReason>(reason)));
}

void tst_ProblemText::credentials()
{
    using enum CredentialStatus;
    for (const CredentialStatus status : {NotFound, Locked, NoService, BadValue, Unverified, Failed})
        verifyText(credentialText({status, {}, MissingService::None, u"a word."_s}));
    QVERIFY(credentialText({Ok, {}, MissingService::None, {}}).isEmpty());
    QVERIFY(credentialText({Superseded, {}, MissingService::None, {}}).isEmpty());
    using enum MissingService;
    QSet<QString> texts;
    for (const MissingService missing : {SessionBus, SecretService, SecretLibrary, Keyring, Backend}) {
        const QString text = credentialText({NoService, {}, missing, {}});
        verifyText(text);
        texts.insert(text);
    }
    QCOMPARE(texts.size(), 5); // one text for each missing part
    QVERIFY(credentialText({NoService, {}, SecretLibrary, {}}).contains("libsecret"_L1));
}

void tst_ProblemText::systemsWordsHoldNoSecrets()
{
    const QString text = credentialText(
        {CredentialStatus::Failed, {}, MissingService::None, u"key AIzaSyCANARY0123456789abcdefghijklmnopq lost"_s});
    QVERIFY2(!text.contains("CANARY"_L1), qPrintable(text));
    QVERIFY2(text.contains("[removed]"_L1), qPrintable(text));
}

void tst_ProblemText::profileProblems()
{
    QVERIFY(profileProblemText(ProfileProblem::None).isEmpty());
    for (int problem = 1; problem <= static_cast<int>(ProfileProblem::ApiVersionInvalid); ++problem)
        verifyText(profileProblemText(static_cast<ProfileProblem>(problem)));
}

void tst_ProblemText::keyProblems_data()
{
    QTest::addColumn<QString>("entered");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fine") << u"AIza-abc"_s << QString();
    QTest::newRow("empty") << u"  "_s << u"Enter a key."_s;
    QTest::newRow("blank inside") << u"AIza abc"_s
                                  << u"Character 5 cannot be part of a key. Copy the key again, without blanks or line "
                                     u"breaks inside."_s;
    QTest::newRow("too long") << QString(513, u'x')
                              << u"This is longer than any key: more than 512 characters. Copy the key alone."_s;
}

void tst_ProblemText::keyProblems()
{
    QFETCH(QString, entered);
    QTEST(apiKeyProblemText(checkedApiKey(entered)), "expected");
}

QTEST_GUILESS_MAIN(tst_ProblemText)
#include "tst_problemtext.moc"
