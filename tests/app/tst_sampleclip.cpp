// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/mediaduration.h"
#include "app/sampleclip.h"
#include "app/toursamples.h"
#include "models/api/types/mimetypes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_SampleClip final : public QObject {
    Q_OBJECT

private slots:
    void clipHasItsFramesAndSize();
    void tourSamplesAreWhatTheySay();
};

void tst_SampleClip::clipHasItsFramesAndSize()
{
    const QList<QByteArray> frames{"first frame"_ba, "second"_ba, "third one"_ba};
    const QByteArray clip = quickTimeClip(frames, QSize(64, 36), 2);
    QVERIFY(clip.startsWith(QByteArray("\0\0\0\x14"
                                       "ftypqt  ",
                                       12)));
    const qsizetype media = clip.indexOf("first framesecondthird one");
    QVERIFY(media > 0);
    // The chunk offset points at the first frame.
    const qsizetype table = clip.indexOf("stco");
    QCOMPARE(qFromBigEndian<quint32>(clip.constData() + table + 12), static_cast<quint32>(media));
}

void tst_SampleClip::tourSamplesAreWhatTheySay()
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

QTEST_MAIN(tst_SampleClip)
#include "tst_sampleclip.moc"
