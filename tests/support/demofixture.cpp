// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"

#include <QtEndian>

#include <random>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray box(const QByteArray &type, const QByteArray &content)
{
    return big32(static_cast<quint32>(content.size() + 8)) + type + content;
}

} // namespace

DemoServerOptions testServerOptions()
{
    DemoServerOptions options;
    options.granularity = 262'144;
    options.processing = std::chrono::milliseconds(200);
    return options;
}

DemoFixture::DemoFixture(const DemoServerOptions &options)
    : m_server(options)
{
    if (!m_server.start()) {
        qFatal("The demo server does not start: %s", qPrintable(m_server.errorText()));
    }
}

FaultProxy &DemoFixture::proxy()
{
    if (!m_proxy) {
        m_proxy = std::make_unique<FaultProxy>(m_server.port());
    }
    return *m_proxy;
}

QList<RequestRecord> DemoFixture::requestsWith(const QByteArray &command) const
{
    QList<RequestRecord> found = m_server.requests();
    found.removeIf([&command](const RequestRecord &record) { return record.command != command; });
    return found;
}

QByteArray testBytes(qint64 size, quint32 seed)
{
    std::mt19937 engine(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes) {
        byte = static_cast<char>(engine() & 0xff);
    }
    return bytes;
}

QByteArray testVideo(quint32 milliseconds)
{
    // Version 0: flags, two times, 1000 units per second, the duration, and 80 bytes that the parser does not read.
    const QByteArray movieHeader =
        big32(0) + big32(0) + big32(0) + big32(1000) + big32(milliseconds) + QByteArray(80, '\0');
    return box("ftyp"_ba, "isom"_ba + big32(0x200) + "isommp41"_ba) + box("moov"_ba, box("mvhd"_ba, movieHeader));
}

} // namespace pollux
