// SPDX-License-Identifier: Apache-2.0
// Group N, the journals that are not ours.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// Requires that uploads work without this journal, and that the reason is told.
void surviveWithout(FaultBench &bench)
{
    {
        const Journal journal(bench.world().journalPath());
        bench.require(journal.health() == Journal::Health::MemoryOnly, u"the journal is used"_s);
        bench.require(!journal.errorText().isEmpty(), u"nobody is told why"_s);
    }
    bench.allowed.isForgotten = true;
    bench.survive();
}

void journalIsALink(FaultBench &bench)
{
    const QString target = bench.world().folder() + u"/somewhere"_s;
    bench.require(QFile::link(target, bench.world().journalPath()), u"there is no link"_s);
    surviveWithout(bench);
    bench.require(!QFile::exists(target), u"the link was followed"_s);
}

void journalOfAnotherUser(FaultBench &bench)
{
    constexpr uid_t nobody = 65534;
    const QString path = bench.world().journalPath();
    QFile file(path);
    bench.require(file.open(QIODevice::WriteOnly), u"a journal cannot be written"_s);
    if (::chown(QFile::encodeName(path).constData(), nobody, nobody) != 0 || ::geteuid() == nobody) {
        bench.skip(u"only root can give files away"_s);
        return;
    }
    surviveWithout(bench);
    bench.require(QFile(path).size() == 0, u"the file was written"_s);
}

} // namespace

QList<FaultCase> trustCases()
{
    return {
        {u"N05"_s, u"the journal is a symbolic link"_s, journalIsALink},
        {u"N06"_s, u"another user owns the journal"_s, journalOfAnotherUser},
    };
}

} // namespace pollux
