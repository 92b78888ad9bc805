// SPDX-License-Identifier: Apache-2.0
#include "models/items/badge.h"

#include "models/text/format.h"

#include <QCoreApplication>

namespace pollux {

namespace {

constexpr char context[] = "pollux::Badge";
constexpr std::chrono::milliseconds warningBelow = std::chrono::hours(6);
constexpr std::chrono::milliseconds criticalBelow = std::chrono::hours(1);

Badge::Tone expiryTone(std::chrono::milliseconds remaining)
{
    if (remaining < criticalBelow)
        return Badge::Tone::Critical;
    return remaining < warningBelow ? Badge::Tone::Warning : Badge::Tone::Neutral;
}

} // namespace

QString stateText(const RemoteFile &file)
{
    switch (file.state) {
    case RemoteFile::State::Processing:
        return QCoreApplication::translate(context, "Processing");
    case RemoteFile::State::Active:
        return QCoreApplication::translate(context, "Active");
    case RemoteFile::State::Failed:
        return QCoreApplication::translate(context, "Failed");
    case RemoteFile::State::Unknown:
        return format::singleLine(file.stateText);
    case RemoteFile::State::Unspecified:
        break;
    }
    return QCoreApplication::translate(context, "Unknown");
}

QString sourceText(const RemoteFile &file)
{
    switch (file.source) {
    case RemoteFile::Source::Uploaded:
        return QCoreApplication::translate(context, "Uploaded");
    case RemoteFile::Source::Generated:
        return QCoreApplication::translate(context, "Generated");
    case RemoteFile::Source::Registered:
        return QCoreApplication::translate(context, "Registered");
    case RemoteFile::Source::Unknown:
        return format::singleLine(file.sourceText);
    case RemoteFile::Source::Unspecified:
        break;
    }
    return {};
}

Badge stateBadge(const RemoteFile &file)
{
    const QString text = stateText(file);
    switch (file.state) {
    case RemoteFile::State::Processing:
        return {Badge::Icon::Processing, Badge::Tone::Busy, text};
    case RemoteFile::State::Active:
        return {Badge::Icon::Active, Badge::Tone::Positive, text};
    case RemoteFile::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, text};
    case RemoteFile::State::Unspecified:
    case RemoteFile::State::Unknown:
        break;
    }
    return {Badge::Icon::Unknown, Badge::Tone::Neutral, text};
}

QString stateText(const Document &document)
{
    switch (document.state) {
    case Document::State::Pending:
        return QCoreApplication::translate(context, "Pending");
    case Document::State::Active:
        return QCoreApplication::translate(context, "Active");
    case Document::State::Failed:
        return QCoreApplication::translate(context, "Failed");
    case Document::State::Unknown:
        return format::singleLine(document.stateText);
    case Document::State::Unspecified:
        break;
    }
    return QCoreApplication::translate(context, "Unknown");
}

Badge documentBadge(const Document &document)
{
    const QString text = stateText(document);
    switch (document.state) {
    case Document::State::Pending:
        return {Badge::Icon::Processing, Badge::Tone::Busy, text};
    case Document::State::Active:
        return {Badge::Icon::Active, Badge::Tone::Positive, text};
    case Document::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, text};
    case Document::State::Unspecified:
    case Document::State::Unknown:
        break;
    }
    return {Badge::Icon::Unknown, Badge::Tone::Neutral, text};
}

std::optional<std::chrono::milliseconds> remainingTime(const RemoteFile &file, const QDateTime &now)
{
    if (!file.expirationTime)
        return std::nullopt;
    return std::chrono::milliseconds(now.msecsTo(file.expirationTime->toDateTime()));
}

Badge expiryBadge(const RemoteFile &file, const QDateTime &now)
{
    const auto remaining = remainingTime(file, now);
    if (!remaining)
        return {};
    if (remaining->count() <= 0)
        return {Badge::Icon::Clock, Badge::Tone::Critical, QCoreApplication::translate(context, "expired")};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*remaining);
    return {Badge::Icon::Clock, expiryTone(*remaining),
            QCoreApplication::translate(context, "in %1").arg(format::distance(seconds))};
}

} // namespace pollux
