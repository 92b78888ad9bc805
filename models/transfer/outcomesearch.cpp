// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/outcomesearch.h"

using namespace Qt::StringLiterals;

namespace pollux {

OutcomeSearch::OutcomeSearch(QNetworkAccessManager &network, const RequestFactory &requests, Wanted wanted,
                             Callback callback, QObject *parent)
    : QObject(parent)
    , m_files(network, requests)
    , m_stores(network, requests)
    , m_wanted(std::move(wanted))
    , m_callback(std::move(callback))
{
    fetch({});
}

void OutcomeSearch::fetch(const QString &pageToken)
{
    const auto handle = [this, pageToken](const auto &page) {
        if (page.ok())
            handlePage(pageToken, page.value().entries, page.value().nextPageToken);
        else
            m_callback(page.error());
    };
    if (m_wanted.store.isEmpty())
        m_files.listFiles(ApiClient::maxPageSize, pageToken, this, handle);
    else
        m_stores.listDocuments(m_wanted.store, StoresClient::maxPageSize, pageToken, this, handle);
}

template <typename Entry>
void OutcomeSearch::handlePage(const QString &pageToken, const QList<Entry> &entries, const QString &nextPageToken)
{
    for (const Entry &entry : entries) {
        const auto outcome = m_wanted.taken.contains(entry.name) ? std::nullopt : outcomeOf(entry);
        if (outcome) {
            m_callback(outcome);
            return;
        }
    }
    m_seenTokens.insert(pageToken);
    if (nextPageToken.isEmpty())
        m_callback(std::optional<UploadOutcome>());
    else if (m_seenTokens.contains(nextPageToken))
        m_callback(ApiError::local(ErrorKind::Protocol));
    else
        fetch(nextPageToken);
}

std::optional<UploadOutcome> OutcomeSearch::outcomeOf(const RemoteFile &file) const
{
    const bool isSame = file.sizeBytes == m_wanted.size && file.sha256Hash == m_wanted.sha256;
    if (!isSame || !isLateEnough(file.createTime, clockSlack))
        return std::nullopt;
    return UploadOutcome{file, {}, Verification::Verified, m_wanted.sha256};
}

std::optional<UploadOutcome> OutcomeSearch::outcomeOf(const Document &document) const
{
    const bool isSame = document.sizeBytes == m_wanted.size && document.displayName == m_wanted.displayName;
    if (!isSame || !isLateEnough(document.createTime, documentClockSlack))
        return std::nullopt;
    Operation operation;
    operation.name = u"%1/upload/operations/%2"_s.arg(m_wanted.store, document.name.section(u'/', -1));
    operation.response = {{"documentName"_L1, document.name}};
    return UploadOutcome{{}, operation, Verification::NoHash, {}};
}

bool OutcomeSearch::isLateEnough(const std::optional<Timestamp> &createTime, std::chrono::minutes slack) const
{
    return !createTime ||
           createTime->toDateTime() >= m_wanted.notBefore.addMSecs(-std::chrono::milliseconds(slack).count());
}

} // namespace pollux
