// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/outcomesearch.h"

namespace pollux {

OutcomeSearch::OutcomeSearch(QNetworkAccessManager &network, const RequestFactory &requests, Wanted wanted,
                             Callback callback, QObject *parent)
    : QObject(parent)
    , m_client(network, requests)
    , m_wanted(std::move(wanted))
    , m_callback(std::move(callback))
{
    fetch({});
}

void OutcomeSearch::fetch(const QString &pageToken)
{
    m_client.listFiles(ApiClient::largestPageSize, pageToken, this,
                       [this, pageToken](const Result<FilePage> &page) { take(pageToken, page); });
}

void OutcomeSearch::take(const QString &pageToken, const Result<FilePage> &page)
{
    if (!page.ok()) {
        m_callback(page.error());
        return;
    }
    for (const RemoteFile &file : page.value().files) {
        if (isWanted(file)) {
            m_callback(std::optional(file));
            return;
        }
    }
    m_seenTokens.insert(pageToken);
    const QString next = page.value().nextPageToken;
    if (next.isEmpty() || m_seenTokens.contains(next))
        m_callback(std::optional<RemoteFile>());
    else
        fetch(next);
}

bool OutcomeSearch::isWanted(const RemoteFile &file) const
{
    const bool isSame = file.sizeBytes == m_wanted.size && file.sha256Hash == m_wanted.sha256;
    if (!isSame || m_wanted.taken.contains(file.name))
        return false;
    const qint64 slack = std::chrono::milliseconds(clockSlack).count();
    return !file.createTime || file.createTime->toDateTime() >= m_wanted.notBefore.addMSecs(-slack);
}

} // namespace pollux
