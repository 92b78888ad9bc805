// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/mediaduration.h"
#include "tests/support/demofixture.h"

#include <QBuffer>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray big64(quint64 value)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray little32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray box(const QByteArray &type, const QByteArray &content)
{
    return big32(static_cast<quint32>(content.size() + 8)) + type + content;
}

QByteArray movieHeader(quint32 scale, quint32 units)
{
    return box("mvhd"_ba, QByteArray(12, '\0') + big32(scale) + big32(units) + QByteArray(80, '\0'));
}

QByteArray wideMovieHeader(quint32 scale, quint64 units)
{
    return box("mvhd"_ba, "\x01"_ba + QByteArray(19, '\0') + big32(scale) + big64(units) + QByteArray(80, '\0'));
}

QByteArray movie(const QByteArray &boxes)
{
    return box("ftyp"_ba, "isom"_ba + big32(512)) + box("moov"_ba, boxes);
}

QByteArray avi(quint32 microsecondsPerFrame, quint32 frames)
{
    const QByteArray header =
        little32(microsecondsPerFrame) + QByteArray(12, '\0') + little32(frames) + QByteArray(36, '\0');
    return "RIFF"_ba + little32(1000) + "AVI LIST"_ba + little32(200) + "hdrlavih"_ba + little32(56) + header;
}

} // namespace

class tst_MediaDuration : public QObject {
    Q_OBJECT

private slots:
    void duration_data();
    void duration();
    void everyTruncationIsHarmless();
    void everyFlippedByteIsHarmless();
    void otherContainers_data();
    void otherContainers();
    void text_data();
    void text();
};

void tst_MediaDuration::duration_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected"); // empty: none

    const QByteArray media = box("mdat"_ba, QByteArray(5000, 'x'));
    QTest::newRow("mp4") << testVideo(12'345) << u"12.345s"_s;
    QTest::newRow("whole seconds") << movie(movieHeader(600, 1200)) << u"2s"_s;
    QTest::newRow("header after the media")
        << box("ftyp"_ba, "qt  "_ba) + media + box("moov"_ba, movieHeader(1000, 500)) << u"0.500s"_s;
    QTest::newRow("64-bit box size") << big32(1) + "mdat"_ba + big64(16 + 40) + QByteArray(40, 'x') +
                                            box("moov"_ba, movieHeader(1, 7))
                                     << u"7s"_s;
    QTest::newRow("box to the end") << box("ftyp"_ba, "isom"_ba) + big32(0) + "moov"_ba + movieHeader(1, 9) << u"9s"_s;
    QTest::newRow("version 1") << movie(wideMovieHeader(90'000, 8'100'000'000ULL)) << u"90000s"_s;
    QTest::newRow("fragmented") << movie(movieHeader(1000, 0) + box("mvex"_ba, box("mehd"_ba, big32(0) + big32(4500))))
                                << u"4.500s"_s;
    QTest::newRow("fragmented, version 1")
        << movie(movieHeader(1000, 0) + box("mvex"_ba, box("mehd"_ba, "\x01\0\0\0"_ba + big64(2500)))) << u"2.500s"_s;
    QTest::newRow("other boxes first") << movie(box("udta"_ba, "zzz"_ba) + movieHeader(1000, 3000)) << u"3s"_s;
    QTest::newRow("avi") << avi(40'000, 250) << u"10s"_s;
    QTest::newRow("avi, odd rate") << avi(33'367, 30) << u"1.001010s"_s;

    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("text") << "This is no video at all, but long enough to be looked at twice."_ba << QString();
    QTest::newRow("no movie box") << box("ftyp"_ba, "isom"_ba) + media << QString();
    QTest::newRow("scale 0") << movie(movieHeader(0, 1000)) << QString();
    QTest::newRow("duration 0") << movie(movieHeader(1000, 0)) << QString();
    QTest::newRow("duration unknown") << movie(movieHeader(1000, 0xffffffffU)) << QString();
    QTest::newRow("duration unknown, version 1") << movie(wideMovieHeader(1000, ~0ULL)) << QString();
    QTest::newRow("beyond belief") << movie(wideMovieHeader(1, 1ULL << 62)) << QString();
    QTest::newRow("box size under its head") << box("ftyp"_ba, "isom"_ba) + big32(4) + "moov"_ba << QString();
    QTest::newRow("box beyond the end") << big32(4'000'000'000U) + "moov"_ba + movieHeader(1, 1) << QString();
    QTest::newRow("64-bit size overflows") << big32(1) + "moov"_ba + big64(~0ULL) + movieHeader(1, 1) << QString();
    QTest::newRow("avi without frames") << avi(40'000, 0) << QString();
    QTest::newRow("avi cut") << avi(40'000, 250).left(48) << QString();
}

void tst_MediaDuration::duration()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);

    QBuffer device(&bytes);
    QVERIFY(device.open(QIODevice::ReadOnly));
    const auto found = mediaDuration(device);
    QCOMPARE(found ? durationText(*found) : QString(), expected);
}

void tst_MediaDuration::everyTruncationIsHarmless()
{
    const QByteArray whole = movie(box("udta"_ba, "zzz"_ba) + wideMovieHeader(1000, 3000));
    const qsizetype headerEnd = whole.size() - 80;
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QByteArray part = whole.left(length);
        QBuffer device(&part);
        QVERIFY(device.open(QIODevice::ReadOnly));
        // The outer box claims more bytes than there are, so no duration may be read.
        QVERIFY2(!mediaDuration(device), qPrintable(u"%1 of %2"_s.arg(length).arg(headerEnd)));
    }
}

void tst_MediaDuration::everyFlippedByteIsHarmless()
{
    const QByteArray whole = movie(movieHeader(1000, 0) + box("mvex"_ba, box("mehd"_ba, big32(0) + big32(4500))));
    int stillRead = 0;
    for (qsizetype position = 0; position < whole.size(); ++position) {
        QByteArray damaged = whole;
        damaged[position] = static_cast<char>(~damaged[position]);
        QBuffer device(&damaged);
        QVERIFY(device.open(QIODevice::ReadOnly));
        const auto found = mediaDuration(device);
        QVERIFY(!found || found->count() > 0);
        stillRead += found ? 1 : 0;
    }
    QVERIFY(stillRead > 0);
}

void tst_MediaDuration::otherContainers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("expected");

    QByteArray transportStream(400, '\0');
    transportStream[0] = 0x47;
    transportStream[188] = 0x47;
    QTest::newRow("webm") << "\x1a\x45\xdf\xa3 more"_ba << true;
    QTest::newRow("flv") << "FLV\x01 more"_ba << true;
    QTest::newRow("mpeg program stream") << "\x00\x00\x01\xba more"_ba << true;
    QTest::newRow("mpeg transport stream") << transportStream << true;
    QTest::newRow("one sync byte only") << transportStream.left(188) << false;
    QTest::newRow("text") << "Hello"_ba << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void tst_MediaDuration::otherContainers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, expected);

    QBuffer device(&bytes);
    QVERIFY(device.open(QIODevice::ReadOnly));
    QCOMPARE(isOtherVideoContainer(device), expected);
}

void tst_MediaDuration::text_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("expected");

    QTest::newRow("zero") << qint64(0) << u"0s"_s;
    QTest::newRow("seconds") << qint64(596'000'000'000) << u"596s"_s;
    QTest::newRow("milliseconds") << qint64(3'500'000'000) << u"3.500s"_s;
    QTest::newRow("microseconds") << qint64(1'000'001'000) << u"1.000001s"_s;
    QTest::newRow("nanoseconds") << qint64(1) << u"0.000000001s"_s;
}

void tst_MediaDuration::text()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QString, expected);

    QCOMPARE(durationText(std::chrono::nanoseconds(nanoseconds)), expected);
}

QTEST_GUILESS_MAIN(tst_MediaDuration)
#include "tst_mediaduration.moc"
