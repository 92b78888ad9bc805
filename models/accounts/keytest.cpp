// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keytest.h"

#include "models/api/http/sequentialbuffer.h"
#include "models/api/upload/uploadprotocol.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 announcedSize = 1; // byte; none is sent

UploadSource testSource()
{
    return {.path = {}, .displayName = u"key test"_s, .mimeType = u"text/plain"_s};
}

} // namespace

KeyTest::KeyTest(QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_client(network)
    , m_uploadStart(network)
{
}

void KeyTest::start(const Endpoint &endpoint, const QByteArray &key)
{
    stop();
    m_context = new QObject(this);
    // The requests have the key, and this object does not keep it.
    const RequestFactory requests(endpoint, key);
    m_client.setRequests(requests);
    m_client.listFiles(1, {}, m_context, [this, requests](const Result<FilePage> &page) {
        if (page.ok()) {
            beginUpload(requests, !page.value().entries.isEmpty());
            return;
        }
        end();
        emit failed(page.error());
    });
    m_client.setRequests({});
}

void KeyTest::stop()
{
    m_uploadStart.abort();
    delete std::exchange(m_context, nullptr);
}

void KeyTest::beginUpload(const RequestFactory &requests, bool hasFiles)
{
    const UploadSource source = testSource();
    const QNetworkRequest request = requests.uploadStart(uploadPath(source), announcedSize, source.mimeType);
    m_uploadStart.post(
        request, new SequentialBuffer(uploadStartBody(source)),
        [this, requests, hasFiles](const ServerAnswer &answer) { handleUploadStart(requests, answer, hasFiles); });
}

void KeyTest::handleUploadStart(const RequestFactory &requests, const ServerAnswer &answer, bool hasFiles)
{
    end();
    if (!answer.succeeded()) {
        const ApiError error = startError(testSource(), answer);
        if (answer.httpStatus == 403 && error.kind == ErrorKind::Permission)
            emit uploadRefused(error);
        else
            emit failed(error);
        return;
    }
    const auto session = openedSession(answer, requests, 1);
    if (!session) {
        emit failed(answer.cleaned(ApiError::unreadable(answer.httpStatus, answer.body)));
    } else if (!session->ok()) {
        emit failed(session->error());
    } else {
        ReplyReader::leave(m_client.network().post(requests.session(session->value().url, "cancel"_ba), QByteArray()));
        emit passed(hasFiles);
    }
}

void KeyTest::end()
{
    // This may run in a callback of the context object, which must not be deleted before the callback returns.
    std::exchange(m_context, nullptr)->deleteLater();
}

} // namespace pollux
