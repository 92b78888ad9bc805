// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/pagedmodel.h"
#include "models/transfer/pollschedule.h"

namespace pollux {

/// A list on the server whose pending rows are read again one by one while the service works on them, at growing
/// intervals.
template <typename Row>
class PolledModel : public PagedModel<Row> {
public:
    using Loading = ListModel::Loading;

    /// The number of reads that may miss an expected row, which may appear late, until it is not expected any more.
    static constexpr int maxAbsences = 5;

    /// Reads one row now, and adds, changes or removes it. Calls during the read cause one more read.
    void reread(const QString &name)
    {
        if (isReadable(name))
            m_polls.watchNow(name);
    }

    /// For a row that an operation creates or has created: reads it now, and again while it is missing (see
    /// maxAbsences) or pending.
    void expect(const QString &name)
    {
        if (isReadable(name) && this->rowOf(name) < 0)
            m_absences.insert(name, 0);
        reread(name);
    }

    /// Sets the intervals at which pending rows are read. Takes effect with the next pause.
    void setPace(PollSchedule::Pace pace) { m_polls.setPace(pace); }

protected:
    PolledModel(const ColumnTable<Row> &columns, PollSchedule::Pace pace, QObject *parent)
        : PagedModel<Row>(columns, parent)
        , m_readContext(std::make_unique<QObject>())
        , m_polls(pace)
    {
        QObject::connect(&m_polls, &PollSchedule::due, this, [this](const QString &name) {
            readRow(name, m_readContext.get(), [this, name](const Result<Row> &answer) { handleRow(name, answer); });
        });
    }

    virtual bool isPending(const Row &row) const = 0;
    /// Returns whether a row with this name belongs in the model.
    virtual bool isReadable(const QString &name) const = 0;
    virtual void readRow(const QString &name, QObject *context, std::function<void(const Result<Row> &)> callback) = 0;

    void follow(const Row &row) override
    {
        m_absences.remove(row.name);
        if (isPending(row))
            m_polls.watch(row.name);
    }
    void forget(const QString &name) override
    {
        m_polls.forget(name);
        m_absences.remove(name);
    }

    void restart(Loading loading)
    {
        m_readContext = std::make_unique<QObject>();
        m_polls.clear();
        m_absences.clear();
        PagedModel<Row>::restart(loading);
    }

private:
    void handleRow(const QString &name, const Result<Row> &answer)
    {
        // The row may have been removed meanwhile.
        if (!m_polls.isWatched(name))
            return;
        if (!answer.ok()) {
            handleReadError(name, answer.error());
            return;
        }
        if (isPending(answer.value()))
            m_polls.goOn(name);
        else
            m_polls.end(name);
        this->upsert(answer.value());
    }

    void handleReadError(const QString &name, const ApiError &error)
    {
        const int row = this->rowOf(name);
        const bool isExpected = m_absences.contains(name);
        if (error.kind == ErrorKind::Gone) {
            if (isExpected && ++m_absences[name] < maxAbsences)
                m_polls.goOn(name);
            else
                this->drop(name);
        } else if (isExpected || (row >= 0 && isPending(this->rowAt(row)))) {
            m_polls.goOnAfterError(name, error);
        } else {
            m_polls.end(name);
        }
    }

    std::unique_ptr<QObject> m_readContext; // its destruction aborts the reads of single rows
    PollSchedule m_polls;
    QHash<QString, int> m_absences; // by name, of expected rows that were not found yet
};

} // namespace pollux
