// SPDX-License-Identifier: Apache-2.0
#include "views/messages/listnotice.h"

#include "models/items/listmodel.h"
#include "models/text/problemtext.h"
#include "views/messages/errormessages.h"
#include "views/messages/messagebar.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

ListNotice::ListNotice(ListModel &list, MessageBar &messages, const ErrorMessages &errors, const QString &topic,
                       QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_messages(messages)
    , m_errors(errors)
    , m_topic(topic)
{
    connect(&m_list, &ListModel::loadingChanged, this, &ListNotice::report);
    // A list that failed without rows gets its first one when something is uploaded.
    connect(&m_list, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (m_list.rowCount() == last - first + 1)
            report();
    });
}

void ListNotice::report()
{
    const bool hasRows = m_list.rowCount() > 0;
    // While a failed list is asked for again, the error stays.
    if (m_list.loading() == ListModel::Loading::Loading && hasRows)
        return;
    if (m_list.loading() == ListModel::Loading::Failed && m_list.loadError() && hasRows) {
        reportError(*m_list.loadError());
    } else {
        m_reportedError.reset();
        m_messages.dismiss(m_topic);
    }
    reportUnreadable();
}

void ListNotice::reportError(const ApiError &error)
{
    const bool isKnown = std::exchange(m_reportedError, error.kind) == error.kind;
    if (isKnown && m_list.failuresInARow() > 1)
        return;
    const auto tryAgain = [this] {
        m_reportedError.reset();
        m_list.retry();
    };
    m_errors.add(error, {{}, tryAgain, m_topic});
}

void ListNotice::reportUnreadable()
{
    const int count = m_list.unreadableCount();
    if (count == std::exchange(m_reportedUnreadable, count))
        return;
    const QString topic = m_topic + "-unreadable"_L1;
    if (count == 0)
        m_messages.dismiss(topic);
    else
        m_messages.add({.kind = MessageBar::Kind::Warning, .text = unreadableEntriesText(count), .topic = topic});
}

} // namespace pollux
