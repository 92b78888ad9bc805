// SPDX-License-Identifier: Apache-2.0
// The fault matrix of the upload engine (reliability, section 7).
// Usage: faults [--list] [--only LETTERS] [--together N] [--longest-gap MS] [ID…]
#include "tests/faults/gatedapplication.h"
#include "tests/faults/matrix.h"
#include "tests/faults/queueprocess.h"

#include <QCommandLineParser>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr auto usualGap = "250"_L1; // ms

/// Cases whose id begins with one of the words, or with any word if there are none, and with one of the letters, or
/// with any letter if there are none.
QList<FaultCase> chosenCases(const QStringList &words, const QString &letters)
{
    QList<FaultCase> cases = allCases();
    cases.removeIf(
        [&letters](const FaultCase &each) { return !letters.isEmpty() && !letters.contains(each.id.at(0)); });
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
    QTextStream(stdout) << cases.size() << " cases" << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    GatedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--worker"_L1)
        return runQueueWorker(arguments.mid(2));

    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption listOption(u"list"_s, u"Lists the cases."_s);
    const QCommandLineOption only(u"only"_s, u"Takes only the groups with these letters, such as DE."_s, u"letters"_s);
    const QCommandLineOption runOption(u"run"_s, u"Runs this one case in this process."_s, u"id"_s);
    const QCommandLineOption together(u"together"_s, u"Runs so many cases at the same time."_s, u"count"_s, u"1"_s);
    const QCommandLineOption gap(u"longest-gap"_s, u"Lets the event loop stand still for so long."_s, u"ms"_s,
                                 usualGap);
    parser.addOptions({listOption, only, runOption, together, gap});
    parser.addPositionalArgument(u"cases"_s, u"Ids such as C14, or how they begin; all if there are none."_s);
    parser.process(arguments);

    const QString single = parser.value(runOption);
    const QList<FaultCase> cases =
        chosenCases(single.isEmpty() ? parser.positionalArguments() : QStringList{single}, parser.value(only));
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
