// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/errorkind.h"

#include <QObject>
#include <QString>

#include <optional>

namespace pollux {

class ErrorMessages;
class ListModel;
class MessageBar;
struct ApiError;

/// Shows in the message bar what a list lacks: why it could not be loaded, for as long as it has rows (without rows its
/// page shows that), and how many of its entries could not be read. An error that the user has closed does not come
/// back with each try that the list makes by itself.
class ListNotice final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object. `topic`: of the messages, one for each list.
    ListNotice(ListModel &list, MessageBar &messages, const ErrorMessages &errors, const QString &topic,
               QObject *parent);

private:
    void report();
    void reportError(const ApiError &error);
    void reportUnreadable();

    ListModel &m_list;
    MessageBar &m_messages;
    const ErrorMessages &m_errors;
    QString m_topic;
    std::optional<ErrorKind> m_reportedError; // since the list last worked, or was asked for by the user
    int m_reportedUnreadable = 0;
};

} // namespace pollux
