// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>

class QNetworkReply;
class QNetworkRequest;

/// What must not be shown of an exchange: the key, and what opens an upload session (reliability, section 2).
namespace pollux::requestsecrets {

/// The request remembers the key whether or not it carries it: those to an upload session do not, but a server may
/// repeat it in its answer.
void rememberKey(QNetworkRequest &request, const QByteArray &key);

/// A request to a session: all but its `start` have a URL that the server made up and that opens the session.
bool isToSession(const QNetworkRequest &request);

QByteArrayList of(const QNetworkRequest &request);
/// Those of its request, and of a session that it opens.
QByteArrayList of(const QNetworkReply &reply);

} // namespace pollux::requestsecrets
