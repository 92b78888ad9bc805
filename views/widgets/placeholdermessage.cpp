// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/placeholdermessage.h"

#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int iconSide = 56;
constexpr int lineChars = 56; // a line that is read without losing its start

} // namespace

PlaceholderMessage::PlaceholderMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(IconName::Info, iconSide, this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_busy(new QProgressBar(this))
{
    layouts::makeHeading(*m_title, 1.4);
    theme::showAsBusy(*m_busy);
    m_busy->setFixedSize(20 * theme::grid, theme::grid);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addStretch();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i) = new QPushButton(this);
        buttons->addWidget(m_buttons.at(i));
        connect(m_buttons.at(i), &QPushButton::clicked, this, [this, i] { runAction(static_cast<qsizetype>(i)); });
    }
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->setSpacing(theme::grid);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(theme::grid);
    for (QLabel *label : {m_title, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        auto *line = new QHBoxLayout; // keeps the label centred at its greatest width
        layouts::fill(line, {{}, {label, 1000}, {}});
        layout->addLayout(line);
    }
    m_sentence->setMaximumWidth(lineChars * m_sentence->fontMetrics().averageCharWidth());
    m_title->setMaximumWidth(m_sentence->maximumWidth());
    layout->addSpacing(theme::grid);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addLayout(buttons);
    layout->addStretch(3);
    setContent({});
}

void PlaceholderMessage::setContent(const Content &content)
{
    m_icon->setIcon(content.icon);
    m_title->setText(content.title);
    m_title->setVisible(!content.title.isEmpty());
    m_sentence->setText(content.sentence);
    m_sentence->setVisible(!content.sentence.isEmpty());
    m_busy->setVisible(content.isBusy);
    m_actions = content.isBusy ? QList<Button>() : content.buttons;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const auto number = static_cast<qsizetype>(i);
        const bool isUsed = number < m_actions.size();
        m_buttons.at(i)->setVisible(isUsed);
        m_buttons.at(i)->setText(isUsed ? m_actions.at(number).text : QString());
    }
    setAccessibleName(content.title);
    setAccessibleDescription(content.sentence);
}

QString PlaceholderMessage::title() const
{
    return m_title->text();
}

void PlaceholderMessage::runAction(qsizetype number)
{
    if (number >= m_actions.size() || !m_actions.at(number).action)
        return;
    const std::function<void()> action = m_actions.at(number).action; // it may set other content
    action();
}

} // namespace pollux
