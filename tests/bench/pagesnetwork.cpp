// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/pagesnetwork.h"

#include "tests/bench/processortime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// An answer that is complete at once. Adds the time of the slots of finished() to `times`.
class ReadyReply final : public QNetworkReply {
public:
    ReadyReply(const QByteArray &body, std::vector<double> &times, QObject *parent)
        : QNetworkReply(parent)
        , m_body(body)
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        setRawHeader("Content-Type", "application/json");
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        QTimer::singleShot(0, this, [this, &times] {
            setFinished(true);
            const double start = processorTime();
            emit finished();
            times.push_back(processorTime() - start);
        });
    }

    void abort() override {}
    qint64 bytesAvailable() const override { return m_body.size() - m_position + QIODevice::bytesAvailable(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 taken = std::min<qint64>(size, m_body.size() - m_position);
        std::copy_n(m_body.cbegin() + m_position, taken, data);
        m_position += taken;
        return taken == 0 ? -1 : taken;
    }

private:
    QByteArray m_body;
    qint64 m_position = 0;
};

} // namespace

PagesNetwork::PagesNetwork(const QString &key, int rows, int pageSize, const MakeItem &makeItem)
{
    int number = 0;
    do {
        QJsonArray items;
        for (const int end = std::min(rows, number + pageSize); number < end; ++number)
            items.append(makeItem(number));
        QJsonObject page{{key, items}};
        if (number < rows)
            page.insert(u"nextPageToken"_s, QString::number(m_pages.size() + 1));
        // Indented, as the service writes it.
        m_pages.append(QJsonDocument(page).toJson());
    } while (number < rows);
}

QNetworkReply *PagesNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice * /*body*/)
{
    const int page = QUrlQuery(request.url()).queryItemValue(u"pageToken"_s).toInt();
    return new ReadyReply(operation == GetOperation ? m_pages.value(page) : "{}"_ba, m_times, this);
}
