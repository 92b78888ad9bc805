// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/expirywatch.h"

#include "tests/unit/items/filesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

class tst_ExpiryWatch : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsTogetherAndOnce();
    void tellsWhenItsTimeComes();
    void sleepsWithNothingToCome();
    void newExpiryIsNews();
    void goneIsForgotten();
    void anotherAccountBeginsAnew();
    void noticeCanChange();

private:
    /// Adds a file that expires in `expiry`.
    void add(int number, std::chrono::seconds expiry);
    static QStringList namesOf(const QSignalSpy &spy, int emission);

    QDateTime m_now;
    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<ExpiryWatch> m_watch;
};

void tst_ExpiryWatch::init()
{
    m_now = QDateTime(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC);
    m_scene = std::make_unique<FilesScene>();
    m_scene->model.setClock([this] { return m_now; });
    m_scene->model.reset(true);
    m_watch = std::make_unique<ExpiryWatch>(m_scene->model, nullptr, 1ms);
    m_watch->setNotice(60min);
}

void tst_ExpiryWatch::cleanup()
{
    m_watch.reset();
    m_scene.reset();
}

void tst_ExpiryWatch::add(int number, std::chrono::seconds expiry)
{
    RemoteFile file = FilesScene::file(number);
    file.expirationTime = Timestamp{m_now.toSecsSinceEpoch() + expiry.count(), 0};
    m_scene->model.upsert(file);
}

QStringList tst_ExpiryWatch::namesOf(const QSignalSpy &spy, int emission)
{
    QStringList names;
    for (const RemoteFile &file : spy.value(emission).value(0).value<QList<RemoteFile>>())
        names.append(file.name);
    return names;
}

void tst_ExpiryWatch::tellsTogetherAndOnce()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    add(1, 50min);
    add(2, 10min);
    add(3, 61min);
    add(4, -1s);
    m_scene->model.upsert(FilesScene::file(5)); // never expires
    QVERIFY(told.wait());
    QCOMPARE(told.size(), 1);
    QCOMPARE(namesOf(told, 0), FilesScene::names(2, 1) + FilesScene::names(1, 1)); // the soonest first
    add(6, 30min);
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 1), FilesScene::names(6, 1));
}

void tst_ExpiryWatch::tellsWhenItsTimeComes()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    add(1, 60min + 1s);
    QVERIFY(m_watch->remainingTime() > 0 && m_watch->remainingTime() <= 1100);
    m_now = m_now.addSecs(1);
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 0), FilesScene::names(1, 1));
}

void tst_ExpiryWatch::sleepsWithNothingToCome()
{
    QCOMPARE(m_watch->remainingTime(), -1);
    m_scene->model.upsert(FilesScene::file(1));
    QCOMPARE(m_watch->remainingTime(), -1);
    add(2, 30min);
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    QVERIFY(told.wait());
    QCOMPARE(m_watch->remainingTime(), -1);
    add(3, 48h); // far away, but looked at again soon: the clock may jump while the computer sleeps
    QVERIFY(m_watch->remainingTime() > 0 && m_watch->remainingTime() <= 660'000); // a coarse timer may be 5 % late
}

void tst_ExpiryWatch::newExpiryIsNews()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    add(1, 30min);
    QVERIFY(told.wait());
    add(1, 40min);
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 1), FilesScene::names(1, 1));
}

void tst_ExpiryWatch::goneIsForgotten()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    add(1, 30min);
    add(2, 30min);
    m_scene->model.drop(FilesScene::name(1));
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 0), FilesScene::names(2, 1));
}

void tst_ExpiryWatch::anotherAccountBeginsAnew()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    add(1, 30min);
    m_scene->model.reset(true);
    QCOMPARE(m_watch->remainingTime(), -1);
    add(1, 30min);
    QVERIFY(told.wait());
    m_scene->model.reset(true);
    add(1, 30min);
    QVERIFY(told.wait());
    QCOMPARE(told.size(), 2);
}

void tst_ExpiryWatch::noticeCanChange()
{
    QSignalSpy told(m_watch.get(), &ExpiryWatch::expiringSoon);
    m_watch->setNotice(0min);
    add(1, 30min);
    QCOMPARE(m_watch->remainingTime(), -1);
    add(2, 120min);
    m_watch->setNotice(60min);
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 0), FilesScene::names(1, 1));
    m_watch->setNotice(180min);
    QVERIFY(told.wait());
    QCOMPARE(namesOf(told, 1), FilesScene::names(2, 1));
}

QTEST_GUILESS_MAIN(tst_ExpiryWatch)
#include "tst_expirywatch.moc"
