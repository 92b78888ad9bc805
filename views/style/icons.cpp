// SPDX-License-Identifier: Apache-2.0
#include "views/style/icons.h"

#include "models/items/filetype.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QMetaEnum>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

// The linker drops the resources of a static library without Q_INIT_RESOURCE(), which works only outside namespaces.
static void initializeResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

/// The file has the name of the icon in lower case.
QString fileName(IconName name)
{
    if (name == IconName::Application)
        return u"app.pollux.Pollux"_s;
    return QString::fromLatin1(QMetaEnum::fromType<IconName>().valueToKey(static_cast<int>(name))).toLower();
}

QColor paletteColor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::Text);
    return palette.color(QPalette::Active, mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::Text);
}

class SvgIconEngine final : public QIconEngine {
public:
    SvgIconEngine(IconName name, const QColor &fixedColor)
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
        // QIcon passes device pixels before Qt 6.8, and device-independent pixels from 6.8 on.
        const double sizeScale = QT_VERSION >= QT_VERSION_CHECK(6, 8, 0) ? 1.0 : scale;
        return rendered((size.toSizeF() / sizeScale).toSize(), mode, scale);
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    QPixmap rendered(const QSize &size, QIcon::Mode mode, double scale) const
    {
        const QColor color = m_fixedColor.isValid() ? m_fixedColor : paletteColor(mode);
        const QSize deviceSize = (size.toSizeF() * scale).toSize();
        const bool isFaded = mode == QIcon::Disabled && (m_fixedColor.isValid() || m_name == IconName::Application);
        const QString key = u"pollux/%1/%2x%3@%4/%5%6"_s.arg(
            fileName(m_name), QString::number(deviceSize.width()), QString::number(deviceSize.height()),
            QString::number(scale), color.name(QColor::HexArgb), QString::number(isFaded));
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

QIcon icon(IconName name, const QColor &color)
{
    initializeResources();
    return QIcon(new SvgIconEngine(name, color));
}

IconName iconForMimeType(const QString &mimeType)
{
    // In the order of FileType.
    static constexpr std::array icons = {IconName::Image, IconName::Video, IconName::Audio,
                                         IconName::Text,  IconName::Pdf,   IconName::File};
    static_assert(icons.size() == static_cast<std::size_t>(FileType::Other) + 1);
    return icons.at(static_cast<std::size_t>(fileType(mimeType)));
}

std::optional<IconName> iconForBadge(Badge::Icon badgeIcon)
{
    // In the order of Badge::Icon, without None.
    static constexpr std::array icons = {
        IconName::Processing,  IconName::Active,  IconName::Failed, IconName::Unknown, IconName::Clock,
        IconName::Upload,      IconName::Find,    IconName::Finish, IconName::Verify,  IconName::Pause,
        IconName::Interrupted, IconName::Offline, IconName::Retry,  IconName::Key,     IconName::Storage,
        IconName::Server,      IconName::Warning, IconName::Cancel};
    static_assert(icons.size() == static_cast<std::size_t>(Badge::Icon::Cancel));
    if (badgeIcon == Badge::Icon::None)
        return std::nullopt;
    return icons.at(static_cast<std::size_t>(badgeIcon) - 1);
}

} // namespace pollux
