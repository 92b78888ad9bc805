// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"

/// What tests/data/b46508f/settings.ini holds: a value other than the default for each simple setting, two
/// accounts, and the remembered values of files and chunking, in the format of commit b46508f.
namespace pollux::recordedsettings {

inline QList<Profile> profiles()
{
    Profile work;
    work.id = QStringLiteral("11111111-2222-4333-8444-555555555555");
    work.name = QStringLiteral("Wörk");
    Profile proxy;
    proxy.id = QStringLiteral("66666666-7777-4888-9999-aaaaaaaaaaaa");
    proxy.name = QStringLiteral("proxy, \"quoted\"");
    proxy.baseUrl = QUrl(QStringLiteral("https://gemini.example:8443/base"));
    proxy.apiVersion = QStringLiteral("v1alpha");
    proxy.collection = CollectionChoice::RagStores;
    return {work, proxy};
}

inline QByteArray filesLayout()
{
    return QByteArray::fromHex("00ff0a2c3b5d22");
}

inline QHash<QString, QString> mimeTypes()
{
    return {{QStringLiteral("xyz"), QStringLiteral("text/plain")},
            {QStringLiteral("c++"), QStringLiteral("text/x-c++src")}};
}

inline QList<std::pair<Settings::Key, QVariant>> values()
{
    using enum Settings::Key;
    return {{WindowGeometry, QByteArray("geometry\0\xff", 10)},
            {WindowState, QByteArray("state")},
            {MainSplitter, QByteArray("main splitter")},
            {SidebarSplitter, QByteArray("sidebar splitter")},
            {DocumentsPage, QByteArray("documents page")},
            {OperationsPanel, QByteArray("operations panel")},
            {UploadsHeader, QByteArray("uploads header")},
            {UploadsAtOnce, 5},
            {ChunkingDialog, QByteArray("chunking dialog")},
            {Inspector, QByteArray("inspector")},
            {FilesDetails, QByteArray("files details")},
            {SnippetLanguage, QStringLiteral("curl")},
            {Theme, QStringLiteral("highContrast")},
            {Language, QStringLiteral("en")},
            {PollInterval, 7},
            {ProxyKind, QStringLiteral("socks5")},
            {ProxyHost, QStringLiteral("proxy.example")},
            {ProxyPort, 1080},
            {LogLevel, QStringLiteral("debug")},
            {RecordRequests, false},
            {NotifyUploads, false},
            {NotifyActive, false},
            {NotifyFailed, false},
            {NotifyExpiry, false},
            {ExpiryNotice, 60}};
}

} // namespace pollux::recordedsettings
