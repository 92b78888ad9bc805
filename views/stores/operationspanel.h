// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAbstractItemModel;
class QKeyEvent;
class QSortFilterProxyModel;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace pollux {

class ColumnChooser;
class ColumnFiller;
class PlaceholderMessage;
class OperationDetails;
class OperationsModel;

/// The long-running operations of stores: what becomes of each document, its state, age, last poll, and why it failed.
/// A page beside the uploads, with the details of the selected operations. It polls nothing itself: it shows a model
/// and says what was asked for.
///
/// Return opens the document, Alt+Return shows or hides the details, F9 polls now, Delete takes what has ended out of
/// the list, Ctrl+C copies names. Delete, Ctrl+C and Alt+Return never reach the window, where they are about files.
class OperationsPanel final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the panel; its ages are counted anew while the panel is shown.
    explicit OperationsPanel(OperationsModel &operations, QWidget *parent = nullptr);
    /// The same over any model with the columns and roles of an OperationsModel; `refreshTimes` counts its ages anew.
    OperationsPanel(QAbstractItemModel &operations, std::function<void()> refreshTimes, QWidget *parent = nullptr);

    /// "Operations", with the number of those under way, for the tab.
    const QString &title() const { return m_title; }

    /// Selects these operations and scrolls to the first of them.
    void select(const QStringList &names);

    bool areDetailsShown() const;
    void setDetailsShown(bool shown);

    /// Order, widths and visibility of the columns, the sort order, and the details.
    QByteArray saveLayout() const;
    /// False, and nothing changed, where the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    /// The document is to be shown in its store. Both are resource names.
    void documentRequested(const QString &document, const QString &store);
    /// Are to be asked now; none of them has ended.
    void pollRequested(const QStringList &names);
    /// Are to leave the list; all of them have ended.
    void forgetRequested(const QStringList &names);
    void titleChanged(const QString &title);
    void detailsShownChanged(bool shown);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Predicate = bool (*)(const OperationRecord &);

    void createTable(QAbstractItemModel &operations);
    void createDetails();
    void connectModel(QAbstractItemModel &operations);
    QList<OperationRecord> selectedOperations() const;
    QStringList selectedNames(Predicate isRequested) const;
    QStringList endedNames() const;
    bool handleKey(QKeyEvent &event);
    void showMenu(const QPoint &position);
    void openDocument();
    void poll();
    void forget(const QStringList &names);
    void copyNames() const;
    void copyErrors() const;
    void handleRows();
    void updateDetails();

    std::function<void()> m_refreshTimes;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table;
    PlaceholderMessage *m_empty;
    OperationDetails *m_details;
    QSplitter *m_splitter;
    QStackedLayout *m_stack;
    ColumnFiller *m_filler;
    ColumnChooser *m_columns;
    QTimer m_ageTimer;
    QString m_title;
};

} // namespace pollux
