// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/matrix.h"

#include "tests/faults/oracles.h"
#include "tests/faults/systemfaults.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int exitSkipped = 77;
constexpr std::chrono::seconds longestCase{90};

void print(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

} // namespace

Matrix::Matrix(const QList<FaultCase> &cases, int together, qint64 maxGap)
    : m_cases(cases)
    , m_free(together)
    , m_maxGap(maxGap)
{
}

void Matrix::start()
{
    while (m_free > 0 && m_nextToStart < m_cases.size())
        startNext();
}

void Matrix::startNext()
{
    const int row = m_nextToStart++;
    --m_free;
    auto *process = new QProcess(this);
    connect(process, &QProcess::finished, this, [this, row, process] { handleEnd(row, *process); });
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // A case that hangs has failed, like one that crashes.
    QTimer::singleShot(longestCase, process, &QProcess::kill);
    process->start(QCoreApplication::applicationFilePath(),
                   {u"--run"_s, m_cases.at(row).id, u"--longest-gap"_s, QString::number(m_maxGap)});
}

void Matrix::handleEnd(int row, QProcess &process)
{
    const FaultCase &faultCase = m_cases.at(row);
    const QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    Verdict verdict{lines.value(0), false, false};
    const bool hasEnded = process.exitStatus() == QProcess::NormalExit && lines.size() == 2;
    if (hasEnded) {
        const QStringList counts = lines.at(1).split(u' ');
        m_lost += counts.value(0).toInt();
        m_doubled += counts.value(1).toInt();
        m_hiddenSends += counts.value(2).toInt();
        if (counts.value(3).toLongLong() > m_worstGap) {
            m_worstGap = counts.value(3).toLongLong();
            m_worstGapCase = faultCase.id;
        }
        verdict.isSurvived = process.exitCode() == 0;
        verdict.isSkipped = process.exitCode() == exitSkipped;
    } else {
        verdict.line = u"%1 FAILED: the program crashed or hung (%2)"_s.arg(faultCase.id).arg(process.exitCode());
    }
    m_verdicts.emplace(row, verdict);
    process.deleteLater();
    ++m_free;
    printFinished();
    if (m_nextToPrint == m_cases.size())
        printSum();
    else
        start();
}

void Matrix::printFinished()
{
    for (auto it = m_verdicts.find(m_nextToPrint); it != m_verdicts.end(); it = m_verdicts.find(++m_nextToPrint))
        print(it->second.line);
}

void Matrix::printSum()
{
    const auto survived = std::ranges::count_if(m_verdicts, [](const auto &item) { return item.second.isSurvived; });
    const auto skipped = std::ranges::count_if(m_verdicts, [](const auto &item) { return item.second.isSkipped; });
    const qsizetype ran = m_cases.size() - skipped;
    print(u"longest gap of the event loop %1 ms (%2)"_s.arg(m_worstGap).arg(m_worstGapCase));
    print(u"faults survived %1 of %2, files lost %3, doubled %4, hidden sends %5"_s.arg(survived)
              .arg(ran)
              .arg(m_lost)
              .arg(m_doubled)
              .arg(m_hiddenSends));
    emit finished(survived == ran ? 0 : 1);
}

int runCase(const FaultCase &faultCase, qint64 maxGap)
{
    FaultBench bench;
    if (faultCase.target == FaultCase::Target::Store)
        bench.useStore();
    faultCase.run(bench);
    systemfaults::clear();
    if (!bench.skipReason().isEmpty()) {
        print(u"%1 skipped: %2"_s.arg(faultCase.id, bench.skipReason()));
        print(u"0 0 0 0"_s);
        return exitSkipped;
    }
    Oracles oracles(bench, maxGap);
    const QString complaint = oracles.judge();
    const QString verdict = bench.complaint().isEmpty() ? complaint : bench.complaint();
    print(verdict.isEmpty() ? u"%1 survived: %2"_s.arg(faultCase.id, faultCase.words)
                            : u"%1 FAILED: %2"_s.arg(faultCase.id, verdict));
    print(u"%1 %2 %3 %4"_s.arg(oracles.lost())
              .arg(oracles.doubled())
              .arg(oracles.hiddenSends())
              .arg(bench.eventloopwatchdog().maxGap()));
    return verdict.isEmpty() ? 0 : 1;
}

} // namespace pollux
