// SPDX-License-Identifier: Apache-2.0
#include "app/applog.h"

#include "models/text/untrustedtext.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <array>
#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Level {
    QLatin1StringView name;
    QtMsgType type;
    int severity; ///< QtMsgType does not count in this order
    QLatin1StringView rules;
};

constexpr std::array knownLevels = {
    Level{"debug"_L1, QtDebugMsg, 0, "default.debug=true\npollux.*=true"_L1},
    Level{"info"_L1, QtInfoMsg, 1, "*.debug=false\npollux.*.info=true"_L1},
    Level{"warning"_L1, QtWarningMsg, 2, "*.debug=false\n*.info=false"_L1},
    Level{"critical"_L1, QtCriticalMsg, 3, "*.debug=false\n*.info=false\n*.warning=false"_L1},
};

constexpr std::size_t usualLevel = 2;

std::atomic<int> minSeverity = 0;
QtMessageHandler handlerBefore = nullptr;

/// Null for an unknown one.
const Level *levelOf(QtMsgType type)
{
    for (const Level &level : knownLevels) {
        if (level.type == type)
            return &level;
    }
    return nullptr;
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const Level *level = levelOf(type);
    if (level != nullptr && level->severity < minSeverity)
        return;
    const QString line = u"%1 %2 %3: %4\n"_s.arg(
        QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), level == nullptr ? "fatal"_L1 : level->name,
        QString::fromUtf8(context.category), untrustedtext::withoutSecrets(message));
    std::fputs(line.toUtf8().constData(), stderr);
}

} // namespace

AppLog::AppLog()
{
    setLevel(knownLevels.at(usualLevel).name);
    handlerBefore = qInstallMessageHandler(&write);
}

AppLog::~AppLog()
{
    qInstallMessageHandler(handlerBefore);
    QLoggingCategory::setFilterRules({});
}

QStringList AppLog::levels()
{
    QStringList names;
    for (const Level &level : knownLevels)
        names.append(level.name);
    return names;
}

void AppLog::setLevel(const QString &level)
{
    const Level *wanted = &knownLevels.at(usualLevel);
    for (const Level &each : knownLevels) {
        if (each.name == level)
            wanted = &each;
    }
    minSeverity = wanted->severity;
    QLoggingCategory::setFilterRules(wanted->rules);
}

} // namespace pollux
