// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "models/api/http/retryschedule.h"
#include "models/items/listwalk.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pollux {

/// The part of a model of a server's list that does not depend on the type of its rows: reads the list page by page, as
/// a view fetches more.
class ListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Loading {
        Inactive, ///< no account, or no store
        Loading,  ///< a page is being read; rows may be there already
        Partial,  ///< there are more pages
        Complete, ///< the last page was read
        Failed    ///< the last request failed, or the server repeats its pages (Protocol): see loadError(); rows stay;
                  ///< continue with refresh() or retry(); after an error that may pass, the model does so by itself
    };
    Q_ENUM(Loading)

    ~ListModel() override;

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Continues after Failed: with the page that failed, or with the first one if the server repeated its pages.
    void retry();
    /// Reads the remaining pages one after the other without waiting for a view, also after a refresh() or a failure;
    /// until the model is emptied.
    void loadAll();
    /// Returns whether loadAll() has more to read; false after a failure.
    bool isLoadingAll() const { return m_loadsAll && (m_loading == Loading::Loading || m_loading == Loading::Partial); }

    Loading loading() const { return m_loading; }
    const std::optional<ApiError> &loadError() const { return m_loadError; }
    /// Number of entries that could not be read since the list was last begun; they have no rows.
    int unreadableCount() const { return m_unreadableCount; }
    /// Errors that may pass since the last page that was read, or since the list was last begun.
    int failuresInARow() const { return m_failures; }
    /// When to try again after an error that may pass.
    void setRetries(const RetrySchedule &retries) { m_retries = retries; }

signals:
    void loadingChanged(pollux::ListModel::Loading loading);
    /// These rows, in ascending order, are about to leave together: a change of the layout moves them behind all others
    /// without another change of the order, and then they are removed. Not emitted for few ranges of rows, which are
    /// removed one after the other.
    void rowsAboutToLeave(const std::vector<int> &rows);

protected:
    explicit ListModel(QObject *parent);

    /// Sends the request for a page; `pageToken` is empty for the first one.
    virtual void readPage(const QString &pageToken, QObject *context) = 0;

    void requestPage();
    void goOnAfter(ListWalk::Step step);
    void fail(const ApiError &error);
    /// Returns whether the list is to be read from its beginning, because its page token was refused; false if that has
    /// not helped already.
    bool shouldBeginAgain(const ApiError &error);
    void addUnreadable(int count) { m_unreadableCount += count; }
    void setLoading(Loading loading);
    /// Resets the walk and aborts its request; emits nothing.
    void restartWalk(Loading loading);
    /// Aborts the running list request, and begins a series of tries.
    void renewListContext()
    {
        m_listContext = std::make_unique<QObject>();
        m_failures = 0;
    }
    /// A new object after each reset or refresh: with a QPointer to it, code can check whether its page is still
    /// current.
    QObject *listContext() const { return m_listContext.get(); }

    /// Emits the signals of a change of the layout around `move`, which moves `rows` as rowsAboutToLeave() tells.
    void moveToEnd(const std::vector<int> &rows, const std::function<void()> &move);

    ListWalk m_walk;

private:
    std::unique_ptr<QObject> m_listContext; // its destruction aborts the running list request
    Loading m_loading = Loading::Inactive;
    bool m_loadsAll = false;
    std::optional<ApiError> m_loadError;
    int m_unreadableCount = 0;
    bool m_hasBegunAgain = false; // because of a page token, since the list was last read to its end
    QTimer m_retryTimer;
    RetrySchedule m_retries{.base = std::chrono::seconds(10), .cap = std::chrono::minutes(5)};
    int m_failures = 0; // in a row
};

} // namespace pollux
