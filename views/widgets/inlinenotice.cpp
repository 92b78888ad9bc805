// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/inlinenotice.h"

#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace pollux {

namespace {

constexpr int iconSide = 20;
constexpr int cornerRadius = 6;

struct KindLook {
    IconName icon;
    Badge::Tone tone;
};

KindLook lookOf(InlineNotice::Kind kind)
{
    switch (kind) {
    case InlineNotice::Kind::Busy:
        return {IconName::Clock, Badge::Tone::Neutral};
    case InlineNotice::Kind::Success:
        return {IconName::Active, Badge::Tone::Positive};
    case InlineNotice::Kind::Warning:
        return {IconName::Warning, Badge::Tone::Warning};
    case InlineNotice::Kind::Error:
        return {IconName::Error, Badge::Tone::Critical};
    }
    Q_UNREACHABLE();
}

} // namespace

InlineNotice::InlineNotice(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(IconName::Clock, iconSide, this))
    , m_text(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_actionRow(new QWidget(this))
    , m_actionLayout(new QHBoxLayout(m_actionRow))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    theme::showAsBusy(*m_busy);
    m_busy->setFixedHeight(theme::grid);
    m_actionLayout->setContentsMargins(0, 0, 0, 0);
    m_actionLayout->setSpacing(theme::grid);
    m_actionLayout->addStretch();

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::grid + theme::grid / 2, theme::grid, theme::grid + theme::grid / 2, theme::grid);
    layout->setSpacing(theme::grid);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_busy, 1, 1);
    layout->addWidget(m_actionRow, 2, 1);
    hide();
}

void InlineNotice::showNotice(Kind kind, const QString &text, const QList<Action> &actions)
{
    m_kind = kind;
    m_icon->setIcon(lookOf(kind).icon);
    m_text->setText(text);
    m_busy->setVisible(kind == Kind::Busy);
    setActions(actions);
    applyColors();
    setAccessibleName(text);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void InlineNotice::setActions(const QList<Action> &actions)
{
    for (QPushButton *button : m_actionRow->findChildren<QPushButton *>()) {
        button->hide();
        button->setParent(nullptr);
        button->deleteLater(); // it may be the one that was just clicked
    }
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, m_actionRow);
        button->setAutoDefault(false);
        m_actionLayout->addWidget(button);
        connect(
            button, &QPushButton::clicked, this, [run = action.run] { run(); }, Qt::QueuedConnection);
    }
    m_actionRow->setVisible(!actions.isEmpty());
}

void InlineNotice::clear()
{
    setActions({});
    m_text->clear();
    setAccessibleName({});
    hide();
}

QString InlineNotice::text() const
{
    return m_text->text();
}

void InlineNotice::applyColors()
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_kind).tone, palette());
    QPalette textPalette = palette();
    textPalette.setColor(QPalette::WindowText, colors.text);
    textPalette.setColor(QPalette::Text, colors.text);
    m_text->setPalette(textPalette);
    m_icon->setColor(colors.text);
    update();
}

void InlineNotice::paintEvent(QPaintEvent *)
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_kind).tone, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

void InlineNotice::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

} // namespace pollux
