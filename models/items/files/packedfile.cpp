// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/packedfile.h"

#include <array>
#include <cstring>
#include <utility>

namespace pollux {

/// Parts of a fixed size that may be there, in the order in which they follow the head; and marks.
enum PackedFile::Part : quint16 {
    SizePart = 1 << 0,
    CreatedPart = 1 << 1,
    UpdatedPart = 1 << 2,
    ExpiresPart = 1 << 3,
    DurationPart = 1 << 4,
    SizeNotUnderstood = 1 << 5,
    NameInUri = 1 << 6,
    NameInDownloadUri = 1 << 7
};

/// Numbers are those of the pool; where one is TextPool::none, the text stands among the others behind the parts.
struct PackedFile::Head {
    quint16 parts = 0;
    quint8 state = 0;
    quint8 source = 0;
    quint16 mimeType = 0;
    quint16 stateText = 0;
    quint16 sourceText = 0;
    quint16 uriBeforeName = 0;
    quint16 uriAfterName = 0;
    quint16 downloadUriBeforeName = 0;
    quint16 downloadUriAfterName = 0;
};

namespace {

constexpr std::size_t timeSize = sizeof(qint64) + sizeof(qint32);
constexpr std::array<std::size_t, 5> partSizes = {sizeof(qint64), timeSize, timeSize, timeSize, timeSize};
constexpr int bitsPerByte = 7; // of a length; the eighth tells that more follow

template <typename Value>
void put(std::string &bytes, const Value &value)
{
    std::array<char, sizeof(Value)> raw;
    std::memcpy(raw.data(), &value, sizeof(Value));
    bytes.append(raw.data(), raw.size());
}

template <typename Value>
Value get(const char *bytes)
{
    Value value;
    std::memcpy(&value, bytes, sizeof(Value));
    return value;
}

template <typename Time>
void putTime(std::string &bytes, const std::optional<Time> &time)
{
    if (time) {
        put(bytes, time->seconds);
        put(bytes, time->nanoseconds);
    }
}

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

/// The lowest bit of the length tells UTF-16 from UTF-8, which has no form for halves of surrogate pairs.
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

/// The numbers of the text's two parts, and whether the name stands between them; none where it is not worth it.
struct Address {
    quint16 before = 0;
    quint16 after = 0;
    bool hasName = false;
};

Address address(const QString &text, const QString &name, TextPool &pool)
{
    if (text.isEmpty())
        return {};
    const qsizetype place = text.indexOf(name);
    if (place < 0)
        return {TextPool::none, 0, false};
    const quint16 before = pool.numberOf(text.left(place));
    const quint16 after = pool.numberOf(text.mid(place + name.size()));
    if (before == TextPool::none || after == TextPool::none)
        return {TextPool::none, 0, false};
    return {before, after, true};
}

} // namespace

/// Reads the bytes behind the parts of a fixed size one after the other.
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
    const Address uri = address(file.uri, file.name, pool);
    const Address downloadUri = address(file.downloadUri, file.name, pool);
    const auto mark = [](bool isThere, Part part) { return isThere ? unsigned{part} : 0U; };
    Head head;
    head.parts = static_cast<quint16>(
        mark(file.sizeBytes.value_or(0) != 0, SizePart) | mark(file.createTime.has_value(), CreatedPart) |
        mark(file.updateTime.has_value(), UpdatedPart) | mark(file.expirationTime.has_value(), ExpiresPart) |
        mark(file.videoDuration.has_value(), DurationPart) | mark(!file.sizeBytes, SizeNotUnderstood) |
        mark(uri.hasName, NameInUri) | mark(downloadUri.hasName, NameInDownloadUri));
    head.state = static_cast<quint8>(file.state);
    head.source = static_cast<quint8>(file.source);
    head.mimeType = pool.numberOf(file.mimeType);
    head.stateText = pool.numberOf(file.stateText);
    head.sourceText = pool.numberOf(file.sourceText);
    head.uriBeforeName = uri.before;
    head.uriAfterName = uri.after;
    head.downloadUriBeforeName = downloadUri.before;
    head.downloadUriAfterName = downloadUri.after;

    std::string bytes;
    put(bytes, head);
    if (file.sizeBytes.value_or(0) != 0)
        put(bytes, *file.sizeBytes);
    putTime(bytes, file.createTime);
    putTime(bytes, file.updateTime);
    putTime(bytes, file.expirationTime);
    putTime(bytes, file.videoDuration);
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

PackedFile::Head PackedFile::head() const
{
    return get<Head>(m_bytes.get());
}

/// The position of a part, present or not. `wanted` may be the first mark: the texts begin there.
const char *PackedFile::part(Part wanted) const
{
    const auto parts = get<quint16>(m_bytes.get());
    const char *position = m_bytes.get() + sizeof(Head);
    for (std::size_t i = 0; i < partSizes.size() && (1U << i) != wanted; ++i)
        position += (parts & 1U << i) != 0 ? partSizes.at(i) : 0;
    return position;
}

PackedFile::Texts PackedFile::texts() const
{
    return {part(SizeNotUnderstood)};
}

template <typename Time>
std::optional<Time> PackedFile::time(Part wanted) const
{
    if ((get<quint16>(m_bytes.get()) & wanted) == 0)
        return std::nullopt;
    const char *bytes = part(wanted);
    return Time{get<qint64>(bytes), get<qint32>(bytes + sizeof(qint64))};
}

RemoteFile PackedFile::unpack(const TextPool &pool) const
{
    const Head packed = head();
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
    const auto nameIf = [&file, &packed](Part mark) { return (packed.parts & mark) != 0 ? file.name : QString(); };
    file.uri = rest.takeAddress(packed.uriBeforeName, packed.uriAfterName, nameIf(NameInUri), pool);
    file.downloadUri =
        rest.takeAddress(packed.downloadUriBeforeName, packed.downloadUriAfterName, nameIf(NameInDownloadUri), pool);
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
    const Head packed = head();
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
    const auto parts = get<quint16>(m_bytes.get());
    if ((parts & SizeNotUnderstood) != 0)
        return std::nullopt;
    return (parts & SizePart) != 0 ? get<qint64>(part(SizePart)) : 0;
}

std::optional<Timestamp> PackedFile::createTime() const
{
    return time<Timestamp>(CreatedPart);
}

std::optional<Timestamp> PackedFile::updateTime() const
{
    return time<Timestamp>(UpdatedPart);
}

std::optional<Timestamp> PackedFile::expirationTime() const
{
    return time<Timestamp>(ExpiresPart);
}

std::optional<Duration> PackedFile::videoDuration() const
{
    return time<Duration>(DurationPart);
}

QByteArray PackedFile::sha256Hash() const
{
    return texts().takeBytes();
}

} // namespace pollux
