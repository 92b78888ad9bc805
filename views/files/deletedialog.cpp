// SPDX-License-Identifier: Apache-2.0
#include "views/files/deletedialog.h"

#include "models/text/format.h"
#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

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
QLabel *nameLabel(const RemoteFile &file, QWidget *parent)
{
    const QString name = format::singleLine(file.title());
    QLabel *label = layouts::createText({}, parent);
    const QFontMetrics metrics = label->fontMetrics();
    label->setText(metrics.elidedText(name, Qt::ElideMiddle, nameChars * metrics.averageCharWidth()));
    label->setAccessibleName(name);
    if (label->text() != name)
        label->setToolTip(Qt::convertFromPlainText(name));
    return label;
}

QString totalText(const QList<RemoteFile> &files)
{
    qint64 bytes = 0;
    bool isComplete = true;
    for (const RemoteFile &file : files) {
        bytes += file.sizeBytes.value_or(0);
        isComplete = isComplete && file.sizeBytes;
    }
    const QString size = format::size(bytes);
    return isComplete ? DeleteDialog::tr("Total size: %1").arg(size)
                      : DeleteDialog::tr("Total size: at least %1").arg(size);
}

/// One line per file: name, resource name, size.
QWidget *makeList(const QList<RemoteFile> &files, QWidget *parent)
{
    auto *list = new QWidget(parent);
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(theme::grid / 2);
    grid->setColumnStretch(0, 1);
    const int named = static_cast<int>(std::min<qsizetype>(files.size(), DeleteDialog::maxNamed));
    for (int row = 0; row < named; ++row) {
        const RemoteFile &file = files.at(row);
        grid->addWidget(nameLabel(file, list), row, 0);
        grid->addWidget(quietLabel(format::singleLine(file.name), list), row, 1);
        const QString size = file.sizeBytes ? format::size(*file.sizeBytes) : QString();
        grid->addWidget(quietLabel(size, list), row, 2, Qt::AlignRight);
    }
    if (const auto others = static_cast<int>(files.size()) - named; others > 0)
        grid->addWidget(quietLabel(DeleteDialog::tr("and %n more", nullptr, others), list), named, 0);
    return list;
}

} // namespace

DeleteDialog::DeleteDialog(const QList<RemoteFile> &files, QWidget *parent)
    : QDialog(parent)
{
    const auto count = static_cast<int>(files.size());
    const bool isOne = count == 1;
    const QString question = isOne ? tr("Delete this file?") : tr("Delete %n files?", nullptr, count);
    const QString consequence =
        tr("What is deleted from the service cannot be restored. Files on this computer stay as "
           "they are.");
    setWindowTitle(question);
    setAccessibleDescription(consequence);

    QLabel *heading = layouts::createText(question, this);
    layouts::makeHeading(*heading);
    QLabel *text = layouts::createParagraph(consequence, this);
    text->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    QPushButton *accept = buttons->addButton(isOne ? tr("&Delete 1 file") : tr("&Delete %n files", nullptr, count),
                                             QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"deleteButton"_s);
    accept->setIcon(icon(IconName::Remove, theme::toneColors(Badge::Tone::Critical, palette()).text));
    cancel->setIcon({});
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
    layout->setHorizontalSpacing(2 * theme::grid);
    layout->setVerticalSpacing(theme::grid + theme::grid / 2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(new IconLabel(IconName::Remove, iconSide, this), 0, 0, 3, 1, Qt::AlignTop);
    layout->addWidget(heading, 0, 1);
    layout->addWidget(text, 1, 1);
    layout->addWidget(makeList(files, this), 2, 1);
    if (!isOne)
        layout->addWidget(quietLabel(totalText(files), this), 3, 1);
    layout->setRowMinimumHeight(4, theme::grid);
    layout->addWidget(buttons, 5, 0, 1, 2);
}

} // namespace pollux
