// SPDX-License-Identifier: Apache-2.0
#include "models/items/filetype.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FileType final : public QObject {
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
};

void tst_FileType::groups_data()
{
    QTest::addColumn<FileType>("expected");
    for (const char *type : {"image/png", "IMAGE/JPEG", "image/svg+xml"})
        QTest::newRow(type) << FileType::Image;
    for (const char *type : {"video/mp4", "Video/x"})
        QTest::newRow(type) << FileType::Video;
    QTest::newRow("audio/wav") << FileType::Audio;
    for (const char *type : {"text/plain", "text/markdown; charset=utf-8", "application/json", "Application/JSON",
                             "application/xml;charset=x", "application/rtf", "application/x-javascript"})
        QTest::newRow(type) << FileType::Text;
    for (const char *type : {"application/pdf", "application/PDF ; x=y"})
        QTest::newRow(type) << FileType::Pdf;
    for (const char *type : {"", "image", "application/zip", "application/pdfs", "x-image/png", "; text/plain"})
        QTest::newRow(type) << FileType::Other;
}

void tst_FileType::groups()
{
    QFETCH(FileType, expected);
    QCOMPARE(fileType(QString::fromLatin1(QTest::currentDataTag())), expected);
}

QTEST_GUILESS_MAIN(tst_FileType)
#include "tst_filetype.moc"
