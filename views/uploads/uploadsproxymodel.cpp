// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadsproxymodel.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/text/errortext.h"
#include "models/text/format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

using State = UploadTask::State;

constexpr qint64 countdownAfterglow = 3000; // ms; a countdown that has ended is still repainted for this time

bool hasProgress(const UploadTask &task)
{
    switch (task.state) {
    case State::Queued:
    case State::Paused:
        return task.bytesHandedOver > 0;
    case State::Failed:
    case State::Cancelled:
        return false;
    default:
        return true;
    }
}

using Icon = Badge::Icon;
using Tone = Badge::Tone;

template <typename Key>
struct Look {
    Key key;
    Icon icon;
    Tone tone;
};

constexpr auto waitLooks = std::to_array<Look<WaitReason>>({
    {WaitReason::None, Icon::Clock, Tone::Warning},
    {WaitReason::Person, Icon::Pause, Tone::Neutral},
    {WaitReason::Interrupted, Icon::Interrupted, Tone::Warning},
    {WaitReason::Network, Icon::Offline, Tone::Warning},
    {WaitReason::Retry, Icon::Retry, Tone::Warning},
    {WaitReason::BadKey, Icon::Key, Tone::Critical},
    {WaitReason::AnotherKey, Icon::Key, Tone::Warning},
    {WaitReason::StorageFull, Icon::Storage, Tone::Critical},
    {WaitReason::ServerDown, Icon::Server, Tone::Warning},
    {WaitReason::JournalNotWritable, Icon::Warning, Tone::Critical},
    {WaitReason::NoPermission, Icon::Key, Tone::Critical},
    {WaitReason::LocationBlocked, Icon::Warning, Tone::Critical},
    {WaitReason::EndpointWrong, Icon::Warning, Tone::Critical},
});
static_assert(waitLooks.size() == static_cast<std::size_t>(WaitReason::EndpointWrong) + 1);

constexpr auto stateLooks = std::to_array<Look<State>>({
    {State::Queued, Icon::Clock, Tone::Neutral},
    {State::Hashing, Icon::Find, Tone::Busy},
    {State::Starting, Icon::Upload, Tone::Busy},
    {State::Sending, Icon::Upload, Tone::Busy},
    {State::Finalising, Icon::Finish, Tone::Busy},
    {State::Verifying, Icon::Verify, Tone::Busy},
    {State::Processing, Icon::Processing, Tone::Busy},
    {State::Done, Icon::Active, Tone::Positive},
    {State::Failed, Icon::Failed, Tone::Critical},
    {State::Cancelled, Icon::Cancel, Tone::Neutral},
});
// Two states have no entry: the look of Waiting and Paused depends on their WaitReason.
static_assert(stateLooks.size() == static_cast<std::size_t>(State::Cancelled) + 1 - 2);

template <typename Key, std::size_t count>
Badge badgeOf(const std::array<Look<Key>, count> &looks, Key key, const QString &text)
{
    const auto &look = *std::ranges::find(looks, key, &Look<Key>::key);
    return {look.icon, look.tone, text};
}

} // namespace

UploadsProxyModel::UploadsProxyModel(QAbstractItemModel &source, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_clock(&QDateTime::currentDateTimeUtc)
{
    setSourceModel(&source);
}

Badge UploadsProxyModel::badge(const UploadTask &task, const QString &text)
{
    if (task.state == State::Waiting)
        return badgeOf(waitLooks, task.waitReason, text);
    if (task.state == State::Paused)
        return badgeOf(waitLooks, task.waitReason == WaitReason::Interrupted ? task.waitReason : WaitReason::Person,
                       text);
    return badgeOf(stateLooks, task.state, text);
}

QString UploadsProxyModel::notes(UploadNotes notes)
{
    QStringList words;
    if (notes.testFlag(UploadNote::EmptyFile))
        words.append(tr("empty file"));
    if (notes.testFlag(UploadNote::UnknownType))
        words.append(tr("type unknown: sent as application/octet-stream"));
    if (notes.testFlag(UploadNote::NewSession))
        words.append(tr("began anew: the server ended the first session"));
    if (notes.testFlag(UploadNote::NotVerified))
        words.append(tr("not verified: there was no hash to compare"));
    if (notes.testFlag(UploadNote::TypeDiffers))
        words.append(tr("the server holds it as another type"));
    if (notes.testFlag(UploadNote::FoundInList))
        words.append(tr("the last answer was lost: found in the list by size and hash"));
    if (notes.testFlag(UploadNote::GoneFromServer))
        words.append(tr("no longer on the server"));
    return words.join("; "_L1);
}

QString UploadsProxyModel::totals(const UploadTotals &totals)
{
    QStringList words;
    if (totals.running > 0)
        words.append(tr("%n uploading", nullptr, totals.running));
    if (totals.waiting > 0)
        words.append(tr("%n waiting", nullptr, totals.waiting));
    if (totals.queued > 0)
        words.append(tr("%n queued", nullptr, totals.queued));
    if (totals.paused > 0)
        words.append(tr("%n paused", nullptr, totals.paused));
    if (totals.failed > 0)
        words.append(tr("%n failed", nullptr, totals.failed));
    if (totals.processing > 0)
        words.append(tr("%n being processed", nullptr, totals.processing));
    if (totals.done > 0)
        words.append(tr("%n uploaded", nullptr, totals.done));
    if (totals.cancelled > 0)
        words.append(tr("%n cancelled", nullptr, totals.cancelled));
    return words.join(", "_L1);
}

QString UploadsProxyModel::countdown(const UploadTask &task) const
{
    if (!task.nextTry.isValid())
        return {};
    const std::chrono::milliseconds left(m_clock().msecsTo(task.nextTry));
    if (left.count() <= 0)
        return tr("Next try now");
    return tr("Next try in %1").arg(format::timeLeft(std::chrono::ceil<std::chrono::seconds>(left)));
}

QString UploadsProxyModel::waitText(const UploadTask &task) const
{
    switch (task.waitReason) {
    case WaitReason::Retry:
    case WaitReason::JournalNotWritable:
        return countdown(task);
    case WaitReason::Network:
    case WaitReason::ServerDown:
    case WaitReason::NoPermission:
    case WaitReason::LocationBlocked:
    case WaitReason::EndpointWrong:
        return task.nextTry.isValid() && task.nextTry > m_clock() ? countdown(task) : tr("One upload will try first");
    case WaitReason::BadKey:
        return task.error ? QString() : tr("Enter a valid key in Accounts.");
    case WaitReason::AnotherKey:
        return tr("Begun with another key. Resume it to use the account's key of today.");
    case WaitReason::StorageFull:
        return task.error ? QString() : tr("Delete files that are no longer needed, then resume.");
    case WaitReason::None:
    case WaitReason::Person:
    case WaitReason::Interrupted:
        break;
    }
    return {};
}

QString UploadsProxyModel::errorText(const UploadTask &task) const
{
    if (task.state != State::Waiting && task.state != State::Failed)
        return {};
    // The error of the last try has nothing to do with a wait for another key.
    if (task.error && (task.state == State::Failed || task.waitReason != WaitReason::AnotherKey))
        return errorSentence(*task.error);
    if (task.state == State::Failed && task.file && task.file->error)
        return statusText(*task.file->error);
    return {};
}

QString UploadsProxyModel::hint(const UploadTask &task) const
{
    if (task.state == State::Waiting)
        return waitText(task);
    if (task.state == State::Paused && task.waitReason == WaitReason::Interrupted)
        return tr("The program ended before it was done. Resume it, or remove it from the list.");
    if (task.state == State::Hashing)
        return tr("The last answer was lost: looking for the file on the server");
    return {};
}

QString UploadsProxyModel::nextStep(const UploadTask &task) const
{
    QStringList words{hint(task), errorText(task), notes(task.notes)};
    words.removeAll(QString());
    return words.join(u" · "_s);
}

bool UploadsProxyModel::countsDown(const UploadTask &task) const
{
    return task.state == State::Waiting && task.nextTry.isValid() &&
           m_clock().msecsTo(task.nextTry) > -countdownAfterglow;
}

bool UploadsProxyModel::updateCountdowns()
{
    const auto announce = [this](int first, int last) {
        emit dataChanged(index(first, UploadsModel::NextStepColumn), index(last, UploadsModel::NextStepColumn),
                         {Qt::DisplayRole, Qt::AccessibleTextRole});
    };
    int first = -1;
    bool isAny = false;
    for (int row = 0; row < rowCount(); ++row) {
        // Most tasks do not wait: their state is read without a copy of the task.
        const QVariant state = sourceModel()->index(row, UploadsModel::StateColumn).data(UploadsModel::SortRole);
        const bool isWaiting =
            (!state.isValid() || state.toInt() == static_cast<int>(State::Waiting)) && countsDown(taskAt(row));
        isAny = isAny || isWaiting;
        if (isWaiting && first < 0)
            first = row;
        else if (!isWaiting && first >= 0)
            announce(std::exchange(first, -1), row - 1);
    }
    if (first >= 0)
        announce(first, rowCount() - 1);
    return isAny;
}

QVariant UploadsProxyModel::data(const QModelIndex &index, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    const bool isShare = isText || role == UploadsModel::ProgressRole || role == UploadsModel::ConfirmedRole;
    switch (index.column()) {
    case UploadsModel::StateColumn:
        return stateData(index, role);
    case UploadsModel::NextStepColumn:
        return isText ? nextStep(taskAt(index.row())) : QIdentityProxyModel::data(index, role);
    case UploadsModel::ProgressColumn:
        return isShare && !hasProgress(taskAt(index.row())) ? QVariant() : QIdentityProxyModel::data(index, role);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant UploadsProxyModel::stateData(const QModelIndex &index, int role) const
{
    if (role != BadgeRole)
        return QIdentityProxyModel::data(index, role);
    const QString text = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
    return QVariant::fromValue(badge(taskAt(index.row()), text));
}

UploadTask UploadsProxyModel::taskAt(int row) const
{
    return QIdentityProxyModel::data(index(row, UploadsModel::NameColumn), UploadsModel::TaskRole).value<UploadTask>();
}

} // namespace pollux
