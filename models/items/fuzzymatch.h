// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

#include <functional>
#include <optional>

namespace pollux {

/// Finds what was typed in names: each word of it must occur, its letters in order but not necessarily side
/// by side, without regard to case and accents ("rpt 24" finds "Report-2024.pdf"). Letters at the starts of words, side
/// by side and in the case typed count for more. Pure and for any thread; one object for many names.
class FuzzyMatch final {
public:
    static constexpr qsizetype maxChars = 64;        ///< of what was typed; the rest is ignored
    static constexpr qsizetype maxTextLength = 1024; ///< UTF-16 units of a name that are looked at

    explicit FuzzyMatch(const QString &typed);

    /// Nothing but blanks was typed: it finds everything, with a score of 0.
    bool isEmpty() const { return m_words.isEmpty(); }

    /// How well `text` fits, larger is better; nothing where it does not fit. Scores of one object compare.
    std::optional<int> score(QStringView text) const;

    /// Which UTF-16 units of `text` were found, ascending, each once; empty where it does not fit.
    QList<qsizetype> positions(QStringView text) const;

    struct Found {
        int index = 0;
        int score = 0;
        bool operator==(const Found &) const = default;
    };

    /// The best of `count` names, best first, at most `limit`; among equals the shorter, then the one before.
    QList<Found> best(int count, const std::function<QString(int index)> &textOf, int limit) const;

private:
    struct Word {
        QString folded;
        QString typed; ///< unit for unit the same letters
    };

    QList<Word> m_words;
};

} // namespace pollux
