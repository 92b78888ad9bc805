// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>

namespace pollux {

/// A field for a MIME type, typed or chosen from the known ones. Enter accepts the text and does not reach the dialog.
class MimeTypeField final : public QComboBox {
    Q_OBJECT

public:
    explicit MimeTypeField(QWidget *parent = nullptr);

    /// An empty type means that the files have different types.
    void setType(const QString &type);

signals:
    /// Emitted for a well-formed MIME type that differs from the previous one.
    void typeChosen(const QString &type);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take();

    QString m_type;
};

} // namespace pollux
