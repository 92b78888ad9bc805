// SPDX-License-Identifier: Apache-2.0
#include "views/uploadwords.h"

#include "models/items/uploadsmodel.h"

#include <QLocale>

#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

bool hasProgress(UploadTask::State state)
{
    return state != UploadTask::State::Queued && state != UploadTask::State::Failed &&
           state != UploadTask::State::Cancelled;
}

} // namespace

void UploadTotals::count(UploadTask::State state)
{
    switch (state) {
    case UploadTask::State::Queued:
        ++queued;
        break;
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
    case UploadTask::State::Waiting:
        ++running;
        break;
    case UploadTask::State::Done:
        ++done;
        break;
    case UploadTask::State::Failed:
        ++failed;
        break;
    case UploadTask::State::Cancelled:
        ++cancelled;
        break;
    }
}

UploadWords::UploadWords(QAbstractItemModel &source, ErrorSentence errorSentence, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_errorSentence(std::move(errorSentence))
{
    setSourceModel(&source);
}

FileBadge UploadWords::badge(UploadTask::State state, const QString &text)
{
    using Icon = FileBadge::Icon;
    using Tone = FileBadge::Tone;
    switch (state) {
    case UploadTask::State::Queued:
        return {Icon::Clock, Tone::Neutral, text};
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
        return {Icon::Processing, Tone::Busy, text};
    case UploadTask::State::Waiting:
        return {Icon::Clock, Tone::Warning, text};
    case UploadTask::State::Done:
        return {Icon::Active, Tone::Positive, text};
    case UploadTask::State::Failed:
        return {Icon::Failed, Tone::Critical, text};
    case UploadTask::State::Cancelled:
        break;
    }
    return {Icon::None, Tone::Neutral, text};
}

QString UploadWords::notes(UploadNotes notes)
{
    QStringList words;
    if (notes.testFlag(UploadNote::EmptyFile))
        words.append(tr("empty file"));
    if (notes.testFlag(UploadNote::UnknownType))
        words.append(tr("type unknown: sent as application/octet-stream"));
    if (notes.testFlag(UploadNote::NewSession))
        words.append(tr("began anew: the server ended the first session"));
    if (notes.testFlag(UploadNote::NotVerified))
        words.append(tr("not verified: the server sent no hash"));
    if (notes.testFlag(UploadNote::TypeDiffers))
        words.append(tr("the server holds it as another type"));
    return words.join("; "_L1);
}

QString UploadWords::totals(const UploadTotals &totals)
{
    QStringList words;
    if (totals.running > 0)
        words.append(tr("%n uploading", nullptr, totals.running));
    if (totals.queued > 0)
        words.append(tr("%n queued", nullptr, totals.queued));
    if (totals.failed > 0)
        words.append(tr("%n failed", nullptr, totals.failed));
    if (totals.done > 0)
        words.append(tr("%n uploaded", nullptr, totals.done));
    if (totals.cancelled > 0)
        words.append(tr("%n cancelled", nullptr, totals.cancelled));
    return words.join(", "_L1);
}

QString UploadWords::detail(const UploadTask &task) const
{
    QStringList words;
    const bool isWaiting = task.state == UploadTask::State::Waiting;
    if (isWaiting && task.nextTry.isValid())
        words.append(tr("next try at %1").arg(QLocale().toString(task.nextTry.toLocalTime().time(), u"HH:mm:ss"_s)));
    if (task.error && (isWaiting || task.state == UploadTask::State::Failed))
        words.append(m_errorSentence(*task.error));
    const QString noteWords = notes(task.notes);
    if (!noteWords.isEmpty())
        words.append(noteWords);
    return words.join(u" · "_s);
}

QVariant UploadWords::data(const QModelIndex &index, int role) const
{
    if (index.column() == UploadsModel::StateColumn)
        return stateData(index, role);
    const bool isShare =
        role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == UploadsModel::ProgressRole;
    if (index.column() == UploadsModel::ProgressColumn && isShare && !hasProgress(taskAt(index).state))
        return {};
    return QIdentityProxyModel::data(index, role);
}

QVariant UploadWords::stateData(const QModelIndex &index, int role) const
{
    const auto state = [this, &index] { return QIdentityProxyModel::data(index, Qt::DisplayRole).toString(); };
    switch (role) {
    case BadgeRole:
        return QVariant::fromValue(badge(taskAt(index).state, state()));
    case DetailRole:
        return detail(taskAt(index));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString words = detail(taskAt(index));
        return words.isEmpty() ? state() : tr("%1: %2").arg(state(), words);
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

UploadTask UploadWords::taskAt(const QModelIndex &index) const
{
    return QIdentityProxyModel::data(index, UploadsModel::TaskRole).value<UploadTask>();
}

} // namespace pollux
