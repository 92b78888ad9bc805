// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace pollux {

/// The body of a request as JSON, which can be shown, selected and copied. Collapsed at first.
class RequestPreview final : public QWidget {
    Q_OBJECT

public:
    explicit RequestPreview(QWidget *parent = nullptr);

    /// Opens it and lets the JSON grow with the widget, for a place beside a form.
    void fillHeight();
    void setBody(const QJsonObject &body);
    /// Shows why there is no body.
    void setProblem(const QString &text);

private:
    void setOpen(bool isOpen);

    QToolButton *m_toggle;
    QPushButton *m_copy;
    QPlainTextEdit *m_text;
};

} // namespace pollux
