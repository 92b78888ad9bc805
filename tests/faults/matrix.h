// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultcase.h"

#include <QObject>
#include <QProcess>

#include <map>

namespace pollux {

/// Runs fault cases, each in its own process, so that a crash ends only one case. Prints one line for each, in the
/// order of the cases, and the totals at the end.
class Matrix final : public QObject {
    Q_OBJECT

public:
    /// `together`: cases that run at the same time. `maxGap`: ms, see Oracles.
    Matrix(const QList<FaultCase> &cases, int together, qint64 maxGap);

    void start();

signals:
    /// 0 if every case that could run has survived.
    void finished(int exitCode);

private:
    /// The result of one case.
    struct Verdict {
        QString line;
        bool isSurvived = false;
        bool isSkipped = false;
    };

    void startNext();
    void handleEnd(int row, QProcess &process);
    void printFinished();
    void printSum();

    QList<FaultCase> m_cases;
    int m_free; // number of cases that may still be started beside those that run
    qint64 m_maxGap;
    int m_nextToStart = 0;
    int m_nextToPrint = 0;
    std::map<int, Verdict> m_verdicts; // by row
    int m_lost = 0;
    int m_doubled = 0;
    int m_hiddenSends = 0;
    qint64 m_worstGap = 0; // ms
    QString m_worstGapCase;
};

/// Runs one case in this process and prints its line and its counts. Returns the exit code: 0 survived, 1 failed, 77
/// skipped.
int runCase(const FaultCase &faultCase, qint64 maxGap);

} // namespace pollux
