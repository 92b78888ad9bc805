// SPDX-License-Identifier: Apache-2.0
#include "app/process/hardening.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace pollux;

class tst_Hardening final : public QObject {
    Q_OBJECT

private slots:
    void noCoreFiles();
    void debuggersAreForbiddenOnlyIfAsked();
};

void tst_Hardening::noCoreFiles()
{
    hardenProcess();
#ifdef Q_OS_UNIX
    rlimit limit{1, 1};
    QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, rlim_t{0});
    QCOMPARE(limit.rlim_max, rlim_t{0});
    QCOMPARE(umask(077), mode_t{077});
#endif
}

void tst_Hardening::debuggersAreForbiddenOnlyIfAsked()
{
#ifdef Q_OS_LINUX
    hardenProcess();
    QCOMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
    forbidDebuggers();
    QCOMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
#else
    QSKIP("only Linux has this switch");
#endif
}

QTEST_GUILESS_MAIN(tst_Hardening)
#include "tst_hardening.moc"
