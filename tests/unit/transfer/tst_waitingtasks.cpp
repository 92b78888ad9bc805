// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/waitingtasks.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// WaitingTasks against a plain list.
class tst_WaitingTasks final : public QObject {
    Q_OBJECT

private slots:
    void followsRandomChanges();
};

void tst_WaitingTasks::followsRandomChanges()
{
    using State = UploadTask::State;
    struct Place {
        WaitingTasks::Group group;
        WaitingTasks::Task task;
    };
    QRandomGenerator random(5);
    const auto isOdd = [&random] { return random.bounded(2) == 1; };
    WaitingTasks waiting;
    std::map<UploadTask::Id, Place> expected;
    for (int step = 0; step < 3000; ++step) {
        const auto id = static_cast<UploadTask::Id>(random.bounded(100));
        if (random.bounded(3) == 0) {
            waiting.remove(id);
            expected.erase(id);
        } else {
            Place place;
            place.task = {random.bounded(1000), id, random.bounded(10)};
            place.group.profileId = u"profile %1"_s.arg(random.bounded(3));
            place.group.keyFingerprint = isOdd() ? "key"_ba : QByteArray();
            place.group.store = isOdd() ? u"store"_s : QString();
            place.group.state = isOdd() ? State::Waiting : State::Queued;
            place.group.reason = isOdd() ? WaitReason::Network : WaitReason::None;
            place.group.hasSession = isOdd();
            place.group.isSmall = isOdd();
            waiting.put(place.task, place.group);
            expected[id] = place;
        }
        const WaitingTasks::Group *group = waiting.groupOf(id);
        QCOMPARE(group != nullptr, expected.contains(id));
        QVERIFY(!group || *group == expected.at(id).group);
        std::map<WaitingTasks::Group, WaitingTasks::Order> groups;
        for (const auto &[each, place] : expected)
            groups[place.group].insert(place.task);
        QVERIFY(waiting.groups() == groups);
    }
}

QTEST_APPLESS_MAIN(tst_WaitingTasks)
#include "tst_waitingtasks.moc"
