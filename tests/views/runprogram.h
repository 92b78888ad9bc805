// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

namespace pollux {

struct ProgramOutcome {
    int code = -1; ///< -1 = did not start, did not end in time, or crashed
    QByteArray output;
    QByteArray errors;
};

/// Runs a program to its end while the event loop runs.
inline ProgramOutcome runProgram(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                                 const QString &folder = {}, const QHash<QString, QString> &environment = {})
{
    constexpr int longest = 120'000; // ms
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (auto variable = environment.cbegin(); variable != environment.cend(); ++variable)
        variables.insert(variable.key(), variable.value());
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(folder);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded = finished.wait(longest) && process.exitStatus() == QProcess::NormalExit;
    return {hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

inline bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

} // namespace pollux
