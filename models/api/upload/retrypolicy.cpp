// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/retrypolicy.h"

#include "models/api/upload/uploadprotocol.h"

namespace pollux {

namespace {

/// The remedy if the kind of the error alone determines it, whatever the HTTP status; else nothing.
std::optional<Remedy> remedyOfKind(UploadStep step, ErrorKind kind)
{
    const ErrorTraits &traits = traitsOf(kind);
    if (traits.isTransient())
        return Remedy::TryAgain;
    if (traits.remedy == ErrorRemedy::AwaitLink)
        return Remedy::WaitForLink;
    if (traits.remedy == ErrorRemedy::NewSession)
        return step == UploadStep::Start ? Remedy::TryAgain : Remedy::NewSession;
    // What the service calls a lack of permission may also be the end of a session.
    const bool isOfAccount = traits.scope == ErrorScope::Account && traits.remedy != ErrorRemedy::ChangeProject;
    if (isOfAccount || traits.scope == ErrorScope::Link)
        return Remedy::GiveUp;
    return std::nullopt;
}

} // namespace

Remedy remedyFor(UploadStep step, const ServerAnswer &answer)
{
    const ApiError error = answer.error();
    // A session with status "final" may have the finished file (contract 1.11, "Consequence").
    if (step == UploadStep::Body && uploadStatus(answer) == "final")
        return Remedy::Ask;
    if (const auto remedy = remedyOfKind(step, error.kind))
        return *remedy;
    if (step == UploadStep::Start || (step == UploadStep::Body && error.kind == ErrorKind::UnsupportedType))
        return Remedy::GiveUp;
    switch (error.httpStatus) {
    case 403:
        // Contract 6 lists 403 among the codes of a session that has ended. After a body, a 403 with a
        // google.rpc.Status comes from the service behind the upload server: it is a refusal, not the end of the
        // session.
        if (step == UploadStep::Query || error.rpcStatus.isEmpty())
            return Remedy::NewSession;
        break;
    case 404:
    case 410:
    case 499:
        return Remedy::NewSession;
    case 400:
    case 409:
    case 412:
    case 416:
        if (step == UploadStep::Body)
            return Remedy::Ask;
        break;
    default:
        break;
    }
    return step == UploadStep::Query && !uploadStatus(answer).isEmpty() ? Remedy::NewSession : Remedy::GiveUp;
}

} // namespace pollux
