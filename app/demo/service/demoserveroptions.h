// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demostores.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace pollux {

/// How a DemoServer is set up.
struct DemoServerOptions {
    quint16 port = 0;                           ///< 0: a free one
    qint64 granularity = 8388608;               ///< bytes, at least 1
    qint64 maximumSize = 2147483648;            ///< bytes of one file
    qint64 maximumDocumentSize = 104857600;     ///< bytes of one document of a store
    std::chrono::milliseconds processing{4000}; ///< how long a video is PROCESSING, and a document STATE_PENDING
    int sampleFiles = 0;                        ///< made-up files that are there from the start
    bool sampleStores = false;                  ///< made-up stores with documents are there from the start
    DemoCollections collections = DemoCollections::Both; ///< collections of stores that the server has
    QList<QByteArray> keys = {};                         ///< API keys that are accepted; empty: any key
    bool refusesOldKeys = false; ///< keys that begin with "AIza" are refused as a kind (contract 8, item 1)
    bool refusesUploads = false; ///< uploads are refused as for a key without the right to them (contract 8, item 2)
    /// How fast the last request of an upload is read, so that its progress can be seen; 0: no limit.
    qint64 uploadBytesPerSecond = 0;
    /// Uploaded bytes are kept on disk until the server is destroyed. false: only counted and hashed; videos
    /// become ACTIVE without a duration, and sessions cannot be rolled back.
    bool keepBodies = true;
};

} // namespace pollux
