// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/outcomesearch.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Wanted = OutcomeSearch::Wanted;

// In a row. The service may send some; a server that sends nothing else never comes to the end of its list.
constexpr int maxEmptyPages = 100;

bool isLateEnough(const std::optional<Timestamp> &createTime, const QDateTime &notBefore, std::chrono::minutes slack)
{
    return !createTime || createTime->toDateTime() >= notBefore.addMSecs(-std::chrono::milliseconds(slack).count());
}

std::optional<UploadOutcome> outcomeOf(const RemoteFile &file, const Wanted &wanted)
{
    const bool isSame = file.sizeBytes == wanted.size && file.sha256Hash == wanted.sha256;
    if (!isSame || !isLateEnough(file.createTime, wanted.notBefore, OutcomeSearch::clockSlack))
        return std::nullopt;
    return UploadOutcome{file, {}, Verification::Verified, wanted.sha256};
}

std::optional<UploadOutcome> outcomeOf(const Document &document, const Wanted &wanted)
{
    const bool isSame = document.sizeBytes == wanted.size && document.displayName == wanted.displayName;
    if (!isSame || !isLateEnough(document.createTime, wanted.notBefore, OutcomeSearch::documentClockSlack))
        return std::nullopt;
    Operation operation;
    operation.name = u"%1/upload/operations/%2"_s.arg(wanted.store, document.name.section(u'/', -1));
    operation.response = {{"documentName"_L1, document.name}};
    return UploadOutcome{{}, operation, Verification::NoHash, {}};
}

/// True if what follows in the list is too old, too.
bool areTooOld(const QList<RemoteFile> &files, const QDateTime &oldest)
{
    return oldest.isValid() && !files.isEmpty() && std::ranges::none_of(files, [&oldest](const RemoteFile &file) {
               return isLateEnough(file.createTime, oldest, OutcomeSearch::clockSlack);
           });
}

/// Documents come in no known order.
bool areTooOld(const QList<Document> &, const QDateTime &)
{
    return false;
}

} // namespace

OutcomeSearch::OutcomeSearch(const TaskList &tasks, ConnectionPool &connections, std::chrono::milliseconds joining,
                             QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_connections(connections)
    , m_joiningTime(joining)
{
}

OutcomeSearch::~OutcomeSearch() = default;

void OutcomeSearch::search(const RequestFactory &requests, const Wanted &wanted, QObject *context,
                           const Callback &callback)
{
    const Key key(wanted.profileId, wanted.store);
    List &list = m_lists[key];
    list.requests = requests;
    list.joining.push_back({wanted, context, callback});
    if (!list.walk)
        startLater(key);
}

void OutcomeSearch::drop(UploadTask::Id task)
{
    const auto isTask = [task](const Waiter &waiter) { return waiter.wanted.task == task; };
    for (auto place = m_lists.begin(); place != m_lists.end();) {
        List &list = place->second;
        std::erase_if(list.joining, isTask);
        std::erase_if(list.waiters, isTask);
        if (list.joining.empty() && list.waiters.empty()) {
            // The call may come from the walk itself.
            list.walk.release()->deleteLater();
            place = m_lists.erase(place);
        } else {
            ++place;
        }
    }
}

void OutcomeSearch::startLater(const Key &key)
{
    List &list = m_lists.at(key);
    list.walk = std::make_unique<QObject>();
    const QObject *walk = list.walk.get();
    QTimer::singleShot(m_joiningTime, walk, [this, key, walk] {
        if (isPresent(key, walk))
            start(key);
    });
}

/// A walk that was dropped lives until the event loop deletes it, and another may have begun for the same list.
bool OutcomeSearch::isPresent(const Key &key, const QObject *walk) const
{
    const auto list = m_lists.find(key);
    return list != m_lists.end() && list->second.walk.get() == walk;
}

void OutcomeSearch::start(const Key &key)
{
    List &list = m_lists.at(key);
    list.waiters = std::exchange(list.joining, {});
    list.saved = m_tasks.savedNames(key.first, !key.second.isEmpty());
    list.seenTokens.clear();
    list.emptyPages = 0;
    list.oldest = std::ranges::min(list.waiters, {}, [](const Waiter &waiter) {
                      return waiter.wanted.notBefore;
                  }).wanted.notBefore;
    fetch(key, {});
}

void OutcomeSearch::fetch(const Key &key, const QString &pageToken)
{
    const List &list = m_lists.at(key);
    const auto handle = [this, key, pageToken, walk = list.walk.get()](const auto &page) {
        if (isPresent(key, walk))
            handlePage(key, pageToken, page);
    };
    QNetworkAccessManager &network = m_connections.controlManager();
    if (key.second.isEmpty())
        ApiClient(network, list.requests).listFiles(ApiClient::maxPageSize, pageToken, list.walk.get(), handle);
    else
        StoresClient(network, list.requests)
            .listDocuments(key.second, StoresClient::maxPageSize, pageToken, list.walk.get(), handle);
}

template <typename Page>
void OutcomeSearch::handlePage(const Key &key, const QString &pageToken, const Result<Page> &page)
{
    if (!page.ok()) {
        endWalk(key, page.error());
        return;
    }
    const QObject *walk = m_lists.at(key).walk.get();
    // The callback of an entry may drop the last one who waits.
    for (const auto &entry : page.value().entries) {
        if (!isPresent(key, walk))
            return;
        matchEntry(m_lists.at(key), entry);
    }
    if (!isPresent(key, walk))
        return;
    List &list = m_lists.at(key);
    const QString next = page.value().nextPageToken;
    list.seenTokens.insert(pageToken);
    list.emptyPages = page.value().entries.isEmpty() ? list.emptyPages + 1 : 0;
    if (list.waiters.empty() || next.isEmpty() || areTooOld(page.value().entries, list.oldest))
        endWalk(key, std::optional<UploadOutcome>());
    else if (list.seenTokens.contains(next) || list.emptyPages >= maxEmptyPages)
        endWalk(key, ApiError::local(ErrorKind::Protocol));
    else
        fetch(key, next);
}

/// Gives the entry to the first whose result it can be. The callback may change the lists.
template <typename Entry>
void OutcomeSearch::matchEntry(List &list, const Entry &entry)
{
    if (list.saved.contains(entry.name))
        return;
    const auto waiter = std::ranges::find_if(list.waiters, [&](const Waiter &each) {
        return each.context && !m_tasks.isClaimedByOther(entry.name, each.wanted.task) && outcomeOf(entry, each.wanted);
    });
    if (waiter == list.waiters.end())
        return;
    list.saved.insert(entry.name);
    const Waiter found = std::move(*waiter);
    list.waiters.erase(waiter);
    found.callback(outcomeOf(entry, found.wanted));
}

void OutcomeSearch::endWalk(const Key &key, const Result<std::optional<UploadOutcome>> &answer)
{
    List &list = m_lists.at(key);
    const std::vector<Waiter> waiters = std::exchange(list.waiters, {});
    list.walk.release()->deleteLater();
    if (list.joining.empty())
        m_lists.erase(key);
    else
        startLater(key);
    for (const Waiter &waiter : waiters) {
        if (waiter.context)
            waiter.callback(answer);
    }
}

} // namespace pollux
