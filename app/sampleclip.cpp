// SPDX-License-Identifier: Apache-2.0
#include "app/sampleclip.h"

#include <QtEndian>

namespace pollux {

namespace {

template <typename T>
QByteArray number(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray zeros(qsizetype count)
{
    return QByteArray(count, '\0');
}

QByteArray atom(const char (&type)[5], const QByteArray &content)
{
    return number(static_cast<quint32>(content.size() + 8)) + QByteArray(type, 4) + content;
}

/// An atom whose content begins with a version of 0 and flags.
QByteArray fullAtom(const char (&type)[5], quint32 flags, const QByteArray &content)
{
    return atom(type, number(flags) + content);
}

QByteArray identityMatrix()
{
    const auto one = number(quint32{0x00010000});
    return one + zeros(12) + one + zeros(12) + number(quint32{0x40000000});
}

struct Clip {
    const QList<QByteArray> &frames;
    QSize size;
    quint32 timescale = 1;

    quint32 duration() const { return static_cast<quint32>(frames.size()); }
};

QByteArray movieHeader(const Clip &clip)
{
    return fullAtom("mvhd", 0,
                    zeros(8) + number(clip.timescale) + number(clip.duration()) + number(quint32{0x00010000}) +
                        number(quint16{0x0100}) + zeros(10) + identityMatrix() + zeros(24) + number(quint32{2}));
}

QByteArray trackHeader(const Clip &clip)
{
    constexpr quint32 enabledInMovieAndPreview = 7;
    return fullAtom("tkhd", enabledInMovieAndPreview,
                    zeros(8) + number(quint32{1}) + zeros(4) + number(clip.duration()) + zeros(16) + identityMatrix() +
                        number(static_cast<quint32>(clip.size.width()) << 16) +
                        number(static_cast<quint32>(clip.size.height()) << 16));
}

QByteArray sampleDescription(const Clip &clip)
{
    const auto dotsPerInch = number(quint32{0x00480000});
    const QByteArray entry = zeros(6) + number(quint16{1}) + zeros(8) + number(quint32{0x200}) +
                             number(quint32{0x200}) + number(static_cast<quint16>(clip.size.width())) +
                             number(static_cast<quint16>(clip.size.height())) + dotsPerInch + dotsPerInch + zeros(4) +
                             number(quint16{1}) + zeros(32) + number(quint16{24}) + number(quint16{0xFFFF});
    return fullAtom("stsd", 0, number(quint32{1}) + atom("jpeg", entry));
}

QByteArray sampleTable(const Clip &clip, quint32 mediaOffset)
{
    const quint32 count = clip.duration();
    QByteArray sizes = zeros(4) + number(count);
    for (const QByteArray &frame : clip.frames)
        sizes += number(static_cast<quint32>(frame.size()));
    return atom("stbl",
                sampleDescription(clip) + fullAtom("stts", 0, number(quint32{1}) + number(count) + number(quint32{1})) +
                    fullAtom("stsc", 0, number(quint32{1}) + number(quint32{1}) + number(count) + number(quint32{1})) +
                    fullAtom("stsz", 0, sizes) + fullAtom("stco", 0, number(quint32{1}) + number(mediaOffset)));
}

QByteArray media(const Clip &clip, quint32 mediaOffset)
{
    constexpr quint16 undeterminedLanguage = 0x55C4;
    constexpr quint32 dataInThisFile = 1;
    const QByteArray header =
        fullAtom("mdhd", 0,
                 zeros(8) + number(clip.timescale) + number(clip.duration()) + number(undeterminedLanguage) + zeros(2));
    const QByteArray handler = fullAtom("hdlr", 0, "mhlr" + QByteArray("vide") + zeros(13));
    const QByteArray dataInformation =
        atom("dinf", fullAtom("dref", 0, number(quint32{1}) + fullAtom("url ", dataInThisFile, {})));
    return atom("mdia",
                header + handler +
                    atom("minf", fullAtom("vmhd", 1, zeros(8)) + dataInformation + sampleTable(clip, mediaOffset)));
}

} // namespace

QByteArray quickTimeClip(const QList<QByteArray> &frames, QSize size, int framesPerSecond)
{
    const Clip clip{frames, size, static_cast<quint32>(framesPerSecond)};
    QByteArray content;
    for (const QByteArray &frame : frames)
        content += frame;
    const QByteArray fileType = atom("ftyp", "qt  " + number(quint32{0x200}) + "qt  ");
    const auto mediaOffset = static_cast<quint32>(fileType.size() + 8);
    return fileType + atom("mdat", content) +
           atom("moov", movieHeader(clip) + atom("trak", trackHeader(clip) + media(clip, mediaOffset)));
}

} // namespace pollux
