// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"
#include "app/process/hardening.h"
#include "app/process/interrupt.h"
#include "models/productinfo.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

using pollux::DemoCollections;
using pollux::DemoServerOptions;

constexpr int badOptionsExit = 2;

void printLine(std::FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

struct NumberOption {
    QString name;
    QString description;
    QString valueName;
    qint64 fallback;
    qint64 smallest;
    qint64 largest;
    void (*set)(DemoServerOptions &options, qint64 value);
};

QList<NumberOption> numberOptions()
{
    return {
        {u"port"_s, u"Port on 127.0.0.1, 0 for a free one"_s, u"N"_s, 0, 0, 65535,
         [](DemoServerOptions &options, qint64 value) { options.port = static_cast<quint16>(value); }},
        {u"files"_s, u"Number of made-up files"_s, u"N"_s, 0, 0, 1'000'000,
         [](DemoServerOptions &options, qint64 value) { options.sampleFiles = static_cast<int>(value); }},
        {u"granularity"_s, u"Chunk granularity in bytes"_s, u"N"_s, 8388608, 1, 1'073'741'824,
         [](DemoServerOptions &options, qint64 value) { options.granularity = value; }},
        {u"processing"_s, u"How long a video is PROCESSING, or a document pending, in seconds"_s, u"SECONDS"_s, 4, 0,
         86'400, [](DemoServerOptions &options, qint64 value) { options.processing = std::chrono::seconds(value); }},
    };
}

/// Returns what is wrong with the arguments, in sentences.
QStringList readOptions(QCommandLineParser &parser, const QStringList &arguments, DemoServerOptions &options)
{
    const QList<NumberOption> numbers = numberOptions();
    for (const NumberOption &number : numbers) {
        parser.addOption({number.name,
                          u"%1 (%2 to %3)."_s.arg(number.description).arg(number.smallest).arg(number.largest),
                          number.valueName, QString::number(number.fallback)});
    }
    parser.addOption({u"stores"_s, u"Three made-up stores with documents."_s});
    parser.addOption({u"refuse-old-keys"_s, u"Keys that begin with AIza are refused, as by the service since 2026."_s});
    parser.addOption({u"refuse-uploads"_s, u"Uploads are refused, as for a key that may only read."_s});
    parser.addOption({u"collections"_s,
                      u"The collections of stores that it knows: ragStores, fileSearchStores or both."_s, u"WHICH"_s,
                      u"both"_s});
    if (!parser.parse(arguments)) {
        return {parser.errorText()};
    }
    if (!parser.positionalArguments().isEmpty()) {
        return {u"\"%1\" is not an option; see --help."_s.arg(parser.positionalArguments().constFirst())};
    }
    QStringList complaints;
    for (const NumberOption &number : numbers) {
        const QString text = parser.value(number.name);
        bool isNumber = false;
        const qint64 value = text.toLongLong(&isNumber);
        number.set(options, value);
        if (!isNumber || value < number.smallest || value > number.largest) {
            complaints.append(u"--%1 takes a whole number from %2 to %3, not \"%4\"."_s.arg(number.name)
                                  .arg(number.smallest)
                                  .arg(number.largest)
                                  .arg(text));
        }
    }
    options.sampleStores = parser.isSet(u"stores"_s);
    options.refusesOldKeys = parser.isSet(u"refuse-old-keys"_s);
    options.refusesUploads = parser.isSet(u"refuse-uploads"_s);
    // In the order of the enumeration.
    const QStringList collections{u"both"_s, u"ragStores"_s, u"fileSearchStores"_s};
    const QString which = parser.value(u"collections"_s);
    options.collections = static_cast<DemoCollections>(collections.indexOf(which));
    if (!collections.contains(which)) {
        complaints.append(u"--collections takes ragStores, fileSearchStores or both, not \"%1\"."_s.arg(which));
    }
    return complaints;
}

} // namespace

int main(int argc, char *argv[])
{
    pollux::hardenProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pollux-demo-server"_s);
    QCoreApplication::setApplicationVersion(pollux::productinfo::version);
    const pollux::Interrupt interrupt;
    QObject::connect(&interrupt, &pollux::Interrupt::requested, &application, &QCoreApplication::quit);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A stand-in for the Files service and the stores of the Gemini API, on this machine only."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    DemoServerOptions options;
    const QStringList complaints = readOptions(parser, QCoreApplication::arguments(), options);
    if (!complaints.isEmpty()) {
        printLine(stderr, complaints.join(u'\n'));
        return badOptionsExit;
    }
    if (parser.isSet(help)) {
        parser.showHelp();
    }
    if (parser.isSet(version)) {
        parser.showVersion();
    }

    pollux::DemoServer server(options);
    if (!server.start()) {
        printLine(stderr, server.errorText());
        return 1;
    }
    printLine(stdout, "listening on "_L1 + server.baseUrl().toString());
    return QCoreApplication::exec();
}
