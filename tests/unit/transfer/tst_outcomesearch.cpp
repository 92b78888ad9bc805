// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/outcomesearch.h"

#include "tests/support/demofixture.h"

#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace pollux;

/// OutcomeSearch with a task list in memory, and the demo server's list of files.
class tst_OutcomeSearch final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tenLostAnswersAreOneWalk();
    void lateComersShareTheNextWalk();
    void stopsAtFilesThatAreTooOld();
    void droppedOnesGetNothing();
    void endlessEmptyPagesAreAnError();

private:
    void addFile(int number, const QDateTime &created);
    OutcomeSearch::Wanted wanted(int number) const;
    void search(int number);
    qsizetype lists() const { return m_demo->requestsWith({}).size(); }

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<TaskList> m_tasks;
    ConnectionPool m_connections;
    std::unique_ptr<OutcomeSearch> m_search;
    QDateTime m_now;
    QHash<int, QString> m_found; // name by number; empty: none
};

void tst_OutcomeSearch::init()
{
    m_search.reset();
    m_demo = std::make_unique<DemoFixture>();
    m_tasks = std::make_unique<TaskList>();
    m_journal = std::make_unique<Journal>(QString());
    m_tasks->open(*m_journal);
    m_search = std::make_unique<OutcomeSearch>(*m_tasks, m_connections, std::chrono::milliseconds(0));
    m_now = QDateTime::currentDateTimeUtc();
    m_found.clear();
}

void tst_OutcomeSearch::addFile(int number, const QDateTime &created)
{
    const QByteArray hash = QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256);
    m_demo->server().addFile({{"name"_L1, u"files/f%1"_s.arg(number)},
                              {"sizeBytes"_L1, QString::number(1000 + number)},
                              {"sha256Hash"_L1, QString::fromLatin1(hash.toHex().toBase64())},
                              {"createTime"_L1, created.toString(Qt::ISODate)},
                              {"state"_L1, u"ACTIVE"_s}});
}

OutcomeSearch::Wanted tst_OutcomeSearch::wanted(int number) const
{
    return {.task = static_cast<UploadTask::Id>(number + 1),
            .profileId = u"profile"_s,
            .store = {},
            .displayName = {},
            .size = 1000 + number,
            .sha256 = QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256),
            .notBefore = m_now};
}

void tst_OutcomeSearch::search(int number)
{
    const RequestFactory requests({m_demo->baseUrl(), u"v1beta"_s}, "key"_ba);
    m_search->search(requests, wanted(number), this, [this, number](const auto &found) {
        QVERIFY(found.ok());
        m_found.insert(number, found.value() ? found.value()->file.name : QString());
    });
}

void tst_OutcomeSearch::tenLostAnswersAreOneWalk()
{
    for (int number = 0; number < 250; ++number)
        addFile(number, m_now);
    for (int number = 0; number < 10; ++number)
        search(25 * number);
    search(1000); // is not there
    QTRY_COMPARE(m_found.size(), 11);
    for (int number = 0; number < 10; ++number)
        QCOMPARE(m_found.value(25 * number), u"files/f%1"_s.arg(25 * number));
    QCOMPARE(m_found.value(1000, u"?"_s), QString());
    QCOMPARE(lists(), 3);
}

void tst_OutcomeSearch::lateComersShareTheNextWalk()
{
    addFile(1, m_now);
    addFile(2, m_now);
    search(5);
    QTRY_COMPARE(lists(), 1);
    search(1);
    search(2);
    QTRY_COMPARE(m_found.size(), 3);
    QCOMPARE(m_found.value(2), u"files/f2"_s);
    QCOMPARE(lists(), 2);
}

void tst_OutcomeSearch::stopsAtFilesThatAreTooOld()
{
    for (int number = 0; number < 450; ++number)
        addFile(number, m_now.addDays(-1).addSecs(number));
    addFile(500, m_now);
    search(501);
    QTRY_COMPARE(m_found.size(), 1);
    // The first page has one that is new, the second has none.
    QCOMPARE(lists(), 2);
}

void tst_OutcomeSearch::droppedOnesGetNothing()
{
    addFile(1, m_now);
    addFile(2, m_now);
    search(1);
    search(2);
    m_search->drop(wanted(1).task);
    QTRY_COMPARE(m_found.size(), 1);
    QVERIFY(m_found.contains(2));
    search(1);
    m_search->drop(wanted(1).task);
    search(2);
    QTRY_COMPARE(lists(), 2);
    QTRY_VERIFY(m_found.size() == 1);
}

void tst_OutcomeSearch::endlessEmptyPagesAreAnError()
{
    for (int page = 0; page < 150; ++page) {
        const QByteArray body = R"({"files":[],"nextPageToken":"page-)" + QByteArray::number(page) + "\"}";
        m_demo->server().faults().add(
            {.method = "GET"_ba, .path = {}, .command = {}, .action = faults::answer(200, body)});
    }
    std::optional<ErrorKind> error;
    const RequestFactory requests({m_demo->baseUrl(), u"v1beta"_s}, "key"_ba);
    m_search->search(requests, wanted(1), this, [&error](const auto &found) {
        QVERIFY(!found.ok());
        error = found.error().kind;
    });
    QTRY_VERIFY(error);
    QCOMPARE(*error, ErrorKind::Protocol);
    QCOMPARE(lists(), 100);
}

QTEST_GUILESS_MAIN(tst_OutcomeSearch)
#include "tst_outcomesearch.moc"
