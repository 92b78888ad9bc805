// SPDX-License-Identifier: Apache-2.0
#include "views/messages/placeholdermessage.h"

#include "models/text/errortext.h"
#include "views/messages/errormessages.h"
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
constexpr qsizetype maxButtons = 3;
constexpr int lineChars = 56; // short enough that the eye finds the start of the next line

} // namespace

PlaceholderMessage::PlaceholderMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(IconName::Info, iconSide, this))
    , m_title(layouts::createParagraph({}, this))
    , m_sentence(layouts::createParagraph({}, this))
    , m_busy(new QProgressBar(this))
{
    layouts::makeHeading(*m_title, 1.4);
    theme::showAsBusy(*m_busy);
    m_busy->setFixedSize(20 * theme::grid, theme::grid);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addStretch();
    for (qsizetype i = 0; i < maxButtons; ++i) {
        auto *button = new QPushButton(this);
        buttons->addWidget(button);
        m_buttons.append(button);
        connect(button, &QPushButton::clicked, this, [this, i] {
            if (const std::function<void()> run = m_actions.value(i).run) // a copy: run() may call setContent()
                run();
        });
    }
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->setSpacing(theme::grid);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(theme::grid);
    for (QLabel *label : {m_title, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        auto *line = new QHBoxLayout; // keeps the label centred at its maximum width
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

PlaceholderMessage::Content PlaceholderMessage::ofError(const ApiError &error, const std::function<void()> &tryAgain,
                                                        const std::function<void()> &changeKey)
{
    const ErrorText text = errorText(error);
    Content content{IconName::Error, text.title, text.paragraph()};
    if (text.action == ErrorAction::ChangeKey)
        content.buttons.append({errorActionText(text.action), changeKey});
    if (text.secondAction != ErrorAction::None)
        content.buttons.append(pageAction(text.secondAction));
    content.buttons.append({errorActionText(ErrorAction::TryAgain), tryAgain});
    return content;
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
    for (qsizetype i = 0; i < maxButtons; ++i) {
        m_buttons.at(i)->setVisible(i < m_actions.size());
        m_buttons.at(i)->setText(m_actions.value(i).text);
    }
    setAccessibleName(content.title);
    setAccessibleDescription(content.sentence);
}

} // namespace pollux
