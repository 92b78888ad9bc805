// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/dialogprompts.h"

#include "views/style/icons.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::DialogPrompts)
};

constexpr int iconSide = 40;

/// A dialog that calls `chosen` with the chosen paths, or with an empty list if it is cancelled.
QFileDialog *fileDialog(QWidget *parent, QFileDialog::FileMode mode, const QString &title,
                        const std::function<void(const QStringList &)> &chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setFileMode(mode);
    dialog->setLabelText(QFileDialog::Accept, Texts::tr("Upload"));
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, chosen](int result) {
        chosen(result == QDialog::Accepted ? dialog->selectedFiles() : QStringList());
    });
    return dialog;
}

} // namespace

void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DialogPrompts::ask(QWidget *parent, const Question &question, Answer answer)
{
    choose(parent, question, {}, [answer = std::move(answer)](int index) { answer(index == 0); });
}

void DialogPrompts::choose(QWidget *parent, const Question &question, const QStringList &otherLabels,
                           std::function<void(int)> chosen)
{
    auto *box = new QMessageBox(parent);
    box->setIconPixmap(icon(IconName::Warning).pixmap(QSize(iconSide, iconSide), box->devicePixelRatioF()));
    box->setWindowTitle(question.title);
    box->setTextFormat(Qt::PlainText);
    box->setText(question.title);
    box->setInformativeText(question.text);
    // QMessageBox cannot set the format of its informative text, which may contain untrusted names.
    if (auto *label = box->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s))
        label->setTextFormat(Qt::PlainText);
    QList<QAbstractButton *> buttons{box->addButton(question.acceptLabel, QMessageBox::AcceptRole)};
    for (const QString &label : otherLabels)
        buttons.append(box->addButton(label, QMessageBox::AcceptRole));
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    cancel->setIcon({});
    box->setDefaultButton(cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(box, &QDialog::finished, box, [box, buttons, chosen = std::move(chosen)] {
        chosen(static_cast<int>(buttons.indexOf(box->clickedButton())));
    });
    openDialog(box);
}

void DialogPrompts::chooseFiles(QWidget *parent, std::function<void(const QStringList &)> chosen)
{
    openDialog(fileDialog(parent, QFileDialog::ExistingFiles, Texts::tr("Upload files"), chosen));
}

void DialogPrompts::chooseFolder(QWidget *parent, std::function<void(const QString &)> chosen)
{
    openDialog(fileDialog(parent, QFileDialog::Directory, Texts::tr("Upload a folder"),
                          [chosen](const QStringList &paths) { chosen(paths.value(0)); }));
}

void DialogPrompts::chooseSavePath(QWidget *parent, const QString &title, const QString &suggestedName,
                                   std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog =
        fileDialog(parent, QFileDialog::AnyFile, title, [chosen](const QStringList &paths) { chosen(paths.value(0)); });
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setLabelText(QFileDialog::Accept, Texts::tr("Save"));
    dialog->selectFile(suggestedName);
    openDialog(dialog);
}

} // namespace pollux
