// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippets.h"

#include <QColor>
#include <QPalette>
#include <QRegularExpression>
#include <QSyntaxHighlighter>

namespace pollux {

/// Colours the strings, comments, keywords, numbers and bash variables of snippets. Supports only those parts of the
/// languages that occur in snippets.
class SnippetHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    enum class Part { Comment, String, Keyword, Number, Variable };

    /// The colour of a part, or the palette's text colour if the part's colour has a contrast below 4.5:1 to the base.
    static QColor colorOf(Part part, const QPalette &palette);

    /// `document` becomes the parent.
    SnippetHighlighter(QTextDocument *document, const QPalette &palette);

    void setLanguage(SnippetLanguage language);
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    SnippetLanguage m_language = SnippetLanguage::Python;
    QRegularExpression m_parts;
    QPalette m_palette;
};

} // namespace pollux
