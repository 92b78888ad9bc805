// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace pollux {

/// Incremental SHA-256. Uses OpenSSL if the build has it, which is about three times as fast as Qt, else
/// QCryptographicHash.
class Sha256 final {
public:
    Sha256();
    ~Sha256();

    void add(QByteArrayView bytes);
    /// The 32 raw bytes. Do not call add() afterwards.
    QByteArray result();

private:
    struct Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace pollux
