// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/retrypolicy.h"

#include "models/api/upload/uploadprotocol.h"

#include <algorithm>
#include <array>

namespace pollux {

namespace {

/// What an answer must carry for a row to match.
enum class Sign {
    Whatever,
    Final,     ///< the upload status `final`
    AnyStatus, ///< any upload status
    NoStatus   ///< no google.rpc.Status in the body: the upload server speaks, not the service behind it
};

constexpr int whateverCode = -1;

struct Row {
    UploadStep step;
    std::optional<ErrorKind> kind; // nothing: whatever kind
    int httpStatus;
    Sign sign;
    Remedy remedy;
};

using enum UploadStep;

/// Read from the top; the first row that matches counts. What no row matches is given up.
constexpr std::array rows{
    Row{Start, ErrorKind::Network, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Start, ErrorKind::Timeout, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Start, ErrorKind::ServerBusy, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Start, ErrorKind::RateQuota, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Start, ErrorKind::SessionDead, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Start, ErrorKind::Unreachable, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Start, ErrorKind::ProxyPage, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Start, ErrorKind::StorageQuota, whateverCode, Sign::Whatever, Remedy::WaitForRoom},
    Row{Start, ErrorKind::InvalidKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},
    Row{Start, ErrorKind::MissingKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},

    // A session that is final may hold the finished file (contract 1.11, "Consequence").
    Row{Body, {}, whateverCode, Sign::Final, Remedy::Ask},
    Row{Body, ErrorKind::Network, whateverCode, Sign::Whatever, Remedy::AskLater},
    Row{Body, ErrorKind::Timeout, whateverCode, Sign::Whatever, Remedy::AskLater},
    Row{Body, ErrorKind::ServerBusy, whateverCode, Sign::Whatever, Remedy::AskLater},
    Row{Body, ErrorKind::RateQuota, whateverCode, Sign::Whatever, Remedy::AskLater},
    Row{Body, ErrorKind::Unreachable, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Body, ErrorKind::ProxyPage, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Body, ErrorKind::StorageQuota, whateverCode, Sign::Whatever, Remedy::WaitForRoom},
    Row{Body, ErrorKind::InvalidKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},
    Row{Body, ErrorKind::MissingKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},
    Row{Body, ErrorKind::SessionDead, whateverCode, Sign::Whatever, Remedy::NewSession},
    Row{Body, ErrorKind::UnsupportedType, whateverCode, Sign::Whatever, Remedy::GiveUp},
    // Contract 6 counts 403 among the codes of a dead session; the service's own refusal says what it is.
    Row{Body, {}, 403, Sign::NoStatus, Remedy::NewSession},
    Row{Body, {}, 404, Sign::Whatever, Remedy::NewSession},
    Row{Body, {}, 410, Sign::Whatever, Remedy::NewSession},
    Row{Body, {}, 499, Sign::Whatever, Remedy::NewSession},
    Row{Body, {}, 400, Sign::Whatever, Remedy::Ask},
    Row{Body, {}, 409, Sign::Whatever, Remedy::Ask},
    Row{Body, {}, 412, Sign::Whatever, Remedy::Ask},
    Row{Body, {}, 416, Sign::Whatever, Remedy::Ask},

    // Never a blind upload: a query that failed is asked again (C12).
    Row{Query, ErrorKind::Network, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Query, ErrorKind::Timeout, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Query, ErrorKind::ServerBusy, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Query, ErrorKind::RateQuota, whateverCode, Sign::Whatever, Remedy::TryAgain},
    Row{Query, ErrorKind::Unreachable, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Query, ErrorKind::ProxyPage, whateverCode, Sign::Whatever, Remedy::WaitForLink},
    Row{Query, ErrorKind::StorageQuota, whateverCode, Sign::Whatever, Remedy::WaitForRoom},
    Row{Query, ErrorKind::InvalidKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},
    Row{Query, ErrorKind::MissingKey, whateverCode, Sign::Whatever, Remedy::WaitForKey},
    Row{Query, ErrorKind::SessionDead, whateverCode, Sign::Whatever, Remedy::NewSession},
    Row{Query, {}, 403, Sign::Whatever, Remedy::NewSession},
    Row{Query, {}, 404, Sign::Whatever, Remedy::NewSession},
    Row{Query, {}, 410, Sign::Whatever, Remedy::NewSession},
    Row{Query, {}, 499, Sign::Whatever, Remedy::NewSession},
    Row{Query, {}, whateverCode, Sign::AnyStatus, Remedy::NewSession},
};

bool carries(const ServerAnswer &answer, const ApiError &error, Sign sign)
{
    switch (sign) {
    case Sign::Whatever:
        return true;
    case Sign::Final:
        return uploadStatus(answer) == "final";
    case Sign::AnyStatus:
        return !uploadStatus(answer).isEmpty();
    case Sign::NoStatus:
        return error.rpcStatus.isEmpty();
    }
    return false;
}

} // namespace

Remedy remedyFor(UploadStep step, const ServerAnswer &answer)
{
    const ApiError error = answer.error();
    const auto row = std::ranges::find_if(rows, [&](const Row &each) {
        return each.step == step && (!each.kind || *each.kind == error.kind) &&
               (each.httpStatus == whateverCode || each.httpStatus == error.httpStatus) &&
               carries(answer, error, each.sign);
    });
    return row == rows.end() ? Remedy::GiveUp : row->remedy;
}

} // namespace pollux
