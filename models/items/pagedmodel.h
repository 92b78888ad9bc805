// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/result.h"
#include "models/items/columnmodel.h"
#include "models/items/leavingrows.h"
#include "models/items/listmodel.h"
#include "models/items/namedrows.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

namespace pollux {

/// A list on the server as a table. Rows are identified by resource name; a name occurs once. New rows go to the end; a
/// proxy model sorts. After a page without a new row the next one is requested at once, since views do not fetch again.
template <typename Row, typename Rows = NamedRows<Row>>
class PagedModel : public ColumnModel<Row, ListModel> {
public:
    using Loading = ListModel::Loading;

    /// -1 if there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }

    /// Reads the list again from its first page and merges it: rows that are still listed keep their place, new ones
    /// are added, and those that are not listed any more are removed (see ListWalk for how far it reads). Restarts a
    /// running walk, unless it is still at its first page.
    void refresh()
    {
        const bool isAtFirstPage = this->loading() == Loading::Loading && m_walk.isAtFirstPage();
        if (this->loading() == Loading::Inactive || (isAtFirstPage && (m_walk.isAgain() || m_rows.count() == 0)))
            return;
        const ListWalk::Extent extent = refreshExtent();
        this->renewListContext();
        m_walk.beginAgain(m_rows.count(), extent);
        this->requestPage();
    }

    /// Adds a row, or replaces the one with the same resource name. Does nothing while the model is Inactive.
    void upsert(const Row &row)
    {
        if (this->loading() == Loading::Inactive || !accepts(row))
            return;
        m_walk.meet(row.name, rowOf(row.name) >= 0);
        merge({row});
    }

    /// Removes a row without a request to the server.
    void drop(const QString &name) { dropAll({name}); }
    /// The same for several rows; if they are scattered, some leave in later turns of the event loop.
    void dropAll(const QStringList &names)
    {
        for (const QString &name : names) {
            const bool isKnown = rowOf(name) >= 0;
            m_walk.leave(name, isKnown);
            forget(name);
            if (isKnown)
                m_leaving.insert(name);
        }
        removeLeaving();
    }

protected:
    using ListModel::m_walk;
    using ColumnModel<Row, ListModel>::ColumnModel;

    int count() const override { return m_rows.count(); }
    const Row &rowAt(int row) const override { return m_rows.peek(row); }
    QVariant ownData(int row, int /*column*/, int role) const override
    {
        return role == ColumnModel<Row, ListModel>::ResourceNameRole ? QVariant(m_rows.nameAt(row)) : QVariant();
    }

    virtual ListWalk::Extent refreshExtent() const = 0;
    /// Returns whether the row belongs in the model.
    virtual bool accepts(const Row & /*row*/) const { return true; }
    /// Called for each row of an answer, be it new, changed or unchanged.
    virtual void follow(const Row & /*row*/) {}
    /// Called when a row is removed, or an expected row is not expected any more.
    virtual void forget(const QString & /*name*/) {}
    /// Called when a refresh has ended (End) or paused (Pause) and no page has listed these rows.
    virtual void handleUnmet(const QStringList &names, ListWalk::Step /*step*/) { dropAll(names); }
    /// Called for each row that was added or has changed.
    virtual void reportSeen(const Row &row) = 0;
    virtual void reportGone(const QString &name) = 0;

    template <typename Page>
    void handlePage(const Result<Page> &answer, QList<Row> Page::*list)
    {
        if (!answer.ok()) {
            if (this->shouldBeginAgain(answer.error()))
                refresh();
            else
                this->fail(answer.error());
            return;
        }
        this->addUnreadable(answer.value().unreadable);
        QList<Row> rows = answer.value().*list;
        rows.removeIf([this](const Row &row) { return m_walk.hasLeft(row.name) || !accepts(row); });
        QList<ListWalk::Entry> entries;
        // The names of known rows are kept once.
        for (const Row &row : std::as_const(rows)) {
            const int known = rowOf(row.name);
            entries.append({known >= 0 ? m_rows.nameAt(known) : row.name, known >= 0});
        }
        // A slot may reset or refresh the model; then the rest of this page is ignored.
        const QPointer<QObject> walk(this->listContext());
        const ListWalk::Step step = m_walk.take(entries, answer.value().nextPageToken);
        merge(rows);
        if (walk && (step == ListWalk::Step::End || step == ListWalk::Step::Pause))
            handleUnmet(unmetNames(), step);
        if (walk)
            this->goOnAfter(step);
    }

    /// Removes all rows and resets the walk. Emits only the two signals of a model reset.
    void restart(Loading loading)
    {
        this->beginResetModel();
        m_rows.clear();
        m_leaving.clear();
        this->restartWalk(loading);
        this->endResetModel();
    }

    Rows m_rows;

private:
    QStringList unmetNames()
    {
        QStringList names;
        for (int row = 0; names.size() < m_walk.unmetCount() && row < m_rows.count(); ++row) {
            const QString name = m_rows.nameAt(row);
            if (!m_walk.hasMet(name))
                names.append(name);
        }
        m_walk.forgetMet();
        return names;
    }
    void removeLeaving()
    {
        std::vector<int> rows;
        for (const QString &name : std::as_const(m_leaving))
            rows.push_back(rowOf(name));
        auto ranges = leavingrows::rangesFromTheEnd(std::move(rows));
        if constexpr (requires { m_rows.moveToEnd({}); }) {
            if (ranges.size() > leavingrows::maxRanges)
                ranges = {gather(ranges)};
        }
        if (ranges.size() > leavingrows::maxRangesAtOnce) {
            ranges.resize(leavingrows::maxRangesAtOnce);
            QTimer::singleShot(0, this, [this] { removeLeaving(); });
        }
        QStringList gone;
        for (const auto &[first, last] : ranges) {
            for (int row = first; row <= last; ++row)
                gone.append(m_rows.nameAt(row));
        }
        for (const QString &name : std::as_const(gone))
            m_leaving.remove(name);
        for (const auto &[first, last] : ranges) {
            this->beginRemoveRows({}, first, last);
            m_rows.remove(first, last);
            this->endRemoveRows();
        }
        for (const QString &name : std::as_const(gone))
            reportGone(name);
    }

    /// Moves the rows of these ranges, the last range first, to the end; returns the range that has all of them.
    leavingrows::Range gather(const std::vector<leavingrows::Range> &ranges)
    {
        std::vector<int> rows;
        for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
            for (int row = range->first; row <= range->last; ++row)
                rows.push_back(row);
        }
        this->moveToEnd(rows, [&] { m_rows.moveToEnd(rows); });
        return {m_rows.count() - static_cast<int>(rows.size()), m_rows.count() - 1};
    }

    void merge(const QList<Row> &rows)
    {
        const QPointer<QObject> walk(this->listContext());
        std::vector<Row> added;
        QHash<QString, std::size_t> addedByName;
        for (const Row &row : rows) {
            if (!walk)
                return;
            follow(row);
            m_leaving.remove(row.name);
            if (const int known = rowOf(row.name); known >= 0) {
                replace(known, row);
            } else if (const auto twin = addedByName.constFind(row.name); twin != addedByName.cend()) {
                added.at(*twin) = row;
            } else {
                addedByName.insert(row.name, added.size());
                added.push_back(row);
            }
        }
        if (!walk || added.empty())
            return;
        this->beginInsertRows({}, m_rows.count(), m_rows.count() + static_cast<int>(added.size()) - 1);
        for (const Row &row : added)
            m_rows.append(row);
        this->endInsertRows();
        for (const Row &row : added) {
            if (walk)
                reportSeen(row);
        }
    }

    void replace(int row, const Row &after)
    {
        const Row before = m_rows.at(row);
        if (before == after)
            return;
        m_rows.replace(row, after);
        this->announceChange(row, before, after);
        reportSeen(after);
    }

    QSet<QString> m_leaving; // rows that dropAll() has still to remove
};

} // namespace pollux
