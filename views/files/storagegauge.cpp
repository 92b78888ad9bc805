// SPDX-License-Identifier: Apache-2.0
#include "views/files/storagegauge.h"

#include "models/text/format.h"
#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTextDocument>

namespace pollux {

namespace {

constexpr double warningShare = 0.80;
constexpr double criticalShare = 0.95;
constexpr int barWidth = 10 * theme::grid;
constexpr int barHeight = theme::grid;
constexpr int iconSide = 2 * theme::grid;
// Counting 100,000 rows takes a few milliseconds, so it is not done for each page that arrives.
constexpr std::chrono::milliseconds countingDelay(500);

/// The time of day, with the date if it is not today.
QString timeText(const QDateTime &time, const QDateTime &now)
{
    const QLocale locale;
    return time.date() == now.toLocalTime().date() ? locale.toString(time.time(), QLocale::ShortFormat)
                                                   : locale.toString(time, QLocale::ShortFormat);
}

} // namespace

QString StorageGauge::summary(const StorageForecast &forecast, bool isWhole, const QDateTime &now)
{
    const QString free = format::size(forecast.free());
    QString text = isWhole ? tr("%1 free", "storage").arg(free)
                           : tr("at most %1 free", "storage; not all files are loaded").arg(free);
    if (forecast.releases.isEmpty())
        return text;
    const StorageForecast::Release &next = forecast.releases.first();
    return tr("%1; %2 more at %3", "storage that is free, what becomes free, when")
        .arg(text, format::size(next.bytes), timeText(next.time(), now));
}

QString StorageGauge::details(const StorageForecast &forecast, bool isWhole, const QDateTime &now)
{
    const QLocale locale;
    const QString used = format::size(forecast.used);
    const QString capacity = format::size(StorageForecast::capacity);
    const QString percent = locale.toString(static_cast<int>(forecast.share() * 100));
    QStringList lines{isWhole ? tr("%1 of %2 used (%3 %)", "storage").arg(used, capacity, percent)
                              : tr("At least %1 of %2 used (%3 %); not all files are loaded yet", "storage")
                                    .arg(used, capacity, percent)};
    for (const StorageForecast::Release &release : forecast.releases)
        lines.append(tr("%1: %n files expire, %2", "time, size", release.files)
                         .arg(timeText(release.time(), now), format::size(release.bytes)));
    return lines.join(u'\n');
}

StorageGauge::StorageGauge(FilesModel &files, QWidget *parent)
    : QAbstractButton(parent)
    , m_files(files)
{
    setObjectName(QStringLiteral("storageGauge"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &StorageGauge::count);
    const QAbstractItemModel *rows = &m_files;
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(rows, signal, this, &StorageGauge::schedule);
    connect(rows, &QAbstractItemModel::dataChanged, this, &StorageGauge::schedule);
    connect(rows, &QAbstractItemModel::modelReset, this, &StorageGauge::schedule);
    connect(&m_files, &FilesModel::loadingChanged, this, &StorageGauge::showOrHide);
    count();
    showOrHide();
}

Badge::Tone StorageGauge::tone() const
{
    if (m_forecast.share() > criticalShare)
        return Badge::Tone::Critical;
    return m_forecast.share() > warningShare ? Badge::Tone::Warning : Badge::Tone::Neutral;
}

void StorageGauge::showOrHide()
{
    setVisible(m_files.loading() != FilesModel::Loading::Inactive);
    schedule();
}

void StorageGauge::schedule()
{
    if (isVisible() && !m_delay.isActive())
        m_delay.start(countingDelay);
}

void StorageGauge::showEvent(QShowEvent *event)
{
    QAbstractButton::showEvent(event);
    schedule();
}

void StorageGauge::count()
{
    const QDateTime now = m_files.now();
    m_forecast = StorageForecast::of(m_files.rows(), now.toSecsSinceEpoch());
    const bool isWhole = m_files.loading() == FilesModel::Loading::Complete;
    const QString words = summary(m_forecast, isWhole, now);
    const QString details = StorageGauge::details(m_forecast, isWhole, now);
    if (words == text() && details == accessibleDescription())
        return;
    setText(words);
    setAccessibleName(tr("Storage: %1").arg(words));
    setAccessibleDescription(details);
    setToolTip(Qt::convertFromPlainText(details));
    updateGeometry();
    update();
}

QSize StorageGauge::sizeHint() const
{
    // The width grows in steps, so that one more digit does not move the widgets beside it.
    constexpr int step = 2 * theme::grid;
    const int words = (fontMetrics().horizontalAdvance(text()) + step - 1) / step * step;
    const int icon = tone() == Badge::Tone::Neutral ? 0 : iconSide + theme::grid / 2;
    return {icon + barWidth + theme::grid + words + 2 * theme::grid,
            std::max(fontMetrics().height(), iconSide) + theme::grid / 2};
}

void StorageGauge::drawBar(QPainter &painter, const QRect &place) const
{
    const bool isNeutral = tone() == Badge::Tone::Neutral;
    const QColor full = isNeutral ? theme::accent(palette()) : theme::toneColors(tone(), palette()).text;
    const QRectF bar = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5);
    QRectF used = bar;
    used.setWidth(bar.width() * m_forecast.share());
    if (layoutDirection() == Qt::RightToLeft)
        used.moveRight(bar.right());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(full);
    painter.drawRect(used);
    painter.setPen(theme::secondaryText(palette()));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(bar, 2, 2);
}

void StorageGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto placed = [this](int left, int width, int height) {
        const QRect place(left, (this->height() - height) / 2, width, height);
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    int left = theme::grid;
    if (tone() != Badge::Tone::Neutral) {
        const QColor color = theme::toneColors(tone(), palette()).text;
        const IconName name = tone() == Badge::Tone::Critical ? IconName::Error : IconName::Warning;
        pollux::icon(name, color).paint(&painter, placed(left, iconSide, iconSide));
        left += iconSide + theme::grid / 2;
    }
    drawBar(painter, placed(left, barWidth, barHeight));
    left += barWidth + theme::grid;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(placed(left, width() - left, height()),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     text());
    if (!hasFocus())
        return;
    QStyleOptionFocusRect option;
    option.initFrom(this);
    option.state |= QStyle::State_KeyboardFocusChange; // some styles hide it otherwise
    option.backgroundColor = palette().color(QPalette::Window);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void StorageGauge::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace pollux
