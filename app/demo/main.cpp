// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"
#include "app/demo/stopsignal.h"
#include "models/productinfo.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <optional>

#ifndef _WIN32
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

constexpr int badOptionsExit = 2;

void printLine(std::FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

struct NumberOption {
    QCommandLineOption option;
    qint64 smallest;
    qint64 largest;
};

NumberOption numberOption(const QString &name, const QString &description, const QString &valueName, qint64 fallback,
                          qint64 smallest, qint64 largest)
{
    return {QCommandLineOption(name, u"%1 (%2 to %3)."_s.arg(description).arg(smallest).arg(largest), valueName,
                               QString::number(fallback)),
            smallest, largest};
}

/// Nothing if the value is no number within the range; a sentence about it is printed then.
std::optional<qint64> numberOf(const QCommandLineParser &parser, const NumberOption &number)
{
    const QString text = parser.value(number.option);
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (isNumber && value >= number.smallest && value <= number.largest) {
        return value;
    }
    printLine(stderr, u"--%1 takes a whole number from %2 to %3, not \"%4\"."_s.arg(number.option.names().constFirst())
                          .arg(number.smallest)
                          .arg(number.largest)
                          .arg(text));
    return {};
}

/// Nothing if there is no such word; a sentence about it is printed then.
std::optional<pollux::DemoCollections> collectionsOf(const QString &word)
{
    using pollux::DemoCollections;
    if (word == "both"_L1) {
        return DemoCollections::Both;
    }
    if (word == "ragStores"_L1 || word == "fileSearchStores"_L1) {
        return word == "ragStores"_L1 ? DemoCollections::RagStores : DemoCollections::FileSearchStores;
    }
    printLine(stderr, u"--collections takes ragStores, fileSearchStores or both, not \"%1\"."_s.arg(word));
    return {};
}

/// Nothing if the options are bad: then a sentence was printed.
std::optional<pollux::DemoServerOptions> readOptions(QCommandLineParser &parser, const QStringList &arguments)
{
    const NumberOption port = numberOption(u"port"_s, u"Port on 127.0.0.1, 0 for a free one"_s, u"N"_s, 0, 0, 65535);
    const NumberOption files = numberOption(u"files"_s, u"Number of made-up files"_s, u"N"_s, 0, 0, 1'000'000);
    const NumberOption granularity =
        numberOption(u"granularity"_s, u"Chunk granularity in bytes"_s, u"N"_s, 8388608, 1, 1'073'741'824);
    const NumberOption processing =
        numberOption(u"processing"_s, u"How long a video is PROCESSING, or a document pending, in seconds"_s,
                     u"SECONDS"_s, 4, 0, 86'400);
    const QCommandLineOption stores(u"stores"_s, u"Three made-up stores with documents."_s);
    const QCommandLineOption collections(
        u"collections"_s, u"The collections of stores that it knows: ragStores, fileSearchStores or both."_s,
        u"WHICH"_s, u"both"_s);
    parser.addOptions({port.option, files.option, stores, collections, granularity.option, processing.option});
    if (!parser.parse(arguments)) {
        printLine(stderr, parser.errorText());
        return {};
    }
    if (!parser.positionalArguments().isEmpty()) {
        printLine(stderr, u"\"%1\" is not an option; see --help."_s.arg(parser.positionalArguments().constFirst()));
        return {};
    }
    const auto portValue = numberOf(parser, port);
    const auto filesValue = numberOf(parser, files);
    const auto granularityValue = numberOf(parser, granularity);
    const auto processingValue = numberOf(parser, processing);
    const auto collectionsValue = collectionsOf(parser.value(collections));
    if (!portValue || !filesValue || !granularityValue || !processingValue || !collectionsValue) {
        return {};
    }
    pollux::DemoServerOptions options;
    options.port = static_cast<quint16>(*portValue);
    options.sampleFiles = static_cast<int>(*filesValue);
    options.sampleStores = parser.isSet(stores);
    options.collections = *collectionsValue;
    options.granularity = *granularityValue;
    options.processing = std::chrono::seconds(*processingValue);
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
#ifndef _WIN32
    ::umask(077);
#endif
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pollux-demo-server"_s);
    QCoreApplication::setApplicationVersion(pollux::productinfo::version);
    pollux::stopsignal::keep();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A stand-in for the Files service and the stores of the Gemini API, on this machine only."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const auto options = readOptions(parser, QCoreApplication::arguments());
    if (!options) {
        return badOptionsExit;
    }
    if (parser.isSet(help)) {
        parser.showHelp();
    }
    if (parser.isSet(version)) {
        parser.showVersion();
    }

    pollux::DemoServer server(*options);
    if (!server.start()) {
        printLine(stderr, server.errorText());
        return 1;
    }
    printLine(stdout, "listening on "_L1 + server.baseUrl().toString());
    pollux::stopsignal::wait();
    return 0;
}
