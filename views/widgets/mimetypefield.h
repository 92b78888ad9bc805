// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>

namespace pollux {

/// A MIME type, typed or chosen from those that are known. Enter takes what was typed and does nothing else.
class MimeTypeField final : public QComboBox {
    Q_OBJECT

public:
    explicit MimeTypeField(QWidget *parent = nullptr);

    /// Empty: what it stands for has different types.
    void setType(const QString &type);

signals:
    /// A MIME type by its form, another than before.
    void typeChosen(const QString &type);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take();

    QString m_type;
};

} // namespace pollux
