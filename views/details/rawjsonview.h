// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWidget>

class QPlainTextEdit;

namespace pollux {

class FieldMessage;

/// A JSON object as indented text that can be selected and copied. Characters that could reorder the text or break its
/// lines are shown as \uXXXX, which means the same.
class RawJsonView final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype maxShown = qsizetype{256} * 1024; ///< characters; a note says if there are more

    explicit RawJsonView(QWidget *parent = nullptr);

    /// An equal object changes neither selection nor scroll position.
    void setJson(const QJsonObject &json);
    /// The whole JSON, including what is not shown.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QJsonObject m_json;
    QPlainTextEdit *m_text;
    FieldMessage *m_note;
};

} // namespace pollux
