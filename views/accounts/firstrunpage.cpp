// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/firstrunpage.h"

#include "models/productinfo.h"
#include "models/text/errortext.h"
#include "views/messages/errormessages.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/iconlabel.h"

#include <QHBoxLayout>
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
{
    QLabel *title = layouts::createParagraph(tr("Welcome to %1").arg(productinfo::displayName), this);
    layouts::makeHeading(*title, 1.8);
    QLabel *introduction = layouts::createParagraph(
        tr("Upload files to the Gemini API, watch them become ready, and delete them when they are no longer needed."),
        this);
    auto *smallPrint = new FieldMessage(this);
    smallPrint->showHint(tr("A key is made in Google AI Studio, at the address below. Pollux keeps it in the "
                            "keychain of this computer and sends it to the service only. The demo needs no key and "
                            "no network."));
    auto *address = new FieldMessage(this);
    address->showHint(errorActionPage(ErrorAction::MakeKey).toString());
    address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    address->setAccessibleName(tr("Address where API keys are made: %1").arg(address->text()));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * theme::grid, 4 * theme::grid, 4 * theme::grid, 4 * theme::grid);
    layout->setSpacing(theme::grid);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(IconName::Application, iconSide, this), 0, Qt::AlignHCenter);
    layout->addSpacing(theme::grid);
    for (QLabel *label : {title, introduction, static_cast<QLabel *>(smallPrint), static_cast<QLabel *>(address)}) {
        label->setAlignment(Qt::AlignCenter);
        label->setMaximumWidth(lineChars * fontMetrics().averageCharWidth());
        auto *line = new QHBoxLayout; // keeps the label centred at its maximum width
        layouts::fill(line, {{}, {label, 1000}, {}});
        layout->addLayout(line);
        if (label == introduction) {
            layout->addSpacing(2 * theme::grid);
            layout->addWidget(makeButtons());
            layout->addSpacing(2 * theme::grid);
        }
    }
    layout->addStretch(3);
}

QWidget *FirstRunPage::makeButtons()
{
    auto *row = new QWidget(this);
    auto *addKey = new QPushButton(tr("&Add an API key"), row);
    auto *demo = new QPushButton(tr("Try the &demo"), row);
    auto *getKey = new QPushButton(tr("&Get a key"), row);
    addKey->setObjectName(u"addKeyButton"_s);
    demo->setObjectName(u"demoButton"_s);
    getKey->setObjectName(u"getKeyButton"_s);
    getKey->setToolTip(tr("Opens the page of Google AI Studio where keys are made"));
    // Outside a dialog Return presses the focused button only if it is an auto-default one.
    addKey->setAutoDefault(true);
    addKey->setDefault(true);
    demo->setAutoDefault(true);
    getKey->setAutoDefault(true);
    connect(addKey, &QPushButton::clicked, this, &FirstRunPage::addKeyRequested);
    connect(demo, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
    connect(getKey, &QPushButton::clicked, this, pageAction(ErrorAction::MakeKey).run);
    setFocusProxy(addKey);
    setTabOrder(addKey, demo);
    setTabOrder(demo, getKey);

    for (QPushButton *button : {addKey, demo, getKey})
        button->setMinimumSize(button->sizeHint().width() + 2 * theme::grid, 4 * theme::grid);
    layouts::fill(new QHBoxLayout(row), {{}, addKey, demo, getKey, {}});
    return row;
}

} // namespace pollux
