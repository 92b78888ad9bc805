// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/storecollection.h"
#include "models/api/types/storeupload.h"

#include <QStringList>

#include <chrono>
#include <optional>

namespace pollux {

/// What `pollux-cli` was asked to do.
struct CliOptions {
    enum class Command {
        PrintText,
        Refuse,
        Upload,
        Resume,
        List,
        Get,
        Delete,
        Watch,
        Stores,
        StoreCreate,
        StoreDelete,
        Documents,
        DocumentCreate,
        DocumentDelete,
        Import,
        Operations,
        Profiles
    };

    Command command = Command::Refuse;
    QString text; ///< help, version, or why the arguments are refused

    /// By command: absolute paths of files; resource names, "files/…"; names of stores, documents or operations as
    /// storenames::typed() returns them; or the display name of a new store.
    QStringList arguments;
    QString displayName;    ///< of an upload, where empty means the file's name, or of a document that is created
    QString embeddingModel; ///< of a store that is created, "models/…"; empty: the service's default
    QString mimeType;       ///< empty: guessed from the file; not sent for a document that is created
    QString profileName;    ///< empty: the environment's account, else the active one
    QString dataDirectory;  ///< empty: the platform's standard place
    int jobs = 0;           ///< uploads at once; 0: the setting
    bool isVerified = true; ///< contents are hashed and compared
    bool waitsForActive = false;
    bool listsAll = false;
    bool isForced = false; ///< a store is deleted with its documents
    bool isJson = false;
    bool readsKey = false; ///< from standard input
    bool isDebug = false;
    std::chrono::seconds patience = std::chrono::minutes(10); ///< gives up after this time without progress or answer
    /// The store that files go into or that a document is created in, their chunking and metadata; the store's name is
    /// as storenames::typed() returns it. Nullopt: files go to the Files service.
    std::optional<StoreUpload> storeUpload;
    std::optional<CollectionChoice> collection; ///< nullopt: the account's
};

} // namespace pollux
