// SPDX-License-Identifier: Apache-2.0
#include "views/messages/messagewidget.h"

#include "models/items/badge.h"
#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSide = 20;
constexpr int cornerRadius = 6;
constexpr qreal smallerText = 0.92; // of the server's text

struct KindLook {
    IconName icon;
    Badge::Tone tone;
    const char *name;
};

const KindLook &lookOf(MessageKind kind)
{
    // In the order of MessageKind.
    static constexpr std::array looks = {
        KindLook{IconName::Info, Badge::Tone::Busy, QT_TRANSLATE_NOOP("pollux::MessageWidget", "Information")},
        KindLook{IconName::Active, Badge::Tone::Positive, QT_TRANSLATE_NOOP("pollux::MessageWidget", "Success")},
        KindLook{IconName::Warning, Badge::Tone::Warning, QT_TRANSLATE_NOOP("pollux::MessageWidget", "Warning")},
        KindLook{IconName::Error, Badge::Tone::Critical, QT_TRANSLATE_NOOP("pollux::MessageWidget", "Error")},
        KindLook{IconName::Clock, Badge::Tone::Neutral, QT_TRANSLATE_NOOP("pollux::MessageWidget", "Information")}};
    static_assert(looks.size() == static_cast<std::size_t>(MessageKind::Busy) + 1);
    return looks.at(static_cast<std::size_t>(kind));
}

} // namespace

MessageWidget::MessageWidget(const Message &message, QWidget *parent)
    : QFrame(parent)
    , m_message(message)
    , m_icon(new IconLabel(lookOf(message.kind).icon, iconSide, this))
    , m_text(createLabel(message.text))
{
}

MessageWidget::MessageWidget(QWidget *parent)
    : MessageWidget(Message{.kind = Kind::Busy}, parent)
{
    m_busy = new QProgressBar(this);
    theme::showAsBusy(*m_busy);
    m_busy->setFixedHeight(theme::grid);
    m_actionRow = new QWidget(this);
    layouts::fill(new QHBoxLayout(m_actionRow), {layouts::Item()});

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

MessageWidget::MessageWidget(const Message &message, std::chrono::milliseconds successTime, QWidget *parent)
    : MessageWidget(message, parent)
{
    m_successTime = successTime;
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_serverText = createLabel(message.serverText);
    m_serverText->setFocusPolicy(Qt::StrongFocus);
    QFont small = m_serverText->font();
    small.setPointSizeF(small.pointSizeF() * smallerText);
    m_serverText->setFont(small);
    m_serverText->setHidden(message.serverText.isEmpty());
    m_count = new QLabel(this);
    m_count->hide();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid + theme::grid / 2, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_icon);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme::grid / 4);
    texts->addWidget(m_text);
    texts->addWidget(m_serverText);
    layout->addLayout(texts, 1);
    layout->addWidget(m_count);
    for (const Action &action : message.actions) {
        auto *button = new QPushButton(action.text, this);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            const std::function<void()> kept = run; // closing deletes this widget and the button
            emit closeRequested();
            if (kept)
                kept();
        });
        layout->addWidget(button);
    }
    if (!message.details.isEmpty()) {
        m_copy = createToolButton(tr("Copy Details"), tr("Copy details: all that is known about this error"));
        m_copy->setObjectName(u"copyDetails"_s);
        connect(m_copy, &QToolButton::clicked, this,
                [this] { QGuiApplication::clipboard()->setText(m_message.details); });
        layout->addWidget(m_copy);
    }
    m_close = createToolButton(tr("Close this message"), tr("Close (Esc)"));
    connect(m_close, &QToolButton::clicked, this, &MessageWidget::closeRequested);
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (underMouse() || isAncestorOf(window()->focusWidget()))
            startTime();
        else
            emit closeRequested();
    });
    setAccessibleName(tr("%1: %2").arg(tr(lookOf(message.kind).name), message.text));
    setAccessibleDescription(message.serverText);
    applyColors();
    startTime();
}

QLabel *MessageWidget::createLabel(const QString &text)
{
    QLabel *label = layouts::createParagraph(text, this);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(text);
    return label;
}

QToolButton *MessageWidget::createToolButton(const QString &accessibleName, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    return button;
}

void MessageWidget::showMessage(Kind kind, const QString &text, const QList<Action> &actions)
{
    removeButtons();
    m_message.kind = kind;
    m_message.text = text;
    m_icon->setIcon(lookOf(kind).icon);
    m_text->setText(text);
    m_busy->setVisible(kind == Kind::Busy);
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, m_actionRow);
        button->setAutoDefault(false);
        m_actionRow->layout()->addWidget(button);
        connect(
            button, &QPushButton::clicked, this, [run = action.run] { run(); }, Qt::QueuedConnection);
    }
    m_actionRow->setVisible(!actions.isEmpty());
    applyColors();
    setAccessibleName(text);
    show();
    announce();
}

void MessageWidget::removeButtons()
{
    for (QPushButton *button : m_actionRow->findChildren<QPushButton *>()) {
        button->hide();
        button->setParent(nullptr);
        button->deleteLater(); // it may be the one that was just clicked
    }
}

void MessageWidget::clear()
{
    removeButtons();
    m_message.text.clear();
    m_text->clear();
    setAccessibleName({});
    hide();
}

void MessageWidget::repeat()
{
    ++m_times;
    m_count->setText(tr("×%1").arg(QLocale().toString(m_times)));
    m_count->setAccessibleName(tr("%n times", nullptr, m_times));
    m_count->show();
    startTime();
    announce();
}

void MessageWidget::announce()
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageWidget::startTime()
{
    if (m_close && m_message.kind == Kind::Success)
        m_timer.start(m_successTime);
}

void MessageWidget::applyColors()
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_message.kind).tone, palette());
    QPalette textPalette = palette();
    textPalette.setColor(QPalette::WindowText, colors.text);
    textPalette.setColor(QPalette::Text, colors.text);
    for (QLabel *label : {m_text, m_serverText, m_count}) {
        if (label)
            label->setPalette(textPalette);
    }
    m_icon->setColor(colors.text);
    if (m_close)
        m_close->setIcon(icon(IconName::Close, colors.text));
    if (m_copy)
        m_copy->setIcon(icon(IconName::Copy, colors.text));
    update();
}

void MessageWidget::paintEvent(QPaintEvent *)
{
    const theme::ToneColors colors = theme::toneColors(lookOf(m_message.kind).tone, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

void MessageWidget::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void MessageWidget::keyPressEvent(QKeyEvent *event)
{
    if (m_close && event->key() == Qt::Key_Escape) {
        event->accept();
        emit closeRequested();
        return;
    }
    QFrame::keyPressEvent(event);
}

void MessageWidget::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void MessageWidget::leaveEvent(QEvent *event)
{
    startTime();
    QFrame::leaveEvent(event);
}

} // namespace pollux
