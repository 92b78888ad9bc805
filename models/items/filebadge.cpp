// SPDX-License-Identifier: Apache-2.0
#include "models/items/filebadge.h"

#include "models/text/format.h"

#include <QCoreApplication>

namespace pollux {

namespace {

constexpr char context[] = "pollux::FileBadge";
constexpr std::chrono::milliseconds warningBelow = std::chrono::hours(6);
constexpr std::chrono::milliseconds criticalBelow = std::chrono::hours(1);

FileBadge::Tone expiryTone(std::chrono::milliseconds remaining)
{
    if (remaining < criticalBelow)
        return FileBadge::Tone::Critical;
    return remaining < warningBelow ? FileBadge::Tone::Warning : FileBadge::Tone::Neutral;
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

FileBadge stateBadge(const RemoteFile &file)
{
    const QString text = stateText(file);
    switch (file.state) {
    case RemoteFile::State::Processing:
        return {FileBadge::Icon::Processing, FileBadge::Tone::Busy, text};
    case RemoteFile::State::Active:
        return {FileBadge::Icon::Active, FileBadge::Tone::Positive, text};
    case RemoteFile::State::Failed:
        return {FileBadge::Icon::Failed, FileBadge::Tone::Critical, text};
    case RemoteFile::State::Unspecified:
    case RemoteFile::State::Unknown:
        break;
    }
    return {FileBadge::Icon::Unknown, FileBadge::Tone::Neutral, text};
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

FileBadge documentBadge(const Document &document)
{
    const QString text = stateText(document);
    switch (document.state) {
    case Document::State::Pending:
        return {FileBadge::Icon::Processing, FileBadge::Tone::Busy, text};
    case Document::State::Active:
        return {FileBadge::Icon::Active, FileBadge::Tone::Positive, text};
    case Document::State::Failed:
        return {FileBadge::Icon::Failed, FileBadge::Tone::Critical, text};
    case Document::State::Unspecified:
    case Document::State::Unknown:
        break;
    }
    return {FileBadge::Icon::Unknown, FileBadge::Tone::Neutral, text};
}

std::optional<std::chrono::milliseconds> remainingTime(const RemoteFile &file, const QDateTime &now)
{
    if (!file.expirationTime)
        return std::nullopt;
    return std::chrono::milliseconds(now.msecsTo(file.expirationTime->toDateTime()));
}

FileBadge expiryBadge(const RemoteFile &file, const QDateTime &now)
{
    const auto remaining = remainingTime(file, now);
    if (!remaining)
        return {};
    if (remaining->count() <= 0)
        return {FileBadge::Icon::Clock, FileBadge::Tone::Critical, QCoreApplication::translate(context, "expired")};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*remaining);
    return {FileBadge::Icon::Clock, expiryTone(*remaining),
            QCoreApplication::translate(context, "in %1").arg(format::distance(seconds))};
}

} // namespace pollux
