// SPDX-License-Identifier: Apache-2.0
#include "app/statuscheck.h"

#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/window/mainwindow.h"
#include "views/window/statusline.h"

#include <QCoreApplication>
#include <QLocale>

namespace pollux {

namespace {

/// The table of the page that the window shows; null while it shows another page.
const ItemTable *shownTable(const MainWindow &window)
{
    const auto *documents = window.findChild<DocumentsPage *>();
    if (documents->isVisible())
        return &documents->table();
    return window.filesPage().isVisible() ? &window.filesPage().table() : nullptr;
}

/// The whole numbers among the words of a text, in the order of the text.
QList<qsizetype> wholeNumbers(const QString &text)
{
    const QLocale locale;
    QList<qsizetype> numbers;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        bool isNumber = false;
        const int number = locale.toInt(word, &isNumber);
        if (isNumber)
            numbers.append(number);
    }
    return numbers;
}

} // namespace

QString statusProblem(const MainWindow &window)
{
    const ItemTable *table = shownTable(window);
    if (!table)
        return {};
    const qsizetype rows = table->model()->rowCount();
    const qsizetype selected = table->selectedRows().size();
    const QString count = window.findChild<StatusLine *>()->count();
    // "3 files", "3 of 5 files shown" while a filter hides some; "2 of 3 selected" with a selection.
    const QList<qsizetype> expected = selected == 0 ? QList{rows} : QList{selected, rows};
    if (wholeNumbers(count).mid(0, expected.size()) == expected)
        return {};
    return QCoreApplication::translate("statusProblem",
                                       "the status line says “%1”, but the table has %2 rows, %3 of them selected")
        .arg(count)
        .arg(rows)
        .arg(selected);
}

} // namespace pollux
