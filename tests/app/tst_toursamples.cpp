// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/mediaduration.h"
#include "app/toursamples.h"
#include "models/api/types/mimetypes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_TourSamples final : public QObject {
    Q_OBJECT

private slots:
    void clipHasItsFrames();
    void tourSamplesAreWhatTheySay();
};

void tst_TourSamples::clipHasItsFrames()
{
    const QTemporaryDir directory;
    QFile file(writeTourSamples(directory.path()).value(2));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.size(), 12'000'000);
    const QByteArray clip = file.readAll();
    QVERIFY(clip.startsWith(QByteArray("\0\0\0\x14"
                                       "ftypqt  ",
                                       12)));
    // The chunk offset points at the first frame.
    const qsizetype table = clip.indexOf("stco");
    QVERIFY(table > 0);
    const auto media = qFromBigEndian<quint32>(clip.constData() + table + 12);
    QCOMPARE(clip.mid(media, 2), "\xff\xd8"_ba);
    // The box after the movie is free space up to the end.
    const qsizetype space = clip.lastIndexOf("free") - 4;
    QCOMPARE(space + qFromBigEndian<quint32>(clip.constData() + space), clip.size());
}

void tst_TourSamples::tourSamplesAreWhatTheySay()
{
    const QTemporaryDir directory;
    const QStringList paths = writeTourSamples(directory.path());
    QCOMPARE(paths.size(), 3);
    QCOMPARE(guessMimeType(paths.at(0)).name, u"text/plain"_s);
    QCOMPARE(guessMimeType(paths.at(1)).name, u"application/pdf"_s);
    QCOMPARE(guessMimeType(paths.at(2)).name, u"video/mov"_s);
    for (const QString &path : paths)
        QVERIFY(QFile(path).size() > 1000);
    QFile clip(paths.at(2));
    QVERIFY(clip.open(QIODevice::ReadOnly));
    QCOMPARE(mediaDuration(clip), std::chrono::seconds(12));
}

QTEST_MAIN(tst_TourSamples)
#include "tst_toursamples.moc"
