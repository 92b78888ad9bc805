// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QString>

#include <functional>
#include <vector>

/// Answers without a server, each in a turn of the event loop of its own: a list with its pages, which are made before,
/// so that they cost nothing while it is read; everything that is not a GET with an empty object. For one thread.
class PagesNetwork final : public QNetworkAccessManager {
public:
    /// Returns the item with this number. Called in the order of the numbers, by the constructor only.
    using MakeItem = std::function<QJsonObject(int number)>;

    /// `key`: the name of the array in a page. A list without rows has one page.
    PagesNetwork(const QString &key, int rows, int pageSize, const MakeItem &makeItem);

    /// For how long the slots of finished() kept the thread busy, in ms of processor time, for each answer.
    const std::vector<double> &times() const { return m_times; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    QList<QByteArray> m_pages;
    std::vector<double> m_times;
};
