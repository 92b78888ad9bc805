// SPDX-License-Identifier: Apache-2.0
#include "models/items/badge.h"

#include "models/text/format.h"
#include "models/text/storetext.h"

#include <QCoreApplication>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds warningBelow = std::chrono::hours(6);
constexpr std::chrono::milliseconds criticalBelow = std::chrono::hours(1);

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::Badge)
};

Badge::Tone expiryTone(std::chrono::milliseconds remaining)
{
    if (remaining < criticalBelow)
        return Badge::Tone::Critical;
    return remaining < warningBelow ? Badge::Tone::Warning : Badge::Tone::Neutral;
}

} // namespace

QString stateText(const RemoteFile &file)
{
    return stateBadge(file).text;
}

QString sourceText(const RemoteFile &file)
{
    switch (file.source) {
    case RemoteFile::Source::Uploaded:
        return Texts::tr("Uploaded");
    case RemoteFile::Source::Generated:
        return Texts::tr("Generated");
    case RemoteFile::Source::Registered:
        return Texts::tr("Registered");
    case RemoteFile::Source::Unknown:
        return format::singleLine(file.sourceText);
    case RemoteFile::Source::Unspecified:
        break;
    }
    // Older answers of the service have no source at all.
    return file.sourceText.isEmpty() ? QString() : Texts::tr("Not specified");
}

Badge stateBadge(const RemoteFile &file)
{
    switch (file.state) {
    case RemoteFile::State::Processing:
        return {Badge::Icon::Processing, Badge::Tone::Busy, Texts::tr("Processing")};
    case RemoteFile::State::Active:
        return {Badge::Icon::Active, Badge::Tone::Positive, Texts::tr("Active")};
    case RemoteFile::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, Texts::tr("Failed")};
    case RemoteFile::State::Unknown:
        return {Badge::Icon::Unknown, Badge::Tone::Neutral, format::singleLine(file.stateText)};
    case RemoteFile::State::Unspecified:
        break;
    }
    return {Badge::Icon::Unknown, Badge::Tone::Neutral, Texts::tr("Unknown")};
}

Badge documentBadge(const Document &document, const QDateTime &now)
{
    const QString text = storetext::stateText(document, now);
    switch (document.state) {
    case Document::State::Pending:
        return {Badge::Icon::Processing, Badge::Tone::Busy, text};
    case Document::State::Active:
        return {Badge::Icon::Active, Badge::Tone::Positive, text};
    case Document::State::Failed:
        return {Badge::Icon::Failed, document.mayRecover(now) ? Badge::Tone::Warning : Badge::Tone::Critical, text};
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
        return {Badge::Icon::Clock, Badge::Tone::Critical, Texts::tr("expired")};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*remaining);
    return {Badge::Icon::Clock, expiryTone(*remaining), Texts::tr("in %1").arg(format::distance(seconds))};
}

} // namespace pollux
