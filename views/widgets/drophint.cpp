// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/drophint.h"

#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int iconSide = 40;
constexpr int frameRadius = 12;

} // namespace

DropHint::DropHint(QWidget *part)
    : QWidget(part)
    , m_sentence(new QLabel(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    QFont large = m_sentence->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_sentence->setFont(large);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addStretch();
    layout->addWidget(new IconLabel(IconName::Store, iconSide, this), 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence);
    layout->addStretch();
    hide();
    part->installEventFilter(this);
}

void DropHint::showHint(const QString &sentence)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

QString DropHint::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

bool DropHint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.95F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor frame = palette().color(QPalette::Highlight);
    QColor tint = frame;
    tint.setAlphaF(0.08F);
    painter.setBrush(tint);
    painter.setPen(QPen(frame, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(theme::grid, theme::grid, -theme::grid, -theme::grid), frameRadius,
                            frameRadius);
}

} // namespace pollux
