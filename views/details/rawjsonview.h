// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWidget>

class QPlainTextEdit;

namespace pollux {

class FieldMessage;

/// A JSON object as indented text, to be read, selected and copied. What could reorder the text beside it or break its
/// lines stands in it as \uXXXX, which means the same.
class RawJsonView final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype maxShown = 256 * 1024; ///< characters; a note says so where there are more

    explicit RawJsonView(QWidget *parent = nullptr);

    /// An object that is as it was leaves selection and scroll place as they are.
    void setJson(const QJsonObject &json);
    /// All of it, also what is not shown.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void useFixedFont();

    QJsonObject m_json;
    QPlainTextEdit *m_text;
    FieldMessage *m_note;
};

} // namespace pollux
