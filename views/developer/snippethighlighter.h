// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippets.h"

#include <QColor>
#include <QPalette>
#include <QSyntaxHighlighter>

namespace pollux {

/// Colours the snippets, and only what occurs in them: strings, comments, keywords, numbers and the variables of bash.
class SnippetHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    enum class Part { Comment, String, Keyword, Number, Variable };

    /// Of text on the palette's base colour, with a contrast of at least 4.5:1; the palette's own text colour where the
    /// part's would not have that.
    static QColor colorOf(Part part, const QPalette &palette);

    /// `document` becomes the parent.
    SnippetHighlighter(QTextDocument *document, const QPalette &palette);

    void setLanguage(SnippetLanguage language);
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    /// Colours what begins at `start`; where the next part begins.
    int takePart(const QString &text, int start);
    int take(Part part, int start, int end);

    SnippetLanguage m_language = SnippetLanguage::Python;
    QPalette m_palette;
};

} // namespace pollux
