// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/result.h"
#include "models/journal/operationrecord.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAbstractItemModel;
class QSortFilterProxyModel;
class QSplitter;
class QStackedLayout;

namespace pollux {

class ItemTable;
class PlaceholderMessage;
class OperationDetails;

/// The long-running operations of stores, with the state, age, last poll and error of each, and the details of the
/// selected ones. A page beside the uploads; its window title has the number of running operations. It shows a model
/// and emits signals for what the user requests; it does not poll.
///
/// Return opens the document, Alt+Return shows or hides the details, F9 polls now, Delete removes ended operations from
/// the list, Ctrl+C copies names. Delete, Ctrl+C and Alt+Return never reach the window, where they act on files.
class OperationsPanel final : public QWidget {
    Q_OBJECT

public:
    /// `operations` is an OperationsModel, or has its columns and roles; it must outlive the panel. `refreshTimes`
    /// updates the ages in the model; it is called regularly while the panel is shown.
    OperationsPanel(QAbstractItemModel &operations, std::function<void()> refreshTimes, QWidget *parent = nullptr);

    /// The result of answerRequested(), for the details.
    void setAnswer(const QString &name, const Result<Operation> &answer);
    /// Selects these operations and scrolls to the first of them.
    void select(const QStringList &names);

    bool areDetailsShown() const;
    void setDetailsShown(bool shown);

    /// Order, widths and visibility of the columns, the sort order, and the details.
    QByteArray saveLayout() const;
    /// Returns false and changes nothing if the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    /// The document is to be shown in its store. Both are resource names.
    void documentRequested(const QString &document, const QString &store);
    /// These operations are to be polled now; none of them has ended.
    void pollRequested(const QStringList &names);
    /// The details lack what the service answers about this operation, which has ended.
    void answerRequested(const QString &name);
    /// These operations are to be removed from the list; all of them have ended.
    void forgetRequested(const QStringList &names);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createTable(QAbstractItemModel &operations);
    void createActions();
    QList<OperationRecord> selectedOperations() const;
    QList<OperationRecord> operations() const;
    int workingCount() const;
    void openDocument();
    void copyErrors() const;
    void handleRows();
    void updateDetails();

    std::function<void()> m_refreshTimes;
    QSortFilterProxyModel *m_sorted;
    ItemTable *m_table;
    PlaceholderMessage *m_empty;
    OperationDetails *m_details;
    QSplitter *m_splitter;
    QStackedLayout *m_stack;
    QTimer m_ageTimer;
};

} // namespace pollux
