// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/firstrunpage.h"

#include "models/productinfo.h"
#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int iconSide = 96;
constexpr int lineChars = 60; // a comfortable line length

} // namespace

FirstRunPage::FirstRunPage(QWidget *parent)
    : QWidget(parent)
    , m_smallPrint(makeText(tr("A key is made in Google AI Studio, at the address below. Pollux keeps it in the "
                               "keychain of this computer and sends it to the service only. The demo needs no key and "
                               "no network.")))
    , m_address(makeText(u"https://aistudio.google.com/apikey"_s))
{
    QLabel *title = makeText(tr("Welcome to %1").arg(productinfo::displayName));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    QLabel *introduction = makeText(
        tr("Upload files to the Gemini API, watch them become ready, and delete them when they are no longer needed."));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setAccessibleName(tr("Address where API keys are made: %1").arg(m_address->text()));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->setSpacing(theme::grid);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(IconName::Application, iconSide, this), 0, Qt::AlignHCenter);
    layout->addSpacing(theme::grid);
    for (QLabel *label : {title, introduction, m_smallPrint, m_address}) {
        auto *line = new QHBoxLayout; // keeps the label centred at its maximum width
        line->addStretch();
        line->addWidget(label, 1000);
        line->addStretch();
        layout->addLayout(line);
        if (label == introduction) {
            layout->addSpacing(2 * theme::grid);
            layout->addWidget(makeButtons());
            layout->addSpacing(2 * theme::grid);
        }
    }
    layout->addStretch(3);
    applyColors();
}

QLabel *FirstRunPage::makeText(const QString &text)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMaximumWidth(lineChars * label->fontMetrics().averageCharWidth());
    return label;
}

QWidget *FirstRunPage::makeButtons()
{
    auto *row = new QWidget(this);
    auto *addKey = new QPushButton(tr("&Add an API key"), row);
    auto *demo = new QPushButton(tr("Try the &demo"), row);
    addKey->setObjectName(u"addKeyButton"_s);
    demo->setObjectName(u"demoButton"_s);
    // Outside a dialog Return presses the focused button only if it is an auto-default one.
    addKey->setAutoDefault(true);
    addKey->setDefault(true);
    demo->setAutoDefault(true);
    connect(addKey, &QPushButton::clicked, this, &FirstRunPage::addKeyRequested);
    connect(demo, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
    setFocusProxy(addKey);
    setTabOrder(addKey, demo);

    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addStretch();
    for (QPushButton *button : {addKey, demo}) {
        button->setMinimumSize(button->sizeHint().width() + 2 * theme::grid, 4 * theme::grid);
        layout->addWidget(button);
    }
    layout->addStretch();
    return row;
}

void FirstRunPage::applyColors()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme::secondaryText(palette()));
    m_smallPrint->setPalette(quiet);
    m_address->setPalette(quiet);
}

void FirstRunPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

} // namespace pollux
