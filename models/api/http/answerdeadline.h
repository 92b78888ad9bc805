// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

class QNetworkReply;
class QNetworkRequest;

/// The time from the last byte of a request to the last byte of its answer. Qt's own timeout restarts with every byte,
/// so a server that sends a byte now and then would hold a request for ever.
namespace pollux::answerdeadline {

/// Stores the time as an attribute of the request.
void set(QNetworkRequest &request, std::chrono::milliseconds time);

/// Aborts the reply when the time of its request is over, which then ends like a timeout. While a body is being sent,
/// the time does not run, unless the answer has begun. Does nothing for a request without such a time.
void watch(QNetworkReply &reply);

} // namespace pollux::answerdeadline
