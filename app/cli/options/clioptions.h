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
        DocumentDelete,
        Import,
        Operations,
        Profiles
    };

    Command command = Command::Refuse;
    QString text; ///< help, version, or why it is refused

    /// Files, absolute; resource names, "files/…"; names of stores, documents or operations as storenames::typed()
    /// leaves them; or the display name of a new store.
    QStringList arguments;
    QString displayName;    ///< empty: the file's name
    QString mimeType;       ///< empty: guessed
    QString profileName;    ///< empty: the environment's account, else the active one
    QString dataDirectory;  ///< empty: the platform's standard place
    int jobs = 0;           ///< uploads at once; 0: the setting
    bool isVerified = true; ///< contents are hashed and compared
    bool waitsForActive = false;
    bool listsAll = false;
    bool isForced = false; ///< a store goes with its documents
    bool isJson = false;
    bool readsKey = false; ///< from standard input
    bool isDebug = false;
    std::chrono::seconds patience = std::chrono::minutes(10); ///< without any progress or answer, before it is given up
    /// Where files go and what is said with them; its store is a name as storenames::typed() leaves it. Nothing: Files.
    std::optional<StoreUpload> storeUpload;
    std::optional<CollectionChoice> collection; ///< nothing: the account's
};

} // namespace pollux
