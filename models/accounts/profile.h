// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/endpoint.h"
#include "models/api/types/storecollection.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <optional>

namespace pollux {

/// Where requests go and under which name a person knows it. The key is no part of it: keys stand in the credential
/// store under the profile's id, so a profile may be logged, saved and shown.
struct Profile {
    QString id;   ///< UUID in lower case without braces; never changes, never shown.
    QString name; ///< As entered; unique within the list (see Accounts::problemOf).
    QUrl baseUrl = Endpoint::standard().baseUrl;
    QString apiVersion = Endpoint::standard().apiVersion;
    CollectionChoice collection = CollectionChoice::Automatic; ///< Where its stores are looked for.
    bool sessionOnly = false; ///< Lives in memory only: from the environment, or the demo. Never saved.

    bool operator==(const Profile &) const = default;
};

/// A profile with a fresh id, the defaults above and no name.
[[nodiscard]] Profile newProfile();

enum class ProfileProblem {
    None,
    NameMissing,
    NameTaken,       ///< Another profile has this name; only Accounts can know.
    UrlInvalid,      ///< No URL, no scheme other than http and https, no host, or port 0.
    UrlNotEncrypted, ///< Plain http to a host that is not this computer: the key would travel in the clear.
    UrlHasUserInfo,  ///< user:password@: would be sent with each request and shown in each log.
    UrlHasQuery,
    UrlHasFragment,
    ApiVersionInvalid, ///< Not of the form v[0-9]+[a-z0-9]*.
};

/// The first problem of @p profile in the order of the enum, None if it can be used. Does not look at other profiles.
[[nodiscard]] ProfileProblem profileProblem(const Profile &profile);

/// What a person typed as an endpoint, surrounding white space removed. Invalid if it cannot be read strictly; nothing
/// is guessed or completed.
[[nodiscard]] QUrl baseUrlFromText(const QString &text);

/// The saved form: id, name, baseUrl, apiVersion, collection. sessionOnly is not part of it.
[[nodiscard]] QJsonObject toJson(const Profile &profile);

/// Nothing if the id is not a UUID. Other flaws are kept as they are, for a person to mend: see profileProblem().
[[nodiscard]] std::optional<Profile> profileFromJson(const QJsonObject &json);

} // namespace pollux
