// SPDX-License-Identifier: Apache-2.0
// Measures the time from the start of Pollux to its first painted window, and that of an empty window for comparison.
// Both are this program, started anew for each try, so that they load the same libraries.
#include "app/appcontext.h"
#include "app/process/hardening.h"
#include "models/accounts/keychainstore.h"
#include "models/productinfo.h"
#include "views/style/icons.h"
#include "views/widgets/dialogprompts.h"

#include <QApplication>
#include <QDir>
#include <QMainWindow>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int tries = 15;
constexpr double maxRatio = 1.5;

qint64 microseconds()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Prints the time of the start and ends the program, after the first paint event and one turn of the event loop.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget &window, qint64 started)
        : m_started(started)
    {
        window.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isSeen) {
            m_isSeen = true;
            QTimer::singleShot(0, this, [this] {
                std::printf("%lld\n", static_cast<long long>(microseconds() - m_started));
                std::fflush(stdout);
                std::_Exit(0);
            });
        }
        return false;
    }

private:
    qint64 m_started;
    bool m_isSeen = false;
};

int runEmpty(QApplication &application, qint64 started)
{
    QMainWindow window;
    window.setCentralWidget(new QTableView(&window));
    window.resize(1120, 720);
    const FirstPaint firstPaint(window, started);
    window.show();
    return application.exec();
}

/// Starts the program as main() does.
int runPollux(QApplication &application, qint64 started, const QString &directory)
{
    QGuiApplication::setWindowIcon(icon(IconName::Application));
    Settings settings(QDir(directory).filePath(u"settings.ini"_s));
    KeychainStore credentials(productinfo::applicationId,
                              [&settings](const QString &profileId) { return settings.keyWasStored(profileId); });
    DialogPrompts prompts;
    AppContext context(CommandLine(), directory, settings, credentials, prompts);
    context.start();
    // Qt calls this filter before that of the context, which starts everything else at the first paint event.
    const FirstPaint firstPaint(context.window(), started);
    return application.exec();
}

/// Milliseconds of one start; negative if it failed.
double start(const QString &mode, const QString &directory)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {mode, QString::number(microseconds()), directory});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return -1;
    return process.readAllStandardOutput().trimmed().toDouble() / 1000;
}

double median(QList<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

int compare()
{
    const QTemporaryDir directory;
    QList<double> empty;
    QList<double> pollux;
    for (int i = 0; i < tries; ++i) {
        empty.append(start(u"empty"_s, directory.path()));
        pollux.append(start(u"pollux"_s, directory.path()));
    }
    const double ratio = median(pollux) / median(empty);
    const bool isMet = ratio <= maxRatio && !empty.contains(-1) && !pollux.contains(-1);
    QTextStream(stdout) << u"start to first paint, medians of %1\n"
                           "  an empty window    %2 ms\n"
                           "  Pollux             %3 ms\n"
                           "  %4  %5 x the empty window, at most %6\n"_s.arg(tries)
                               .arg(median(empty), 0, 'f', 1)
                               .arg(median(pollux), 0, 'f', 1)
                               .arg(isMet ? u"met   "_s : u"MISSED"_s)
                               .arg(ratio, 0, 'f', 2)
                               .arg(maxRatio);
    return isMet ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 4) {
        const QCoreApplication application(argc, argv);
        return compare();
    }
    hardenProcess();
    const bool isEmpty = QByteArrayView(argv[1]) == "empty";
    const qint64 started = QByteArrayView(argv[2]).toLongLong();
    const QString directory = QString::fromLocal8Bit(argv[3]);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(productinfo::displayName);
    return isEmpty ? runEmpty(application, started) : runPollux(application, started, directory);
}
