// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/preflight/preflight.h"
#include "models/preflight/preflightanswer.h"

/// Files with one notice each, for tests of the preflight questions.
namespace pollux::preflightsamples {

inline AcceptedFile plainFile(const QString &name, qint64 size = 1000)
{
    AcceptedFile file;
    file.path = QStringLiteral("/home/me/") + name;
    file.displayName = name;
    file.mimeType = QStringLiteral("text/plain");
    file.size = size;
    return file;
}

inline AcceptedFile fileWith(PreflightNotice notice, const QString &name)
{
    AcceptedFile file = plainFile(name);
    switch (notice) {
    case PreflightNotice::AlreadyOnServer:
        file.sameOnServer = RemoteFile();
        file.sameOnServer->name = QStringLiteral("files/") + name;
        file.sameOnServer->displayName = QStringLiteral("remote ") + name;
        break;
    case PreflightNotice::AlreadyQueued:
        file.isAlreadyQueued = true;
        break;
    case PreflightNotice::UnknownType:
        file.mimeType = QStringLiteral("application/octet-stream");
        file.isMimeTypeKnown = false;
        break;
    case PreflightNotice::Empty:
        file.size = 0;
        break;
    case PreflightNotice::Link:
        file.linkTarget = QStringLiteral("/etc/") + name;
        break;
    }
    return file;
}

} // namespace pollux::preflightsamples
