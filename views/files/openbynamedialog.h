// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace pollux {

struct ApiError;
class FieldMessage;
class MessageWidget;

/// Asks for a file of the service by its name, its id or its URI, as fileResourceName() reads them. Stays open with the
/// text during the request: the owner calls accept() when the file was read, or showError(). Show it with open().
class OpenByNameDialog final : public QDialog {
    Q_OBJECT

public:
    explicit OpenByNameDialog(QWidget *parent = nullptr);

    /// Shows why the file could not be read; the user can try again.
    void showError(const ApiError &error);

signals:
    /// `name`: the resource name of the file, "files/…".
    void openRequested(const QString &name);

private:
    void handleTextChanged();
    void request();
    void setBusy(bool busy);

    QLineEdit *m_name;
    FieldMessage *m_message;
    MessageWidget *m_notice;
    QPushButton *m_open;
};

} // namespace pollux
