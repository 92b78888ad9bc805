// SPDX-License-Identifier: Apache-2.0
#include "views/style/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

// A static library's resources are dropped by the linker unless something asks for them, from outside any namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

QString fileName(IconName name)
{
    switch (name) {
    case IconName::Upload:
        return u"upload"_s;
    case IconName::Refresh:
        return u"refresh"_s;
    case IconName::Remove:
        return u"remove"_s;
    case IconName::Copy:
        return u"copy"_s;
    case IconName::Link:
        return u"link"_s;
    case IconName::Account:
        return u"account"_s;
    case IconName::Key:
        return u"key"_s;
    case IconName::Find:
        return u"find"_s;
    case IconName::Cancel:
        return u"cancel"_s;
    case IconName::Retry:
        return u"retry"_s;
    case IconName::Clear:
        return u"clear"_s;
    case IconName::Folder:
        return u"folder"_s;
    case IconName::File:
        return u"file"_s;
    case IconName::Video:
        return u"video"_s;
    case IconName::Audio:
        return u"audio"_s;
    case IconName::Image:
        return u"image"_s;
    case IconName::Text:
        return u"text"_s;
    case IconName::Pdf:
        return u"pdf"_s;
    case IconName::Processing:
        return u"processing"_s;
    case IconName::Active:
        return u"active"_s;
    case IconName::Failed:
        return u"failed"_s;
    case IconName::Unknown:
        return u"unknown"_s;
    case IconName::Clock:
        return u"clock"_s;
    case IconName::Info:
        return u"info"_s;
    case IconName::Warning:
        return u"warning"_s;
    case IconName::Error:
        return u"error"_s;
    case IconName::Check:
        return u"check"_s;
    case IconName::Close:
        return u"close"_s;
    case IconName::Demo:
        return u"demo"_s;
    case IconName::Settings:
        return u"settings"_s;
    case IconName::Pause:
        return u"pause"_s;
    case IconName::Resume:
        return u"resume"_s;
    case IconName::Interrupted:
        return u"interrupted"_s;
    case IconName::Offline:
        return u"offline"_s;
    case IconName::Storage:
        return u"storage"_s;
    case IconName::Server:
        return u"server"_s;
    case IconName::Program:
        return u"program"_s;
    case IconName::Verify:
        return u"verify"_s;
    case IconName::Finish:
        return u"finish"_s;
    case IconName::MoveUp:
        return u"moveup"_s;
    case IconName::MoveDown:
        return u"movedown"_s;
    case IconName::MoveToTop:
        return u"movetotop"_s;
    case IconName::Details:
        return u"details"_s;
    case IconName::Store:
        return u"store"_s;
    case IconName::Document:
        return u"document"_s;
    case IconName::Operation:
        return u"operation"_s;
    case IconName::Import:
        return u"import"_s;
    case IconName::Add:
        return u"add"_s;
    case IconName::Code:
        return u"code"_s;
    case IconName::Exchange:
        return u"exchange"_s;
    case IconName::Bell:
        return u"bell"_s;
    case IconName::Command:
        return u"command"_s;
    case IconName::Save:
        return u"save"_s;
    case IconName::Filter:
        return u"filter"_s;
    case IconName::Stop:
        return u"stop"_s;
    case IconName::Application:
    case IconName::Count:
        break;
    }
    return u"app.pollux.Pollux"_s;
}

QColor paletteColor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::Text);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::Text);
}

class SvgIconEngine final : public QIconEngine {
public:
    explicit SvgIconEngine(IconName name, const QColor &fixedColor = {})
        : m_name(name)
        , m_fixedColor(fixedColor)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, rendered(rect.size(), mode, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override { return rendered(size, mode, 1.0); }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // QIcon handed over device pixels until Qt 6.8, and device-independent ones from then on.
        const double sizeScale = QT_VERSION >= QT_VERSION_CHECK(6, 8, 0) ? 1.0 : scale;
        return rendered((size.toSizeF() / sizeScale).toSize(), mode, scale);
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    QString key() const override { return u"pollux-svg"_s; }
    bool isNull() override { return false; }

private:
    QPixmap rendered(const QSize &size, QIcon::Mode mode, double scale) const
    {
        const QColor color = m_fixedColor.isValid() ? m_fixedColor : paletteColor(mode);
        const QSize deviceSize = (size.toSizeF() * scale).toSize();
        const bool isFaded = mode == QIcon::Disabled && (m_fixedColor.isValid() || m_name == IconName::Application);
        const QString key = u"pollux/%1/%2x%3@%4/%5%6"_s.arg(fileName(m_name))
                                .arg(deviceSize.width())
                                .arg(deviceSize.height())
                                .arg(scale)
                                .arg(color.name(QColor::HexArgb))
                                .arg(isFaded ? 1 : 0);
        QPixmap result;
        if (deviceSize.isEmpty() || QPixmapCache::find(key, &result))
            return result;
        result = QPixmap(deviceSize);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        painter.setOpacity(isFaded ? 0.4 : color.alphaF());
        draw(painter, deviceSize, color);
        painter.end();
        result.setDevicePixelRatio(scale);
        QPixmapCache::insert(key, result);
        return result;
    }

    void draw(QPainter &painter, const QSize &deviceSize, const QColor &color) const
    {
        QFile file(u":/icons/%1.svg"_s.arg(fileName(m_name)));
        if (!file.open(QIODevice::ReadOnly))
            return;
        QByteArray svg = file.readAll();
        svg.replace("currentColor"_ba, color.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(deviceSize.width(), deviceSize.height());
        const QRectF square((deviceSize.width() - side) / 2.0, (deviceSize.height() - side) / 2.0, side, side);
        renderer.render(&painter, square);
    }

    IconName m_name;
    QColor m_fixedColor;
};

} // namespace

QIcon icon(IconName name)
{
    return icon(name, QColor());
}

QIcon icon(IconName name, const QColor &color)
{
    initializeResources();
    return QIcon(new SvgIconEngine(name, color));
}

IconName iconForMimeType(const QString &mimeType)
{
    if (mimeType.startsWith("video/"_L1))
        return IconName::Video;
    if (mimeType.startsWith("audio/"_L1))
        return IconName::Audio;
    if (mimeType.startsWith("image/"_L1))
        return IconName::Image;
    if (mimeType == "application/pdf"_L1)
        return IconName::Pdf;
    static const std::array texts = {"application/json"_L1, "application/xml"_L1, "application/javascript"_L1,
                                     "application/x-javascript"_L1, "application/rtf"_L1};
    if (mimeType.startsWith("text/"_L1) || std::ranges::find(texts, mimeType) != texts.end())
        return IconName::Text;
    return IconName::File;
}

std::optional<IconName> iconForBadge(Badge::Icon badgeIcon)
{
    switch (badgeIcon) {
    case Badge::Icon::None:
        break;
    case Badge::Icon::Processing:
        return IconName::Processing;
    case Badge::Icon::Active:
        return IconName::Active;
    case Badge::Icon::Failed:
        return IconName::Failed;
    case Badge::Icon::Unknown:
        return IconName::Unknown;
    case Badge::Icon::Clock:
        return IconName::Clock;
    case Badge::Icon::Upload:
        return IconName::Upload;
    case Badge::Icon::Find:
        return IconName::Find;
    case Badge::Icon::Finish:
        return IconName::Finish;
    case Badge::Icon::Verify:
        return IconName::Verify;
    case Badge::Icon::Pause:
        return IconName::Pause;
    case Badge::Icon::Interrupted:
        return IconName::Interrupted;
    case Badge::Icon::Offline:
        return IconName::Offline;
    case Badge::Icon::Retry:
        return IconName::Retry;
    case Badge::Icon::Key:
        return IconName::Key;
    case Badge::Icon::Storage:
        return IconName::Storage;
    case Badge::Icon::Server:
        return IconName::Server;
    case Badge::Icon::Program:
        return IconName::Program;
    case Badge::Icon::Warning:
        return IconName::Warning;
    case Badge::Icon::Cancel:
        return IconName::Cancel;
    }
    return std::nullopt;
}

} // namespace pollux
