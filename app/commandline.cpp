// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include "app/process/patharguments.h"
#include "models/api/http/requestfactory.h"
#include "models/productinfo.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options {
    QCommandLineOption endpoint{u"endpoint"_s, tr("Use this base URL instead of the account's, for this run."),
                                u"URL"_s};
    QCommandLineOption profile{u"profile"_s, tr("Begin with the account of this name."), u"NAME"_s};
    QCommandLineOption demo{u"demo"_s, tr("Open on the embedded demo server: no key and no network needed.")};
    QCommandLineOption tour{u"tour"_s, tr("With --demo: play the main job and write a picture of each step."),
                            u"DIR"_s};
    QCommandLineOption dataDirectory{u"data-dir"_s, tr("Keep settings and state in this folder."), u"DIR"_s};
    QCommandLineOption help{QStringList{u"h"_s, u"help"_s}, tr("Print this help.")};
    QCommandLineOption version{QStringList{u"v"_s, u"version"_s}, tr("Print the version.")};
};

void describe(QCommandLineParser &parser, const Options &options)
{
    parser.setApplicationDescription(tr("Desktop file manager for the Gemini API."));
    parser.addOptions({options.endpoint, options.profile, options.demo, options.tour, options.dataDirectory,
                       options.help, options.version});
    parser.addPositionalArgument(u"FILE"_s, tr("Files and folders to upload at once."), u"[FILE…]"_s);
}

/// Why the options do not fit together; empty if they do.
QString contradiction(const QCommandLineParser &parser, const Options &options)
{
    if (parser.isSet(options.tour) && !parser.isSet(options.demo))
        return tr("--tour needs --demo.");
    if (parser.isSet(options.tour) && parser.value(options.tour).isEmpty())
        return tr("--tour needs the name of a folder.");
    if (parser.isSet(options.demo) && (parser.isSet(options.endpoint) || parser.isSet(options.profile)))
        return tr("--demo brings its own server and account: leave out --endpoint and --profile.");
    if (parser.isSet(options.dataDirectory) && parser.value(options.dataDirectory).isEmpty())
        return tr("--data-dir needs the name of a folder.");
    if (parser.isSet(options.endpoint) && !isSecureOrLoopback(QUrl(parser.value(options.endpoint), QUrl::StrictMode)))
        return tr("--endpoint needs an https URL, or http to this machine: %1").arg(parser.value(options.endpoint));
    return {};
}

CommandLine saying(CommandLine::Action action, const QString &text)
{
    CommandLine line;
    line.action = action;
    line.text = text;
    return line;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    using Action = CommandLine::Action;
    const Options options;
    QCommandLineParser parser;
    describe(parser, options);
    if (!parser.parse(arguments))
        return saying(Action::Refuse, parser.errorText());
    if (parser.isSet(options.help))
        return saying(Action::PrintText, parser.helpText());
    if (parser.isSet(options.version))
        return saying(Action::PrintText, productinfo::displayName + " "_L1 + productinfo::version);
    if (const QString reason = contradiction(parser, options); !reason.isEmpty())
        return saying(Action::Refuse, reason);

    CommandLine line;
    if (parser.isSet(options.endpoint))
        line.endpoint = QUrl(parser.value(options.endpoint), QUrl::StrictMode);
    line.profileName = parser.value(options.profile);
    line.demo = parser.isSet(options.demo);
    line.tourDirectory = parser.value(options.tour);
    line.dataDirectory = parser.value(options.dataDirectory);
    for (const QString &argument : parser.positionalArguments())
        line.files.append(namedPath(argument));
    return line;
}

} // namespace pollux
