// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/endpoint.h"
#include "models/api/types/storecollection.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <optional>

namespace pollux {

/// An endpoint and the name that the user gave it. The key is not a member: it is in the credential store under the
/// profile's id. So a profile may be logged, saved and shown.
struct Profile {
    QString id;   ///< UUID in lower case without braces; never changes, never shown.
    QString name; ///< As entered; unique within the list (see Accounts::problemOf).
    QUrl baseUrl = Endpoint::standard().baseUrl;
    QString apiVersion = Endpoint::standard().apiVersion;
    CollectionChoice collection = CollectionChoice::Automatic; ///< The collection that its stores are in.
    bool sessionOnly = false; ///< In memory only, never saved: from the environment, or the demo.

    bool operator==(const Profile &) const = default;
};

/// A profile with a fresh id, the defaults above and no name.
[[nodiscard]] Profile newProfile();

enum class ProfileProblem {
    None,
    NameMissing,
    NameTaken,       ///< Another profile has this name; only given by Accounts::problemOf().
    UrlInvalid,      ///< Not a URL, a scheme other than http or https, no host, or port 0.
    UrlNotEncrypted, ///< Plain http to a host that is not this computer: the key would be sent unencrypted.
    UrlHasUserInfo,  ///< user:password@: would be sent with each request and shown in each log.
    UrlHasQuery,
    UrlHasFragment,
    ApiVersionInvalid, ///< Not of the form v[0-9]+[a-z0-9]*.
};

/// The first problem of @p profile in the order of the enum; None if it can be used. Does not check other profiles.
[[nodiscard]] ProfileProblem profileProblem(const Profile &profile);

/// The URL of an endpoint as the user typed it, without surrounding white space. Invalid if QUrl::StrictMode does not
/// accept it; nothing is guessed or completed.
[[nodiscard]] QUrl baseUrlFromText(const QString &text);

/// The saved form: id, name, baseUrl, apiVersion, collection. sessionOnly is not part of it.
[[nodiscard]] QJsonObject toJson(const Profile &profile);

/// Nothing if the id is not a UUID. Other invalid values are kept, so that the user can correct them: see
/// profileProblem().
[[nodiscard]] std::optional<Profile> profileFromJson(const QJsonObject &json);

} // namespace pollux
