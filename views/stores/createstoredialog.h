// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace pollux {

class FieldMessage;
class MessageWidget;

/// Asks for the display name of a new store and for the model that is to read its documents. Stays open during the
/// request: the owner calls accept() when the store exists, or showError(). Closing the dialog before that does not
/// cancel the request. Show it with open().
class CreateStoreDialog final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maxDisplayNameLength = 512; ///< characters (contract 1.6)

    explicit CreateStoreDialog(QWidget *parent = nullptr);

    /// Shows why the store could not be created; the user can try again.
    void showError(const ApiError &error);

signals:
    /// `displayName`: trimmed, at most maxDisplayNameLength characters; if empty, the service makes up a resource name.
    /// `embeddingModel`: "models/…", or empty for the service's default.
    void createRequested(const QString &displayName, const QString &embeddingModel);

private:
    void check();
    void explainModel();
    void request();
    void setBusy(bool busy);

    QLineEdit *m_name;
    QComboBox *m_model;
    FieldMessage *m_message;
    FieldMessage *m_modelMessage;
    MessageWidget *m_notice;
    QPushButton *m_create;
};

} // namespace pollux
