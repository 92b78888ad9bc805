// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

#include <functional>
#include <optional>

namespace pollux {

/// Fuzzy search in names: each typed word must occur, its letters in order but not necessarily adjacent; case and
/// accents are ignored ("rpt 24" finds "Report-2024.pdf"). Letters at the start of a word, adjacent letters and letters
/// in the typed case score higher. Pure and for any thread; use one object for many names.
class FuzzyMatch final {
public:
    static constexpr qsizetype maxChars = 64;        ///< of the typed text; the rest is ignored
    static constexpr qsizetype maxTextLength = 1024; ///< UTF-16 units of a name that are searched

    explicit FuzzyMatch(const QString &typed);

    /// Returns whether only blanks were typed: then every name matches, with a score of 0.
    bool isEmpty() const { return m_words.isEmpty(); }

    /// How well `text` matches, larger is better; nothing if it does not match. Only scores of the same object are
    /// comparable.
    std::optional<int> score(QStringView text) const;

    /// The indexes of the matched UTF-16 units of `text`, ascending, each once; empty if it does not match.
    QList<qsizetype> positions(QStringView text) const;

    struct Found {
        int index = 0;
        int score = 0;
        bool operator==(const Found &) const = default;
    };

    /// The best matches of `count` names, best first, at most `limit`; with equal scores the shorter name, then the
    /// lower index comes first.
    QList<Found> best(int count, const std::function<QString(int index)> &textOf, int limit) const;

private:
    struct Word {
        QString folded;
        QString typed; ///< the same letters, unit for unit, as typed
    };

    QList<Word> m_words;
};

} // namespace pollux
