// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/deletedialog.h"

#include "models/text/format.h"
#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int iconSide = 40;
constexpr int lineChars = 60;
constexpr int noteRow = 5;    ///< of the dialog's grid
constexpr int nameChars = 40; ///< width of a name, in average characters

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    QLabel *label = layouts::createText(text, parent);
    QPalette quiet = label->palette();
    quiet.setColor(QPalette::WindowText, theme::secondaryText(quiet));
    label->setPalette(quiet);
    return label;
}

/// The name as the table shows it, elided in the middle if it is long.
QLabel *nameLabel(const DeleteDialog::Item &item, QWidget *parent)
{
    const QString name = format::singleLine(item.title);
    QLabel *label = layouts::createText({}, parent);
    const QFontMetrics metrics = label->fontMetrics();
    label->setText(metrics.elidedText(name, Qt::ElideMiddle, nameChars * metrics.averageCharWidth()));
    label->setAccessibleName(name);
    if (label->text() != name)
        label->setToolTip(Qt::convertFromPlainText(name));
    return label;
}

QString totalText(const QList<DeleteDialog::Item> &items)
{
    qint64 bytes = 0;
    bool isComplete = true;
    for (const DeleteDialog::Item &item : items) {
        bytes += item.bytes.value_or(0);
        isComplete = isComplete && item.bytes;
    }
    const QString size = format::size(bytes);
    return isComplete ? DeleteDialog::tr("Total size: %1").arg(size)
                      : DeleteDialog::tr("Total size: at least %1").arg(size);
}

/// One line per item: title, resource name, size.
QWidget *makeList(const QList<DeleteDialog::Item> &items, QWidget *parent)
{
    auto *list = new QWidget(parent);
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(theme::grid / 2);
    grid->setColumnStretch(0, 1);
    const int named = static_cast<int>(std::min<qsizetype>(items.size(), DeleteDialog::maxNamed));
    for (int row = 0; row < named; ++row) {
        const DeleteDialog::Item &item = items.at(row);
        grid->addWidget(nameLabel(item, list), row, 0);
        grid->addWidget(quietLabel(format::singleLine(item.name), list), row, 1);
        const QString size = item.bytes ? format::size(*item.bytes) : QString();
        grid->addWidget(quietLabel(size, list), row, 2, Qt::AlignRight);
    }
    if (const auto others = static_cast<int>(items.size()) - named; others > 0)
        grid->addWidget(quietLabel(DeleteDialog::tr("and %n more", nullptr, others), list), named, 0);
    return list;
}

struct Texts {
    QString question;
    QString consequence;
    QString button;
};

Texts textsFor(DeleteDialog::Kind kind, int count)
{
    const bool isOne = count == 1;
    if (kind == DeleteDialog::Kind::Documents)
        return {isOne ? DeleteDialog::tr("Delete this document?")
                      : DeleteDialog::tr("Delete %n documents?", nullptr, count),
                DeleteDialog::tr("What is deleted leaves the store with everything that was indexed of it, and cannot "
                                 "be restored. Files on this computer, and those on the page Files, stay as they are."),
                isOne ? DeleteDialog::tr("&Delete 1 document")
                      : DeleteDialog::tr("&Delete %n documents", nullptr, count)};
    return {isOne ? DeleteDialog::tr("Delete this file?") : DeleteDialog::tr("Delete %n files?", nullptr, count),
            DeleteDialog::tr("What is deleted from the service cannot be restored. Files on this computer stay as "
                             "they are."),
            isOne ? DeleteDialog::tr("&Delete 1 file") : DeleteDialog::tr("&Delete %n files", nullptr, count)};
}

} // namespace

DeleteDialog::DeleteDialog(Kind kind, const QList<Item> &items, QWidget *parent)
    : QDialog(parent)
{
    const auto count = static_cast<int>(items.size());
    const Texts texts = textsFor(kind, count);
    setWindowTitle(texts.question);
    setAccessibleDescription(texts.consequence);

    QLabel *heading = layouts::createText(texts.question, this);
    layouts::makeHeading(*heading);
    QLabel *text = layouts::createParagraph(texts.consequence, this);
    text->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
    layout->setHorizontalSpacing(2 * theme::grid);
    layout->setVerticalSpacing(theme::grid + theme::grid / 2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(new IconLabel(IconName::Remove, iconSide, this), 0, 0, 3, 1, Qt::AlignTop);
    layout->addWidget(heading, 0, 1);
    layout->addWidget(text, 1, 1);
    layout->addWidget(makeList(items, this), 2, 1);
    if (count > 1)
        layout->addWidget(quietLabel(totalText(items), this), 3, 1);
    QCheckBox *confirmation = nullptr;
    if (count >= manyItems) {
        confirmation = new QCheckBox(tr("Delete all %n, also those that are not named here", nullptr, count), this);
        confirmation->setObjectName(u"confirmation"_s);
        layout->addWidget(confirmation, 4, 1);
    }
    layout->setRowMinimumHeight(noteRow, theme::grid);
    layout->addWidget(createButtons(texts.button, confirmation), 6, 0, 1, 2);
}

void DeleteDialog::noteUnloaded()
{
    static_cast<QGridLayout *>(layout())->addWidget(
        layouts::createParagraph(tr("The list is not loaded to its end. What is not loaded yet will not be deleted."),
                                 this),
        noteRow, 1);
}

QWidget *DeleteDialog::createButtons(const QString &deleteText, QCheckBox *confirmation)
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    QPushButton *accept = buttons->addButton(deleteText, QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"deleteButton"_s);
    accept->setIcon(icon(IconName::Remove, theme::toneColors(Badge::Tone::Critical, palette()).text));
    cancel->setIcon({});
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (confirmation) {
        accept->setEnabled(false);
        connect(confirmation, &QCheckBox::toggled, accept, &QWidget::setEnabled);
    }
    return buttons;
}

} // namespace pollux
