// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"

namespace pollux {

/// A request of an upload, as far as it decides what its failure means.
enum class UploadStep {
    Start, ///< nothing is known to the server yet
    Body,  ///< bytes were sent into an open session
    Query  ///< the server was asked where the session stands
};

/// What is done after a request of an upload failed.
enum class Remedy {
    TryAgain,    ///< after a wait: the same step, but after a body a query
    Ask,         ///< a query at once: the server may know more than this answer said
    NewSession,  ///< this session is dead; whether its bytes became a file may be unknown
    WaitForLink, ///< no connection: wait for the network; not counted as a try
    GiveUp       ///< no later try can succeed with the same file, account and storage
};

/// What a failed answer means at a step: one row of the retry table (contract 1.3, 1.11; reliability, section 1.1 and
/// 6). Pure.
Remedy remedyFor(UploadStep step, const ServerAnswer &answer);

} // namespace pollux
