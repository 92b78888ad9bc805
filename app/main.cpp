// SPDX-License-Identifier: Apache-2.0
#include "app/appcontext.h"
#include "app/applog.h"
#include "app/process/hardening.h"
#include "app/process/interrupt.h"
#include "app/singleinstance.h"
#include "app/tour.h"
#include "models/accounts/datadirectory.h"
#include "models/accounts/keychainstore.h"
#include "models/productinfo.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "views/style/icons.h"
#include "views/widgets/dialogprompts.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

void print(FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text.endsWith(u'\n') ? text : text + u'\n'), stream);
}

void nameApplication()
{
    QCoreApplication::setApplicationName(productinfo::displayName);
    QCoreApplication::setApplicationVersion(productinfo::version);
}

/// Called before the QApplication is created, so that --help and a bad option need no display.
CommandLine readCommandLine(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    nameApplication();
    return parseCommandLine(QCoreApplication::arguments());
}

/// `language`: a BCP 47 tag; empty: the system's language.
void installTranslation(QTranslator &translator, const QString &language)
{
    const auto folder = QStringLiteral(":/i18n");
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    QString spoken = u"en"_s;
    if (translator.load(locale, QStringLiteral("pollux"), QStringLiteral("_"), folder) ||
        translator.load(QStringLiteral("pollux_en"), folder)) {
        QCoreApplication::installTranslator(&translator);
        spoken = translator.language().isEmpty() ? spoken : translator.language();
    }
    QLocale::setDefault(format::sentenceLocale(spoken));
}

/// Returns the exit code of a program that is not the first on the data folder, after a sentence if it has failed.
int endSecondStart(SingleInstance::Outcome outcome, bool isHeldBack, const QString &directory)
{
    const QString folder = QDir::toNativeSeparators(directory);
    switch (outcome) {
    case SingleInstance::Outcome::First:
        break;
    case SingleInstance::Outcome::HandedOver:
        if (isHeldBack)
            print(stderr,
                  QCoreApplication::translate(
                      "main", "Pollux is already running with the data folder %1. --demo, --endpoint, --profile "
                              "and --tour need a start of its own: nothing was done. Quit it first, or choose "
                              "another folder with --data-dir.")
                      .arg(folder));
        return isHeldBack ? 1 : 0;
    case SingleInstance::Outcome::NoAnswer:
        print(stderr, QCoreApplication::translate(
                          "main", "Another Pollux uses the data folder %1 and does not answer. End it, or choose "
                                  "another folder with --data-dir.")
                          .arg(folder));
        return 1;
    case SingleInstance::Outcome::TooManyFiles:
        print(stderr, QCoreApplication::translate("main", "These are too many files for the Pollux that is already "
                                                          "running. Name their folder, or fewer files at a time."));
        return 1;
    }
    Q_UNREACHABLE();
}

int runTour(AppContext &context, const QString &directory)
{
    Tour tour(context, directory);
    QObject::connect(&tour, &Tour::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    tour.start();
    return QApplication::exec();
}

/// A signal or the end of the desktop session ends the program without a question: nobody may be there to answer it.
/// The layout of the window is kept all the same.
int runProgram(QApplication &application, AppContext &context)
{
    const auto keepLayout = [&context] { context.window().saveLayout(); };
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &context, keepLayout);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &context, [keepLayout] {
        keepLayout();
        QCoreApplication::exit(); // quit() would close the window, which may ask
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    hardenProcess();
    const CommandLine commandLine = readCommandLine(argc, argv);
    if (commandLine.action != CommandLine::Action::Run) {
        print(commandLine.exitCode() == 0 ? stdout : stderr, commandLine.text);
        return commandLine.exitCode();
    }

    QApplication application(argc, argv);
    nameApplication();
    QGuiApplication::setDesktopFileName(productinfo::applicationId);
    QGuiApplication::setWindowIcon(icon(IconName::Application));

    const auto [directory, problem] = dataDirectory(commandLine.dataDirectory);
    if (!problem.isEmpty()) {
        print(stderr, QCoreApplication::translate("main", "The data folder %1 cannot be made: %2")
                          .arg(QDir::toNativeSeparators(directory), problem));
        return 1;
    }
    // Options that the running program cannot follow are refused; its window comes to the front all the same.
    const bool isHeldBack = commandLine.changesTheStart();
    SingleInstance instance(directory);
    const auto outcome = instance.begin(isHeldBack ? QStringList() : commandLine.files);
    if (outcome != SingleInstance::Outcome::First)
        return endSecondStart(outcome, isHeldBack, directory);

    Settings settings(QDir(directory).filePath(QStringLiteral("settings.ini")));
    QTranslator translator;
    installTranslation(translator, settings.value(Settings::Key::Language).toString());
    KeychainStore credentials(productinfo::applicationId,
                              [&settings](const QString &profileId) { return settings.keyWasStored(profileId); });
    DialogPrompts prompts;
    AppLog log;
    AppContext context(commandLine, directory, settings, credentials, prompts);
    QObject::connect(&context, &AppContext::logLevelChanged, &context,
                     [&log](const QString &level) { log.setLevel(level); });
    QObject::connect(&instance, &SingleInstance::startedAgain, &context, &AppContext::startAgain);
    context.start();
    if (!commandLine.tourDirectory.isEmpty())
        return runTour(context, commandLine.tourDirectory);
    return runProgram(application, context);
}
