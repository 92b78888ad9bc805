// SPDX-License-Identifier: Apache-2.0
#include "app/toursamples.h"

#include "app/sampleclip.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QRandomGenerator>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr QSize clipSize(1280, 720);
constexpr int clipFramesPerSecond = 10;
constexpr int clipFrames = 120;

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush();
}

QByteArray fieldNotes()
{
    QByteArray notes = "Field notes on twin stars\n=========================\n\n";
    for (int night = 1; night <= 400; ++night)
        notes += "Night " + QByteArray::number(night) +
                 ": Castor white and narrow, Pollux orange and brighter; seeing fair, both above the ridge by ten.\n";
    return notes;
}

bool writePdf(const QString &path)
{
    QPdfWriter writer(path);
    writer.setTitle(u"Twin stars"_s);
    writer.setPageSize(QPageSize(QPageSize::A5));
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    QFont font = painter.font();
    font.setPointSize(20);
    painter.setFont(font);
    painter.drawText(QRect(0, 0, writer.width(), writer.height() / 4), Qt::AlignCenter, u"Twin stars"_s);
    painter.setBrush(QColor(0xE0, 0x8A, 0x3C));
    painter.drawEllipse(QPoint(writer.width() * 2 / 3, writer.height() / 2), writer.width() / 8, writer.width() / 8);
    painter.setBrush(QColor(0x7F, 0xA7, 0xD8));
    painter.drawEllipse(QPoint(writer.width() / 3, writer.height() / 2), writer.width() / 10, writer.width() / 10);
    return painter.end();
}

QByteArray clipFrame(int number)
{
    QImage image(clipSize, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, clipSize.height());
    sky.setColorAt(0, QColor(0x10, 0x18, 0x30));
    sky.setColorAt(1, QColor(0x38, 0x46, 0x6E));
    painter.fillRect(image.rect(), sky);
    // A sky full of stars compresses badly, which gives the clip the size of a real one.
    QRandomGenerator chance(static_cast<quint32>(number));
    for (int star = 0; star < 3000; ++star) {
        const int grey = chance.bounded(60, 230);
        painter.fillRect(chance.bounded(clipSize.width()), chance.bounded(clipSize.height()), 2, 2,
                         QColor(grey, grey, grey));
    }
    const double angle = 2 * std::numbers::pi * number / clipFrames;
    const QPointF centre = QRectF(image.rect()).center();
    const QPointF orbit(std::cos(angle) * 300, std::sin(angle) * 140);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xF2, 0xB0, 0x6A));
    painter.drawEllipse(centre + orbit, 68, 68);
    painter.setBrush(QColor(0xBF, 0xD6, 0xF2));
    painter.drawEllipse(centre - orbit, 48, 48);
    painter.end();

    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 85);
    return jpeg;
}

QByteArray clip()
{
    QList<QByteArray> frames;
    for (int number = 0; number < clipFrames; ++number)
        frames.append(clipFrame(number));
    return quickTimeClip(frames, clipSize, clipFramesPerSecond);
}

} // namespace

QStringList writeTourSamples(const QString &directory)
{
    const QDir folder(directory);
    const QString text = folder.filePath(u"Field notes – «Übersicht».txt"_s);
    const QString pdf = folder.filePath(u"Twin stars.pdf"_s);
    const QString video = folder.filePath(u"Orbit of the twins.mov"_s);
    if (!writeFile(text, fieldNotes()) || !writePdf(pdf) || !writeFile(video, clip()))
        return {};
    return {text, pdf, video};
}

} // namespace pollux
