// SPDX-License-Identifier: Apache-2.0
#include "app/applog.h"

#include "models/text/untrustedtext.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>
#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Level {
    QLatin1StringView name;
    QtMsgType type = QtDebugMsg;
    QLatin1StringView rules;
};

/// From the most verbose to the most severe; the values of QtMsgType are in another order.
constexpr Level knownLevels[] = {
    Level{"debug"_L1, QtDebugMsg, "default.debug=true\npollux.*=true"_L1},
    Level{"info"_L1, QtInfoMsg, "*.debug=false\npollux.*.info=true"_L1},
    Level{"warning"_L1, QtWarningMsg, "*.debug=false\n*.info=false"_L1},
    Level{"critical"_L1, QtCriticalMsg, "*.debug=false\n*.info=false\n*.warning=false"_L1},
};

std::atomic<const Level *> lowestLevel = std::begin(knownLevels);
QtMessageHandler handlerBefore = nullptr;

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const Level *level = std::ranges::find(knownLevels, type, &Level::type);
    if (level < lowestLevel)
        return;
    const QString line =
        u"%1 %2 %3: %4\n"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                level == std::end(knownLevels) ? "fatal"_L1 : level->name,
                                QString::fromUtf8(context.category), untrustedtext::withoutSecrets(message));
    std::fputs(line.toUtf8().constData(), stderr);
}

} // namespace

AppLog::AppLog()
{
    setLevel({});
    handlerBefore = qInstallMessageHandler(&write);
}

AppLog::~AppLog()
{
    qInstallMessageHandler(handlerBefore);
    QLoggingCategory::setFilterRules({});
}

void AppLog::setLevel(const QString &level)
{
    const Level *chosen = std::ranges::find(knownLevels, level, &Level::name);
    if (chosen == std::end(knownLevels))
        chosen = std::ranges::find(knownLevels, QtWarningMsg, &Level::type);
    lowestLevel = chosen;
    QLoggingCategory::setFilterRules(chosen->rules);
}

} // namespace pollux
