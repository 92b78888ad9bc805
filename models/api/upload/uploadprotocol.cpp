// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadprotocol.h"

#include "models/api/http/serverclock.h"
#include "models/api/types/storecollection.h"
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// A larger granularity from a server is ignored, because parts of that size would be of no use after a failure.
constexpr qint64 maxGranularity = qint64{1} << 30;

/// Accepts only plain digits; nothing for a sign, a blank or a number that does not fit.
std::optional<qint64> plainNumber(const QByteArray &value)
{
    const bool digits = !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 number = value.toLongLong(&fits);
    return digits && fits ? std::optional(number) : std::nullopt;
}

/// If a gateway drops the upload headers, the JSON body of `start` becomes the document (contract 1.4).
Verification verificationOf(const Operation &operation, const UploadSource &source, qint64 size)
{
    const QString type = operation.responseMimeType();
    if (operation.responseSizeBytes().value_or(size) != size)
        return Verification::Damaged;
    const bool isSameType = type.isEmpty() || type.compare(source.mimeType, Qt::CaseInsensitive) == 0;
    return isSameType ? Verification::NoHash : Verification::TypeDiffers;
}

Verification verificationOf(const RemoteFile &file, const UploadSource &source, qint64 size, const QByteArray &sha256)
{
    if (file.sizeBytes != size)
        return Verification::Damaged;
    if (file.sha256Hash.isEmpty() || sha256.isEmpty())
        return Verification::NoHash;
    if (file.sha256Hash != sha256)
        return Verification::Damaged;
    const bool isSameType = file.mimeType.compare(source.mimeType, Qt::CaseInsensitive) == 0;
    return isSameType ? Verification::Verified : Verification::TypeDiffers;
}

} // namespace

QString uploadPath(const UploadSource &source)
{
    return source.store ? storeUploadPath(*source.store) : u"files"_s;
}

QByteArray uploadStartBody(const UploadSource &source)
{
    const QString chosenType = source.isMimeTypeChosen ? source.mimeType : QString();
    QJsonObject body = storeUploadBody(source.store.value_or(StoreUpload()), source.displayName, chosenType);
    if (!source.store)
        body = {{u"file"_s, body}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray uploadStatus(const ServerAnswer &answer)
{
    return answer.header("x-goog-upload-status"_ba).trimmed().toLower();
}

bool isTypeRefused(const UploadSource &source, const ServerAnswer &answer)
{
    return source.store && source.isMimeTypeChosen && answer.httpStatus == 400 &&
           answer.error().message.contains("mime_type"_L1);
}

ApiError startError(const UploadSource &source, const ServerAnswer &answer)
{
    return JsonCall::Request{.verb = JsonCall::Verb::Post, .path = uploadPath(source)}.meaningOf(answer.error(),
                                                                                                 answer.host);
}

std::optional<Result<OpenSession>> openedSession(const ServerAnswer &answer, const RequestFactory &requests, int number)
{
    const QByteArray url = answer.header("x-goog-upload-url"_ba);
    if (url.isEmpty() || sessionStatus(answer).state != SessionStatus::State::Active)
        return std::nullopt;
    const Result<QUrl> checked = requests.checkSessionUrl(url);
    if (!checked.ok())
        return checked.error();
    const qint64 announced = plainNumber(answer.header("x-goog-upload-chunk-granularity"_ba)).value_or(0);
    const bool isUsable = announced > 0 && announced <= maxGranularity;
    // The server's time, because the local clock may be wrong by days, and this time is compared with the creation
    // times of files. An unbelievable one is as good as none: every file may then be the one that is looked for.
    const QDateTime started =
        ServerClock::believable(answer.header("date"_ba)).value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
    return OpenSession{.url = checked.value(),
                       .granularity = isUsable ? announced : OpenSession::defaultGranularity,
                       .number = number,
                       .started = started};
}

SessionStatus sessionStatus(const ServerAnswer &answer)
{
    using enum SessionStatus::State;
    const QByteArray status = uploadStatus(answer);
    const QByteArray told = answer.header("x-goog-upload-size-received"_ba);
    const auto received = plainNumber(told);
    return {.state = status == "final"    ? Final
                     : status == "active" ? Active
                                          : Unclear,
            .received = received,
            .isReceivedOdd = !told.isEmpty() && !received};
}

Result<UploadOutcome> finalOutcome(const UploadSource &source, const ServerAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    const QJsonObject body = json.ok() ? json.value() : QJsonObject();
    if (source.store) {
        if (auto operation = Operation::fromJson(body); operation && isOperationName(operation->name))
            return UploadOutcome{.file = {}, .operation = *std::move(operation), .sha256 = {}};
    } else if (auto file = RemoteFile::fromJson(body.value("file"_L1).toObject())) {
        return UploadOutcome{.file = *std::move(file), .operation = {}, .sha256 = {}};
    }
    ApiError error = answer.cleaned(ApiError::unreadable(answer.httpStatus, answer.body));
    error.kind = ErrorKind::OutcomeUnknown;
    return error;
}

UploadOutcome verified(UploadOutcome outcome, const UploadSource &source, qint64 size, const QByteArray &sha256)
{
    outcome.sha256 = sha256;
    outcome.verification = outcome.operation ? verificationOf(*outcome.operation, source, size)
                                             : verificationOf(outcome.file, source, size, sha256);
    return outcome;
}

} // namespace pollux
