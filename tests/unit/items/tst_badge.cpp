// SPDX-License-Identifier: Apache-2.0
#include "models/items/badge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FileBadge final : public QObject {
    Q_OBJECT

private slots:
    void state_data();
    void state();
    void source_data();
    void source();
    void expiry_data();
    void expiry();
    void fileThatStaysHasNoExpiry();
};

void tst_FileBadge::state_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Badge>("expected");
    using Icon = Badge::Icon;
    using enum Badge::Tone;
    QTest::newRow("processing") << u"PROCESSING"_s << Badge{Icon::Processing, Busy, u"Processing"_s};
    QTest::newRow("active") << u"ACTIVE"_s << Badge{Icon::Active, Positive, u"Active"_s};
    QTest::newRow("failed") << u"FAILED"_s << Badge{Icon::Failed, Critical, u"Failed"_s};
    QTest::newRow("unspecified") << u"STATE_UNSPECIFIED"_s << Badge{Badge::Icon::Unknown, Neutral, u"Unknown"_s};
    QTest::newRow("missing") << QString() << Badge{Badge::Icon::Unknown, Neutral, u"Unknown"_s};
    QTest::newRow("new word") << u"PONDERING"_s << Badge{Badge::Icon::Unknown, Neutral, u"PONDERING"_s};
    QTest::newRow("hostile word") << u"A\nB"_s << Badge{Badge::Icon::Unknown, Neutral, u"A␊B"_s};
}

void tst_FileBadge::state()
{
    QFETCH(QString, word);
    QFETCH(Badge, expected);
    const RemoteFile file = *RemoteFile::fromJson({{u"name"_s, u"files/a"_s}, {u"state"_s, word}});
    QCOMPARE(stateBadge(file).text, expected.text);
    QCOMPARE(stateBadge(file).icon, expected.icon);
    QCOMPARE(stateBadge(file).tone, expected.tone);
    QCOMPARE(stateText(file), expected.text);
}

void tst_FileBadge::source_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("uploaded") << u"UPLOADED"_s << u"Uploaded"_s;
    QTest::newRow("generated") << u"GENERATED"_s << u"Generated"_s;
    QTest::newRow("registered") << u"REGISTERED"_s << u"Registered"_s;
    QTest::newRow("unspecified") << u"SOURCE_UNSPECIFIED"_s << u"Not specified"_s;
    QTest::newRow("missing") << QString() << QString();
    QTest::newRow("new word") << u"FOUND"_s << u"FOUND"_s;
}

void tst_FileBadge::source()
{
    QFETCH(QString, word);
    QTEST(sourceText(*RemoteFile::fromJson({{u"name"_s, u"files/a"_s}, {u"source"_s, word}})), "expected");
}

void tst_FileBadge::expiry_data()
{
    QTest::addColumn<qint64>("remaining"); // ms
    QTest::addColumn<Badge::Tone>("tone");
    QTest::addColumn<QString>("text");
    using enum Badge::Tone;
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    const auto row = [](const char *name, qint64 remaining, Badge::Tone tone, const QString &text) {
        QTest::newRow(name) << remaining << tone << text;
    };
    row("48 h", 48 * hour, Neutral, u"in 48 h"_s);
    row("just under 47 h", 47 * hour - 1, Neutral, u"in 46 h"_s);
    row("6 h", 6 * hour, Neutral, u"in 6 h"_s);
    row("just under 6 h", 6 * hour - 1, Warning, u"in 5 h"_s);
    row("1 h", hour, Warning, u"in 1 h"_s);
    row("just under 1 h", hour - 1, Critical, u"in 59 min"_s);
    row("35 min", 35 * minute, Critical, u"in 35 min"_s);
    row("30 s", 30'000, Critical, u"in 30 s"_s);
    row("1 ms", 1, Critical, u"in 0 s"_s);
    row("now", 0, Critical, u"expired"_s);
    row("long ago", -100 * hour, Critical, u"expired"_s);
}

void tst_FileBadge::expiry()
{
    QFETCH(qint64, remaining);
    const QDateTime now(QDate(2026, 2, 28), QTime(12, 0), Qt::UTC);
    RemoteFile file;
    file.expirationTime = Timestamp::fromText(now.addMSecs(remaining).toString(Qt::ISODateWithMs));
    const Badge badge = expiryBadge(file, now);
    QTEST(badge.text, "text");
    QTEST(badge.tone, "tone");
    QCOMPARE(badge.icon, Badge::Icon::Clock);
    QCOMPARE(qint64{remainingTime(file, now)->count()}, remaining);
}

void tst_FileBadge::fileThatStaysHasNoExpiry()
{
    QVERIFY(expiryBadge({}, QDateTime::currentDateTimeUtc()) == Badge());
    QVERIFY(!remainingTime({}, QDateTime::currentDateTimeUtc()));
}

QTEST_GUILESS_MAIN(tst_FileBadge)
#include "tst_badge.moc"
