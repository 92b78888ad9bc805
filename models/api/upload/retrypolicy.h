// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"

namespace pollux {

/// The kinds of requests in an upload. The same failure may mean different things for each kind.
enum class UploadStep {
    Start, ///< no session is open yet
    Body,  ///< bytes were sent into an open session
    Query  ///< the server was asked how many bytes it has
};

/// What to do after a request of an upload has failed.
enum class Remedy {
    TryAgain,    ///< after a wait, repeat the step; after Body send a query
    Ask,         ///< send a query at once: it may tell more than this answer
    NewSession,  ///< the session has ended; it may be unknown whether its bytes became a file
    WaitForLink, ///< no connection: wait for the network; does not count as a try
    GiveUp       ///< the upload ends here: it cannot succeed until the file, the account or the network has changed
};

/// What to do after `answer`, which must be a failure, at this step: the retry table in contract 1.3, 1.11 and
/// reliability, sections 1.1 and 6. Pure.
Remedy remedyFor(UploadStep step, const ServerAnswer &answer);

} // namespace pollux
