// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/profile.h"

#include <QRegularExpression>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

ProfileProblem urlProblem(const QUrl &url)
{
    const bool encrypted = url.scheme() == "https"_L1;
    if (!url.isValid() || !(encrypted || url.scheme() == "http"_L1) || url.host().isEmpty() || url.port() == 0)
        return ProfileProblem::UrlInvalid;
    if (!isSecureOrLoopback(url))
        return ProfileProblem::UrlNotEncrypted;
    if (url.authority().contains(u'@'))
        return ProfileProblem::UrlHasUserInfo;
    if (url.hasQuery())
        return ProfileProblem::UrlHasQuery;
    return url.hasFragment() ? ProfileProblem::UrlHasFragment : ProfileProblem::None;
}

QString collectionWord(CollectionChoice choice)
{
    if (choice == CollectionChoice::Automatic)
        return u"automatic"_s;
    const bool isRag = choice == CollectionChoice::RagStores;
    return collectionName(isRag ? StoreCollection::RagStores : StoreCollection::FileSearchStores);
}

CollectionChoice collectionFromWord(const QString &word)
{
    for (const CollectionChoice choice : {CollectionChoice::RagStores, CollectionChoice::FileSearchStores}) {
        if (word == collectionWord(choice))
            return choice;
    }
    return CollectionChoice::Automatic;
}

} // namespace

Profile newProfile()
{
    Profile profile;
    profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return profile;
}

ProfileProblem profileProblem(const Profile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return ProfileProblem::NameMissing;
    if (const ProfileProblem problem = urlProblem(profile.baseUrl); problem != ProfileProblem::None)
        return problem;
    static const QRegularExpression versionPattern(uR"(\Av[0-9]+[a-z0-9]*\z)"_s);
    return versionPattern.match(profile.apiVersion).hasMatch() ? ProfileProblem::None
                                                               : ProfileProblem::ApiVersionInvalid;
}

QUrl baseUrlFromText(const QString &text)
{
    return QUrl(text.trimmed(), QUrl::StrictMode);
}

QJsonObject toJson(const Profile &profile)
{
    return {{u"id"_s, profile.id},
            {u"name"_s, profile.name},
            {u"baseUrl"_s, profile.baseUrl.toString(QUrl::FullyEncoded)},
            {u"apiVersion"_s, profile.apiVersion},
            {u"collection"_s, collectionWord(profile.collection)}};
}

std::optional<Profile> profileFromJson(const QJsonObject &json)
{
    const QUuid id = QUuid::fromString(json.value("id"_L1).toString());
    if (id.isNull())
        return std::nullopt;
    Profile profile;
    profile.id = id.toString(QUuid::WithoutBraces);
    profile.name = json.value("name"_L1).toString();
    if (const QJsonValue url = json.value("baseUrl"_L1); !url.isUndefined())
        profile.baseUrl = baseUrlFromText(url.toString());
    profile.apiVersion = json.value("apiVersion"_L1).toString(Endpoint::standard().apiVersion);
    profile.collection = collectionFromWord(json.value("collection"_L1).toString());
    return profile;
}

} // namespace pollux
