// SPDX-License-Identifier: Apache-2.0
// The fault matrix of the upload engine (reliability, section 7).
// Usage: faults [--list] [--together N] [--longest-gap MS] [ID or group letter…]
#include "tests/faults/matrix.h"
#include "tests/faults/queueprocess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr auto usualGap = "250"_L1; // ms

/// Cases whose id begins with one of the words; all if there are no words.
QList<FaultCase> chosenCases(const QStringList &words)
{
    QList<FaultCase> cases = allCases();
    cases.removeIf([&words](const FaultCase &each) {
        return !words.isEmpty() &&
               std::ranges::none_of(words, [&each](const QString &word) { return each.id.startsWith(word); });
    });
    return cases;
}

int list(const QList<FaultCase> &cases)
{
    for (const FaultCase &each : cases)
        QTextStream(stdout) << each.id << "  " << each.words << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--worker"_L1)
        return runQueueWorker(arguments.mid(2));

    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption listOption(u"list"_s, u"Lists the cases."_s);
    const QCommandLineOption runOption(u"run"_s, u"Runs this one case in this process."_s, u"id"_s);
    const QCommandLineOption together(u"together"_s, u"Runs so many cases at the same time."_s, u"count"_s, u"1"_s);
    const QCommandLineOption gap(u"longest-gap"_s, u"Lets the event loop stand still for so long."_s, u"ms"_s,
                                 usualGap);
    parser.addOptions({listOption, runOption, together, gap});
    parser.addPositionalArgument(u"cases"_s, u"Ids such as C14, or letters of groups; all if there are none."_s);
    parser.process(arguments);

    const QString single = parser.value(runOption);
    const QList<FaultCase> cases = chosenCases(single.isEmpty() ? parser.positionalArguments() : QStringList{single});
    if (cases.isEmpty()) {
        QTextStream(stderr) << "There is no such case.\n";
        return 2;
    }
    const qint64 maxGap = parser.value(gap).toLongLong();
    if (!single.isEmpty())
        return runCase(cases.first(), maxGap);
    if (parser.isSet(listOption))
        return list(cases);
    Matrix matrix(cases, parser.value(together).toInt(), maxGap);
    QObject::connect(&matrix, &Matrix::finished, &application, [](int exitCode) { QCoreApplication::exit(exitCode); });
    matrix.start();
    return QCoreApplication::exec();
}
