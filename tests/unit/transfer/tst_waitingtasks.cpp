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
    struct Task {
        WaitingTasks::Group group;
        qint64 position = 0;
    };
    QRandomGenerator random(5);
    WaitingTasks waiting;
    std::map<UploadTask::Id, Task> expected;
    for (int step = 0; step < 3000; ++step) {
        const auto id = static_cast<UploadTask::Id>(random.bounded(100));
        if (random.bounded(3) == 0) {
            waiting.remove(id);
            expected.erase(id);
        } else {
            const Task task{{u"profile %1"_s.arg(random.bounded(3)), u"target %1"_s.arg(random.bounded(2))},
                            random.bounded(1000)};
            waiting.put(id, task.group, task.position);
            expected[id] = task;
        }
        QCOMPARE(waiting.contains(id), expected.contains(id));
        QCOMPARE(waiting.count(), static_cast<int>(expected.size()));
        std::map<WaitingTasks::Group, WaitingTasks::Order> groups;
        for (const auto &[each, task] : expected)
            groups[task.group].emplace(task.position, each);
        QVERIFY(waiting.groups() == groups);
    }
}

QTEST_APPLESS_MAIN(tst_WaitingTasks)
#include "tst_waitingtasks.moc"
