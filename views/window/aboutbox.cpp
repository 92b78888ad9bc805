// SPDX-License-Identifier: Apache-2.0
#include "views/window/aboutbox.h"

#include "models/productinfo.h"
#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int iconSide = 64;
constexpr int lineChars = 60;

QLabel *addLine(QVBoxLayout *lines, const QString &text)
{
    QLabel *label = layouts::createParagraph(text, nullptr);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    lines->addWidget(label);
    return label;
}

} // namespace

AboutBox::AboutBox(QWidget *parent)
    : QDialog(parent)
{
    const QString name = productinfo::displayName;
    setWindowTitle(tr("About %1").arg(name));

    auto *lines = new QVBoxLayout;
    lines->setSpacing(theme::grid);
    QLabel *heading = addLine(lines, tr("%1 %2", "name, version").arg(name, productinfo::version));
    layouts::makeHeading(*heading, 1.4);
    heading->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());
    addLine(lines, tr("A file manager for the Gemini API."));
    addLine(lines, tr("Free software under the Apache License, version 2.0, without any warranty."));
    addLine(lines, tr("Runs with Qt %1, built with Qt %2.")
                       .arg(QString::fromLatin1(qVersion()), QString::fromLatin1(QT_VERSION_STR)));
    addLine(lines, tr("%1 is not affiliated with Google. Gemini is a trademark of Google LLC.").arg(name));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *content = new QHBoxLayout;
    content->setSpacing(3 * theme::grid);
    content->addWidget(new IconLabel(IconName::Application, iconSide, this), 0, Qt::AlignTop);
    content->addLayout(lines, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addLayout(content);
    layout->addStretch();
    layout->addWidget(buttons);
}

} // namespace pollux
