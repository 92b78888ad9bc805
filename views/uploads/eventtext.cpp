// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/eventtext.h"

#include "models/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

using namespace Qt::StringLiterals;

namespace pollux::eventtext {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::EventWords)
};

constexpr qint64 maxBareNumber = 999; // bytes; format::size() shows as many in full

QString waitText(qint64 milliseconds)
{
    constexpr qint64 minute = 60'000;
    if (milliseconds >= minute)
        return format::timeLeft(std::chrono::round<std::chrono::seconds>(std::chrono::milliseconds(milliseconds)));
    return Texts::tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

} // namespace

QString bytesText(qint64 bytes)
{
    if (bytes <= maxBareNumber)
        return format::size(bytes);
    return Texts::tr("%1 (%2 B)", "rounded size, exact size").arg(format::size(bytes), QLocale().toString(bytes));
}

QString timeText(const TaskEvent &event)
{
    return event.time.toLocalTime().time().toString(u"HH:mm:ss.zzz"_s);
}

QString whatText(const TaskEvent &event)
{
    switch (event.kind) {
    case TaskEvent::Kind::Queued:
        return Texts::tr("Queued");
    case TaskEvent::Kind::SessionStarted:
        return Texts::tr("Session opened");
    case TaskEvent::Kind::Sending:
        return Texts::tr("Sending");
    case TaskEvent::Kind::Asked:
        return Texts::tr("Asked the server");
    case TaskEvent::Kind::Confirmed:
        return Texts::tr("Confirmed");
    case TaskEvent::Kind::Failed:
        return Texts::tr("A try failed");
    case TaskEvent::Kind::Waiting:
        return Texts::tr("Waiting");
    case TaskEvent::Kind::Paused:
        return Texts::tr("Paused");
    case TaskEvent::Kind::Resumed:
        return Texts::tr("Resumed");
    case TaskEvent::Kind::Interrupted:
        return Texts::tr("Interrupted");
    case TaskEvent::Kind::AllSent:
        return Texts::tr("All sent");
    case TaskEvent::Kind::Verified:
        return Texts::tr("Verified");
    case TaskEvent::Kind::Searched:
        return Texts::tr("Searched the list");
    case TaskEvent::Kind::Finished:
        return event.error ? Texts::tr("Failed") : Texts::tr("Finished");
    case TaskEvent::Kind::Cancelled:
        return Texts::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString moreText(const TaskEvent &event, const ErrorSentence &errorSentence)
{
    switch (event.kind) {
    case TaskEvent::Kind::SessionStarted:
        return Texts::tr("number %1").arg(event.number);
    case TaskEvent::Kind::Sending:
        return Texts::tr("from %1").arg(bytesText(event.number));
    case TaskEvent::Kind::Confirmed:
    case TaskEvent::Kind::AllSent:
        return bytesText(event.number);
    case TaskEvent::Kind::Waiting:
        return waitText(event.number);
    case TaskEvent::Kind::Failed:
    case TaskEvent::Kind::Finished:
        return event.error ? errorSentence(*event.error) : QString();
    default:
        return {};
    }
}

} // namespace pollux::eventtext
