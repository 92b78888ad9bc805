// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/credentialstore.h"
#include "models/accounts/profile.h"
#include "models/api/apierror.h"
#include "models/transfer/preflight.h"

#include <QString>

/// The one place that turns errors into words. Every text is plain text and may hold words of a server, so it is shown
/// as plain text only (QLabel: Qt::PlainText). Keys and upload session URLs that a server or the system repeats in its
/// words are taken out.
namespace pollux {

struct ErrorText {
    QString title;       ///< what happened, without a full stop: "The API key is not valid"
    QString explanation; ///< whole sentences: the cause, what follows from it, the service's own words where they help
    QString nextStep;    ///< one sentence: what a person can do now
};

ErrorText errorText(const ApiError &error);

/// Title and next step in one line, for tables and the message bar.
QString errorSentence(const ApiError &error);

/// For "Copy details": kind, HTTP status, code name, reason, the server's words and its details as JSON, one per line,
/// untranslated. A local path stands in it only for errors of the local side.
QString errorDetails(const ApiError &error);

/// Why a file FAILED or an operation ended: the name of the google.rpc.Code and the service's words. Never meant for
/// the status of an HTTP answer, whose code is another (contract 1.10).
QString statusText(const Status &status);

/// What stands after the name of a file that is left out: "cannot be read".
QString skipReasonText(SkipReason reason);

/// What a keychain's answer means, and what to do; empty for Ok and Superseded.
QString credentialText(const CredentialResult &result);

/// Empty for None.
QString profileProblemText(ProfileProblem problem);

/// Empty where there is no problem. Names the position, counted from 1 as people do, but repeats nothing of the key.
QString apiKeyProblemText(const ApiKeyCheck &check);

} // namespace pollux
