// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace pollux {

class FieldMessage;
class MessageWidget;

/// Asks for the display name of a new store. It stays open while the service is asked: whoever opened it calls
/// accept() when the store is there, or showError(). Closing it meanwhile does not take the request back. Show it with
/// open().
class CreateStoreDialog final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maxDisplayNameLength = 512; ///< characters (contract 1.6)

    explicit CreateStoreDialog(QWidget *parent = nullptr);

    /// The store could not be created; the person may try again.
    void showError(const ApiError &error);

signals:
    /// Without white space at its ends, at most maxDisplayNameLength characters; empty where the service is to name it.
    void createRequested(const QString &displayName);

private:
    void check();
    void request();
    void setBusy(bool busy);

    QLineEdit *m_name;
    FieldMessage *m_message;
    MessageWidget *m_notice;
    QPushButton *m_create;
};

} // namespace pollux
