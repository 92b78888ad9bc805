// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/packedfile.h"

#include <array>
#include <cstring>
#include <new>
#include <tuple>
#include <utility>

namespace pollux {

namespace {

/// The times that a file may have, in the order of the arrays in Head.
enum TimeIndex : std::size_t { CreateTime, UpdateTime, ExpirationTime, VideoDuration, timeCount };

constexpr int missing = -1;    // stands for a missing value that is never negative
constexpr int bitsPerByte = 7; // of a length; the eighth bit marks that more bytes follow

void putLength(std::string &bytes, quint64 length)
{
    for (; length >= 1U << bitsPerByte; length >>= bitsPerByte)
        bytes.push_back(static_cast<char>(length | 1U << bitsPerByte));
    bytes.push_back(static_cast<char>(length));
}

void putBytes(std::string &bytes, const QByteArray &value)
{
    putLength(bytes, static_cast<quint64>(value.size()));
    bytes.append(value.constData(), static_cast<std::size_t>(value.size()));
}

/// The lowest bit of the length selects UTF-16 or UTF-8; UTF-8 cannot encode unpaired surrogates.
void putText(std::string &bytes, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const bool isWide = QString::fromUtf8(utf8) != text;
    const auto size = static_cast<std::size_t>(isWide ? text.size() * qsizetype{sizeof(QChar)} : utf8.size());
    putLength(bytes, quint64{size} << 1U | quint64{isWide});
    if (isWide)
        bytes.append(reinterpret_cast<const char *>(text.utf16()), size);
    else
        bytes.append(utf8.constData(), size);
}

/// The pool numbers of the two parts around the name; TextPool::none and 0 if the text does not contain the name or a
/// part is not pooled.
std::pair<quint16, quint16> address(const QString &text, const QString &name, TextPool &pool)
{
    const qsizetype place = text.indexOf(name);
    const quint16 before = place < 0 ? TextPool::none : pool.numberOf(text.left(place));
    const quint16 after = place < 0 ? TextPool::none : pool.numberOf(text.mid(place + name.size()));
    return before == TextPool::none || after == TextPool::none ? std::pair(TextPool::none, quint16{0})
                                                               : std::pair(before, after);
}

} // namespace

/// The fields that all files have, stored before the texts. Numbers are those of the pool; if one is TextPool::none,
/// the text is one of the file's own texts.
struct PackedFile::Head {
    qint64 sizeBytes = missing;
    std::array<qint64, timeCount> seconds{};
    std::array<qint32, timeCount> nanoseconds{};
    quint16 mimeType = 0;
    quint16 stateText = 0;
    quint16 sourceText = 0;
    quint16 uriBeforeName = 0;
    quint16 uriAfterName = 0;
    quint16 downloadUriBeforeName = 0;
    quint16 downloadUriAfterName = 0;
    quint8 state = 0;
    quint8 source = 0;
};

/// Reads the texts after the head in their order.
struct PackedFile::Texts {
    const char *position;

    quint64 takeLength()
    {
        quint64 length = 0;
        for (unsigned shift = 0;; shift += bitsPerByte) {
            const auto byte = static_cast<unsigned char>(*position++);
            length |= quint64{byte & 0x7FU} << shift;
            if ((byte & 0x80U) == 0)
                return length;
        }
    }

    QByteArray takeBytes()
    {
        const auto size = static_cast<qsizetype>(takeLength());
        return {std::exchange(position, position + size), size};
    }

    QString takeText()
    {
        const quint64 length = takeLength();
        const auto size = static_cast<qsizetype>(length >> 1U);
        const char *bytes = std::exchange(position, position + size);
        if ((length & 1U) == 0)
            return QString::fromUtf8(bytes, size);
        QString text(size / qsizetype{sizeof(QChar)}, Qt::Uninitialized);
        std::memcpy(text.data(), bytes, static_cast<std::size_t>(size));
        return text;
    }

    QString takeUnlessPooled(quint16 number, const TextPool &pool)
    {
        return number == TextPool::none ? takeText() : pool.at(number);
    }

    QString takeAddress(quint16 before, quint16 after, const QString &name, const TextPool &pool)
    {
        return before == TextPool::none ? takeText() : pool.at(before) + name + pool.at(after);
    }

    void skip() { position += takeLength(); }
    void skipText() { position += takeLength() >> 1U; }
};

PackedFile::PackedFile(const RemoteFile &file, TextPool &pool)
{
    Head head;
    const auto setTime = [&head](TimeIndex which, const auto &time) {
        head.seconds.at(which) = time ? time->seconds : 0;
        head.nanoseconds.at(which) = time ? time->nanoseconds : missing;
    };
    setTime(CreateTime, file.createTime);
    setTime(UpdateTime, file.updateTime);
    setTime(ExpirationTime, file.expirationTime);
    setTime(VideoDuration, file.videoDuration);
    head.sizeBytes = file.sizeBytes.value_or(missing);
    head.state = static_cast<quint8>(file.state);
    head.source = static_cast<quint8>(file.source);
    head.mimeType = pool.numberOf(file.mimeType);
    head.stateText = pool.numberOf(file.stateText);
    head.sourceText = pool.numberOf(file.sourceText);
    std::tie(head.uriBeforeName, head.uriAfterName) = address(file.uri, file.name, pool);
    std::tie(head.downloadUriBeforeName, head.downloadUriAfterName) = address(file.downloadUri, file.name, pool);

    std::string bytes(reinterpret_cast<const char *>(&head), sizeof(Head));
    putBytes(bytes, file.sha256Hash);
    putText(bytes, file.name);
    putText(bytes, file.displayName);
    for (const auto &[number, text] :
         {std::pair{head.mimeType, &file.mimeType}, std::pair{head.stateText, &file.stateText},
          std::pair{head.sourceText, &file.sourceText}, std::pair{head.uriBeforeName, &file.uri},
          std::pair{head.downloadUriBeforeName, &file.downloadUri}}) {
        if (number == TextPool::none)
            putText(bytes, *text);
    }
    m_bytes = std::make_unique<char[]>(bytes.size());
    std::memcpy(m_bytes.get(), bytes.data(), bytes.size());
    if (file.error || !file.unknownFields.isEmpty())
        m_rare = std::make_unique<Rare>(Rare{file.error, file.unknownFields});
}

const PackedFile::Head &PackedFile::head() const
{
    return *std::launder(reinterpret_cast<const Head *>(m_bytes.get()));
}

PackedFile::Texts PackedFile::texts() const
{
    return {m_bytes.get() + sizeof(Head)};
}

template <typename Time>
std::optional<Time> PackedFile::time(std::size_t which) const
{
    const Head &packed = head();
    if (packed.nanoseconds.at(which) == missing)
        return std::nullopt;
    return Time{packed.seconds.at(which), packed.nanoseconds.at(which)};
}

RemoteFile PackedFile::unpack(const TextPool &pool) const
{
    const Head &packed = head();
    RemoteFile file;
    file.state = static_cast<RemoteFile::State>(packed.state);
    file.source = static_cast<RemoteFile::Source>(packed.source);
    file.sizeBytes = sizeBytes();
    file.createTime = createTime();
    file.updateTime = updateTime();
    file.expirationTime = expirationTime();
    file.videoDuration = videoDuration();
    Texts rest = texts();
    file.sha256Hash = rest.takeBytes();
    file.name = rest.takeText();
    file.displayName = rest.takeText();
    file.mimeType = rest.takeUnlessPooled(packed.mimeType, pool);
    file.stateText = rest.takeUnlessPooled(packed.stateText, pool);
    file.sourceText = rest.takeUnlessPooled(packed.sourceText, pool);
    file.uri = rest.takeAddress(packed.uriBeforeName, packed.uriAfterName, file.name, pool);
    file.downloadUri = rest.takeAddress(packed.downloadUriBeforeName, packed.downloadUriAfterName, file.name, pool);
    if (m_rare) {
        file.error = m_rare->error;
        file.unknownFields = m_rare->unknownFields;
    }
    return file;
}

QString PackedFile::name() const
{
    Texts rest = texts();
    rest.skip();
    return rest.takeText();
}

QString PackedFile::displayName() const
{
    Texts rest = texts();
    rest.skip();
    rest.skipText();
    return rest.takeText();
}

QString PackedFile::shownName() const
{
    const QString shown = displayName();
    return shown.isEmpty() ? name() : shown;
}

QString PackedFile::pooled(quint16 Head::*number, const TextPool &pool) const
{
    const Head &packed = head();
    if (packed.*number != TextPool::none)
        return pool.at(packed.*number);
    Texts rest = texts();
    rest.skip();
    rest.skipText();
    rest.skipText();
    for (const auto before : {&Head::mimeType, &Head::stateText, &Head::sourceText}) {
        if (before == number)
            break;
        if (packed.*before == TextPool::none)
            rest.skipText();
    }
    return rest.takeText();
}

QString PackedFile::mimeType(const TextPool &pool) const
{
    return pooled(&Head::mimeType, pool);
}

QString PackedFile::stateText(const TextPool &pool) const
{
    return pooled(&Head::stateText, pool);
}

QString PackedFile::sourceText(const TextPool &pool) const
{
    return pooled(&Head::sourceText, pool);
}

RemoteFile::State PackedFile::state() const
{
    return static_cast<RemoteFile::State>(head().state);
}

std::optional<qint64> PackedFile::sizeBytes() const
{
    const qint64 size = head().sizeBytes;
    return size == missing ? std::nullopt : std::optional(size);
}

std::optional<Timestamp> PackedFile::createTime() const
{
    return time<Timestamp>(CreateTime);
}

std::optional<Timestamp> PackedFile::updateTime() const
{
    return time<Timestamp>(UpdateTime);
}

std::optional<Timestamp> PackedFile::expirationTime() const
{
    return time<Timestamp>(ExpirationTime);
}

std::optional<Duration> PackedFile::videoDuration() const
{
    return time<Duration>(VideoDuration);
}

QByteArray PackedFile::sha256Hash() const
{
    return texts().takeBytes();
}

} // namespace pollux
