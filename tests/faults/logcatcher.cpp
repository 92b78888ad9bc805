// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/logcatcher.h"

#include <QLoggingCategory>
#include <QString>

#include <mutex>

namespace pollux {

namespace {

// A message handler is a plain function, so the list that it fills cannot be a member.
std::mutex mutex;
QByteArray caught;
int uploadLines = 0;

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const bool isOfApi = context.category && qstrcmp(context.category, "pollux.api") == 0;
    {
        const std::lock_guard lock(mutex);
        caught += message.toUtf8() + '\n';
        // The name of an operation can have the same word in it.
        const bool isStart =
            message.contains(QLatin1String("/upload/")) && !message.contains(QLatin1String("/operations/"));
        const bool isUpload = isStart || message.contains(QLatin1String("(session)"));
        uploadLines += isOfApi && isUpload ? 1 : 0;
    }
    if (type == QtCriticalMsg || type == QtFatalMsg)
        fprintf(stderr, "%s\n", qPrintable(message));
}

} // namespace

LogCatcher::LogCatcher()
{
    QLoggingCategory::setFilterRules(QStringLiteral("pollux.*.debug=true\npollux.*.info=true"));
    qInstallMessageHandler(handleMessage);
}

LogCatcher::~LogCatcher()
{
    qInstallMessageHandler(nullptr);
}

QByteArray LogCatcher::text() const
{
    const std::lock_guard lock(mutex);
    return caught;
}

int LogCatcher::uploadRequests() const
{
    const std::lock_guard lock(mutex);
    return uploadLines;
}

} // namespace pollux
