// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/sha256.h"

#ifdef POLLUX_HAS_OPENSSL
#include <openssl/evp.h>
#else
#include <QCryptographicHash>
#endif

namespace pollux {

#ifdef POLLUX_HAS_OPENSSL

struct Sha256::Engine {
    Engine() { EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr); }

    void add(QByteArrayView bytes)
    {
        EVP_DigestUpdate(context.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    }

    QByteArray result()
    {
        QByteArray hash(EVP_MAX_MD_SIZE, Qt::Uninitialized);
        unsigned int length = 0;
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what OpenSSL calls a byte.
        EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(hash.data()), &length);
        hash.truncate(length);
        return hash;
    }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

#else

struct Sha256::Engine {
    void add(QByteArrayView bytes) { hash.addData(bytes); }
    QByteArray result() { return hash.result(); }

    QCryptographicHash hash{QCryptographicHash::Sha256};
};

#endif

Sha256::Sha256()
    : m_engine(std::make_unique<Engine>())
{
}

Sha256::~Sha256() = default;

void Sha256::add(QByteArrayView bytes)
{
    m_engine->add(bytes);
}

QByteArray Sha256::result()
{
    return m_engine->result();
}

} // namespace pollux
