// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/messagerow.h"

#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QEnterEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSide = 20;
constexpr int cornerRadius = 6;
constexpr qreal smallerText = 0.92; // of the words underneath

struct KindLook {
    IconName icon;
    Badge::Tone tone;
};

KindLook lookOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Info:
        break;
    case MessageKind::Success:
        return {IconName::Active, Badge::Tone::Positive};
    case MessageKind::Warning:
        return {IconName::Warning, Badge::Tone::Warning};
    case MessageKind::Error:
        return {IconName::Error, Badge::Tone::Critical};
    }
    return {IconName::Info, Badge::Tone::Busy};
}

} // namespace

MessageRow::MessageRow(const Message &message, std::chrono::milliseconds successTime, QWidget *parent)
    : QFrame(parent)
    , m_message(message)
    , m_successTime(successTime)
    , m_icon(new IconLabel(lookOf(message.kind).icon, iconSide, this))
    , m_text(new QLabel(this))
    , m_words(new QLabel(this))
    , m_count(new QLabel(this))
    , m_close(new QToolButton(this))
{
    setUpText(*m_text, message.text);
    setUpText(*m_words, message.serverText);
    QFont small = m_words->font();
    small.setPointSizeF(small.pointSizeF() * smallerText);
    m_words->setFont(small);
    m_words->setHidden(message.serverText.isEmpty());
    m_count->hide();
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close (Esc)"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid + theme::grid / 2, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_icon);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme::grid / 4);
    texts->addWidget(m_text);
    texts->addWidget(m_words);
    layout->addLayout(texts, 1);
    layout->addWidget(m_count);
    if (!message.actionText.isEmpty())
        layout->addWidget(createButton({message.actionText, message.action}));
    for (const MessageAction &action : message.otherActions)
        layout->addWidget(createButton(action));
    if (!message.details.isEmpty())
        layout->addWidget(createCopyButton());
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    connect(m_close, &QToolButton::clicked, this, &MessageRow::closeRequested);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isLookedAt())
            startTime();
        else
            emit closeRequested();
    });
    setAccessibleName(tr("%1: %2").arg(kindText(), message.text));
    setAccessibleDescription(message.serverText);
    applyColors();
    startTime();
}

void MessageRow::setUpText(QLabel &label, const QString &text)
{
    label.setTextFormat(Qt::PlainText);
    label.setText(text);
    label.setWordWrap(true);
    label.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label.setFocusPolicy(Qt::StrongFocus);
    label.setAccessibleName(text);
}

QPushButton *MessageRow::createButton(const MessageAction &action)
{
    auto *button = new QPushButton(action.text, this);
    connect(button, &QPushButton::clicked, this, [this, run = action.run] {
        const std::function<void()> kept = run; // closing ends this row, and the button with it
        emit closeRequested();
        if (kept)
            kept();
    });
    return button;
}

QToolButton *MessageRow::createCopyButton()
{
    m_copy = new QToolButton(this);
    m_copy->setObjectName(u"copyDetails"_s);
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_copy->setAccessibleName(tr("Copy Details"));
    m_copy->setToolTip(tr("Copy details: all that is known about this error"));
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_message.details); });
    return m_copy;
}

void MessageRow::repeat()
{
    ++m_times;
    m_count->setText(tr("×%1").arg(QLocale().toString(m_times)));
    m_count->setAccessibleName(tr("%n times", nullptr, m_times));
    m_count->show();
    startTime();
    announce();
}

void MessageRow::announce()
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageRow::startTime()
{
    if (m_message.kind == MessageKind::Success)
        m_timer.start(m_successTime);
}

bool MessageRow::isLookedAt() const
{
    return underMouse() || isAncestorOf(window()->focusWidget());
}

void MessageRow::applyColors()
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_message.kind).tone, palette());
    m_icon->setColor(colors.text);
    m_close->setIcon(icon(IconName::Close, colors.text));
    QPalette textPalette = palette();
    textPalette.setColor(QPalette::WindowText, colors.text);
    textPalette.setColor(QPalette::Text, colors.text);
    m_text->setPalette(textPalette);
    m_words->setPalette(textPalette);
    if (m_copy)
        m_copy->setIcon(icon(IconName::Copy, colors.text));
    m_count->setPalette(textPalette);
}

QString MessageRow::kindText() const
{
    switch (m_message.kind) {
    case MessageKind::Info:
        break;
    case MessageKind::Success:
        return tr("Success");
    case MessageKind::Warning:
        return tr("Warning");
    case MessageKind::Error:
        return tr("Error");
    }
    return tr("Information");
}

void MessageRow::paintEvent(QPaintEvent *)
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_message.kind).tone, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

void MessageRow::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void MessageRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        event->accept();
        emit closeRequested();
        return;
    }
    QFrame::keyPressEvent(event);
}

void MessageRow::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void MessageRow::leaveEvent(QEvent *event)
{
    startTime();
    QFrame::leaveEvent(event);
}

} // namespace pollux
