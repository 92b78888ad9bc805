// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

namespace pollux {

/// An upload, as far as it matters for what may hold it.
struct HeldUpload {
    UploadTask::Id id = 0;
    QString profileId;
    QString endpoint;        ///< see QueueHold::endpoint; empty if the account is not known now
    QString store;           ///< resource name; empty for an upload to Files
    bool hasSession = false; ///< set for one that ended with an error after the service had opened its session
};

/// Why uploads wait that have no fault of their own.
struct QueueHold {
    /// BadKey, NoPermission, StorageFull, LocationBlocked or EndpointWrong of an account; Network; ServerDown.
    WaitReason reason = WaitReason::None;
    ErrorScope scope = ErrorScope::Service; ///< Account, Link or Service
    QString profileId = {};                 ///< the account; empty for Link and Service
    QString endpoint = {};                  ///< Endpoint::origin(); empty for Account
    QString store = {};                     ///< only uploads into this store are held; empty: all
    QDateTime nextTry = {};                 ///< UTC, when one upload probes; invalid if none does by itself
    std::optional<ApiError> error = {};     ///< of the last failed try
    bool isProbing = false;                 ///< one upload tries now

    bool covers(const HeldUpload &upload) const
    {
        const bool isItsPlace = scope == ErrorScope::Account ? profileId == upload.profileId
                                                             : endpoint == upload.endpoint && !endpoint.isEmpty();
        return isItsPlace && (store.isEmpty() || store == upload.store);
    }
    /// What is held, as a text that differs for each hold of the same time and does not change with its reason.
    QString key() const
    {
        return QString::number(static_cast<int>(scope)) + u' ' + profileId + endpoint + u' ' + store;
    }
    bool operator==(const QueueHold &) const = default;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::QueueHold)
