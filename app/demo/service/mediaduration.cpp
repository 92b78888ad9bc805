// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/mediaduration.h"

#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Nanoseconds = std::chrono::nanoseconds;

/// A longer playing time means that the file is damaged.
constexpr std::chrono::hours longest{24 * 365};
/// A damaged file could hold millions of tiny boxes.
constexpr int maxBoxes = 10'000;

/// A stretch of the file: [begin, end).
struct Range {
    qint64 begin = 0;
    qint64 end = 0;
};

std::optional<Nanoseconds> believable(long double seconds)
{
    if (seconds <= 0 || seconds > std::chrono::duration<long double>(longest).count()) {
        return {};
    }
    return Nanoseconds(static_cast<Nanoseconds::rep>(seconds * 1e9L));
}

/// `count` bytes at `position`; empty if the file ends before.
QByteArray bytesAt(QIODevice &device, qint64 position, qint64 count)
{
    if (!device.seek(position)) {
        return {};
    }
    QByteArray bytes = device.read(count);
    return bytes.size() == count ? bytes : QByteArray();
}

template <typename Number>
Number bigEndian(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.constData() + at);
}

/// The content of the first box of this type within `range` (ISO/IEC 14496-12, 4.2).
std::optional<Range> findBox(QIODevice &device, Range range, QByteArrayView type)
{
    for (int count = 0; count < maxBoxes && range.end - range.begin >= 8; ++count) {
        const QByteArray head = bytesAt(device, range.begin, 8);
        if (head.isEmpty()) {
            return {};
        }
        qint64 headSize = 8;
        quint64 size = bigEndian<quint32>(head, 0);
        if (size == 1) {
            const QByteArray large = bytesAt(device, range.begin + 8, 8);
            headSize = 16;
            size = large.isEmpty() ? 0 : bigEndian<quint64>(large, 0);
        } else if (size == 0) {
            size = static_cast<quint64>(range.end - range.begin);
        }
        if (size < static_cast<quint64>(headSize) || size > static_cast<quint64>(range.end - range.begin)) {
            return {};
        }
        const qint64 next = range.begin + static_cast<qint64>(size);
        if (QByteArrayView(head).sliced(4) == type) {
            return Range{.begin = range.begin + headSize, .end = next};
        }
        range.begin = next;
    }
    return {};
}

/// Up to 32 bytes of the content of the first box of this type within the box `outer`; empty if there is none.
QByteArray contentOf(QIODevice &device, const std::optional<Range> &outer, QByteArrayView type)
{
    const auto box = outer ? findBox(device, *outer, type) : std::nullopt;
    return box ? bytesAt(device, box->begin, std::min<qint64>(32, box->end - box->begin)) : QByteArray();
}

/// A number that is 64 bits wide in version 1 of a box and 32 bits in version 0. 0 if all bits are set, which means
/// "unknown", or if the box ends before the number.
quint64 versioned(const QByteArray &box, qsizetype at)
{
    const bool isWide = !box.isEmpty() && box.at(0) == 1;
    if (box.size() < at + (isWide ? 8 : 4)) {
        return 0;
    }
    const quint64 unknown = isWide ? ~quint64(0) : ~quint32(0);
    const quint64 value = isWide ? bigEndian<quint64>(box, at) : bigEndian<quint32>(box, at);
    return value == unknown ? 0 : value;
}

std::optional<Nanoseconds> isoDuration(QIODevice &device)
{
    const auto movie = findBox(device, {.begin = 0, .end = device.size()}, "moov");
    // Version and flags, creation and modification time, time scale, duration (8.2.2).
    const QByteArray header = contentOf(device, movie, "mvhd");
    const qsizetype scaleAt = header.startsWith('\1') ? 20 : 12;
    quint64 units = versioned(header, scaleAt + 4);
    if (units == 0 && header.size() > scaleAt + 4) {
        // A fragmented file has no duration in the movie header, but may have one in the extends header (8.8.2).
        const auto extends = movie ? findBox(device, *movie, "mvex") : std::nullopt;
        units = versioned(contentOf(device, extends, "mehd"), 4);
    }
    const quint32 scale = units == 0 ? 0 : bigEndian<quint32>(header, scaleAt);
    return scale == 0 ? std::nullopt : believable(static_cast<long double>(units) / scale);
}

std::optional<Nanoseconds> aviDuration(QIODevice &device)
{
    // RIFF size "AVI " LIST size "hdrl" "avih" size, then microseconds per frame and, 16 bytes on, the number of
    // frames.
    const QByteArray head = bytesAt(device, 0, 52);
    if (head.isEmpty() || !head.startsWith("RIFF") || head.sliced(8, 8) != "AVI LIST" ||
        head.sliced(20, 8) != "hdrlavih") {
        return {};
    }
    const auto microseconds = qFromLittleEndian<quint32>(head.constData() + 32);
    const auto frames = qFromLittleEndian<quint32>(head.constData() + 48);
    return believable(static_cast<long double>(microseconds) * frames / 1e6L);
}

} // namespace

std::optional<std::chrono::nanoseconds> mediaDuration(QIODevice &device)
{
    const auto duration = isoDuration(device);
    return duration ? duration : aviDuration(device);
}

bool isOtherVideoContainer(QIODevice &device)
{
    const std::array signatures{"\x1a\x45\xdf\xa3"_ba, "FLV\x01"_ba, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"_ba,
                                QByteArray::fromHex("000001ba"), QByteArray::fromHex("000001b3")};
    device.seek(0);
    const QByteArray head = device.read(189);
    // A transport stream has a sync byte every 188 bytes.
    const bool isTransportStream = head.size() == 189 && head.front() == 0x47 && head.back() == 0x47;
    return isTransportStream || std::any_of(signatures.begin(), signatures.end(), [&head](const QByteArray &signature) {
               return head.startsWith(signature);
           });
}

QString durationText(std::chrono::nanoseconds duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    QString fraction = QString::number((duration - seconds).count()).rightJustified(9, u'0');
    while (fraction.endsWith("000"_L1)) {
        fraction.chop(3);
    }
    const QString whole = QString::number(seconds.count());
    return fraction.isEmpty() ? whole + u's' : u"%1.%2s"_s.arg(whole, fraction);
}

} // namespace pollux
