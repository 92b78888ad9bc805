// SPDX-License-Identifier: Apache-2.0
#include "models/journal/unfinishedpaths.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

using State = UploadTask::State;

UploadTask taskOf(const QString &path, State state = State::Queued, const QString &store = {})
{
    UploadTask task;
    task.profileId = u"A"_s;
    task.target = store.isEmpty() ? u"files"_s : store;
    if (!store.isEmpty())
        task.storeUpload = StoreUpload{};
    task.path = path;
    task.state = state;
    return task;
}

} // namespace

class tst_UnfinishedPaths final : public QObject {
    Q_OBJECT

private slots:
    void keepsAccountsAndTargetsApart();
    void leavesOutWhatTheServerHas();
    void countsAPathForEachUpload();
};

void tst_UnfinishedPaths::keepsAccountsAndTargetsApart()
{
    UnfinishedPaths paths;
    paths.add(taskOf(u"/a"_s));
    paths.add(taskOf(u"/b"_s, State::Queued, u"fileSearchStores/s"_s));
    QCOMPARE(paths.of(u"A"_s, {}).keys(), QStringList(u"/a"_s));
    QCOMPARE(paths.of(u"A"_s, u"fileSearchStores/s"_s).keys(), QStringList(u"/b"_s));
    QVERIFY(paths.of(u"A"_s, u"fileSearchStores/t"_s).isEmpty());
    QVERIFY(paths.of(u"B"_s, {}).isEmpty());
}

void tst_UnfinishedPaths::leavesOutWhatTheServerHas()
{
    for (int state = 0; state <= static_cast<int>(State::Cancelled); ++state) {
        UnfinishedPaths paths;
        const UploadTask queued = taskOf(u"/a"_s);
        const UploadTask changed = taskOf(u"/a"_s, static_cast<State>(state));
        paths.add(queued);
        paths.replace(queued, changed);
        QCOMPARE(paths.of(u"A"_s, {}).isEmpty(), changed.isFinished() || changed.state == State::Processing);
        paths.replace(changed, queued);
        QVERIFY(paths.of(u"A"_s, {}).contains(u"/a"_s));
        paths.remove(queued);
        QVERIFY(paths.of(u"A"_s, {}).isEmpty());
    }
}

void tst_UnfinishedPaths::countsAPathForEachUpload()
{
    UnfinishedPaths paths;
    paths.add(taskOf(u"/a"_s));
    paths.add(taskOf(u"/a"_s));
    const UnfinishedPaths::Counts both = paths.of(u"A"_s, {});
    paths.remove(taskOf(u"/a"_s));
    QVERIFY(paths.of(u"A"_s, {}).contains(u"/a"_s));
    paths.remove(taskOf(u"/a"_s));
    QVERIFY(paths.of(u"A"_s, {}).isEmpty());
    QCOMPARE(both.value(u"/a"_s), 2);
}

QTEST_GUILESS_MAIN(tst_UnfinishedPaths)
#include "tst_unfinishedpaths.moc"
