// SPDX-License-Identifier: Apache-2.0
#include "models/items/fuzzymatch.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <vector>

namespace pollux {

namespace {

constexpr int letterPoints = 16;
constexpr int startOfTextPoints = 10;
constexpr int startOfWordPoints = 8;
constexpr int neighbourPoints = 12; // more than a start of a word after a gap is worth
constexpr int caseCost = 1;
constexpr int firstGapCost = 3;
constexpr int gapCost = 1;
constexpr int impossible = std::numeric_limits<int>::min() / 2;

constexpr char16_t firstAccented = 0x00c0;
constexpr char16_t pastAccented = 0x1f00; // Latin, Greek and Cyrillic only; in other scripts marks are letters

char16_t foldedBeyondAscii(QChar letter)
{
    const char16_t unit = letter.unicode();
    if (unit >= firstAccented && unit < pastAccented && letter.decompositionTag() == QChar::Canonical) {
        while (letter.decompositionTag() == QChar::Canonical)
            letter = letter.decomposition().at(0);
    }
    return letter.toCaseFolded().unicode();
}

/// Maps one UTF-16 unit to one unit, so that positions do not change.
char16_t folded(QChar letter)
{
    const char16_t unit = letter.unicode();
    if (unit < 0x80)
        return unit >= u'A' && unit <= u'Z' ? static_cast<char16_t>(unit + 32) : unit;
    return foldedBeyondAscii(letter);
}

using Folded = QVarLengthArray<char16_t, 256>;

Folded foldedText(QStringView text)
{
    Folded result(text.size());
    std::transform(text.cbegin(), text.cend(), result.begin(), folded);
    return result;
}

int startPoints(QStringView text, qsizetype position)
{
    if (position == 0)
        return startOfTextPoints;
    const QChar letter = text.at(position);
    const QChar before = text.at(position - 1);
    const bool isStart =
        letter.isLetterOrNumber() && (!before.isLetterOrNumber() || (before.isLower() && letter.isUpper()) ||
                                      (before.isLetter() && letter.isDigit()));
    return isStart ? startOfWordPoints : 0;
}

/// A position in the text where a letter of the word matches, and the best score of an alignment that ends there.
struct Place {
    qsizetype position = 0;
    int score = 0;
};

using Places = QVarLengthArray<Place, 64>;

/// Aligns one word with one text: finds the alignment with the best score, with affine gap costs as in sequence
/// alignment, but visits only the positions where a letter matches.
class Ways {
public:
    Ways(const QString &wordFolded, const QString &wordTyped, QStringView text, QStringView foldedText)
        : m_folded(wordFolded)
        , m_typed(wordTyped)
        , m_text(text)
        , m_foldedText(foldedText)
    {
    }

    /// Returns false if the word does not match. Call it before the other functions.
    bool findBounds()
    {
        m_latest.resize(m_folded.size());
        qsizetype position = -1;
        for (const QChar letter : m_folded) {
            position = m_foldedText.indexOf(letter, position + 1);
            if (position < 0)
                return false;
        }
        position = m_foldedText.size();
        for (qsizetype row = m_folded.size() - 1; row >= 0; --row) {
            position = m_foldedText.first(position).lastIndexOf(m_folded.at(row));
            m_latest[row] = position;
        }
        return true;
    }

    int bestScore()
    {
        std::array<Places, 2> rows;
        Places *before = &rows[0];
        Places *places = &rows[1];
        for (qsizetype row = 0; row < m_folded.size(); ++row) {
            std::swap(before, places);
            fill(row, *before, *places);
        }
        const auto best = bestOf(*places);
        return best == places->cend() ? 0 : best->score;
    }

    void appendPositions(QList<qsizetype> &positions)
    {
        QList<Places> rows(m_folded.size());
        for (qsizetype row = 0; row < m_folded.size(); ++row)
            fill(row, row > 0 ? rows.at(row - 1) : Places(), rows[row]);
        qsizetype position = bestOf(rows.constLast())->position;
        for (qsizetype row = m_folded.size() - 1; row >= 0; --row) {
            positions.append(position);
            if (row > 0)
                position = positionBefore(rows.at(row - 1), position);
        }
    }

private:
    static const Place *bestOf(const Places &places)
    {
        return std::max_element(places.cbegin(), places.cend(),
                                [](const Place &one, const Place &other) { return one.score < other.score; });
    }

    int pointsAt(qsizetype row, qsizetype position) const
    {
        return letterPoints + startPoints(m_text, position) - (m_text.at(position) == m_typed.at(row) ? 0 : caseCost);
    }

    /// The score for a letter at `to` after one at `from`: points for neighbours, else the negative cost of the gap.
    static int step(qsizetype from, qsizetype to)
    {
        const auto between = static_cast<int>(to - from - 1);
        return between == 0 ? neighbourPoints : -firstGapCost - (between - 1) * gapCost;
    }

    void fill(qsizetype row, const Places &before, Places &places) const
    {
        places.clear();
        const Place *next = before.cbegin();
        const Place *farther = nullptr; // the best earlier place before a gap; stays the best, as all gaps grow alike
        const qsizetype earliest = row == 0 ? 0 : before.first().position + 1;
        for (qsizetype position = m_foldedText.indexOf(m_folded.at(row), earliest);
             position >= 0 && position <= m_latest.at(row);
             position = m_foldedText.indexOf(m_folded.at(row), position + 1)) {
            int way = row == 0 ? 0 : impossible;
            for (; next != before.cend() && next->position < position - 1; ++next) {
                if (!farther ||
                    next->score + step(next->position, position) > farther->score + step(farther->position, position))
                    farther = next;
            }
            if (farther)
                way = farther->score + step(farther->position, position);
            if (next != before.cend() && next->position == position - 1)
                way = std::max(way, next->score + step(next->position, position));
            places.append({position, way + pointsAt(row, position)});
        }
    }

    static qsizetype positionBefore(const Places &before, qsizetype position)
    {
        const Place *best = nullptr;
        for (const Place &place : before) {
            if (place.position >= position)
                break;
            if (!best || place.score + step(place.position, position) > best->score + step(best->position, position))
                best = &place;
        }
        return best->position;
    }

    const QString &m_folded;
    const QString &m_typed;
    QStringView m_text;
    QStringView m_foldedText;
    QVarLengthArray<qsizetype, FuzzyMatch::maxChars> m_latest; ///< the last position for each letter
};

} // namespace

FuzzyMatch::FuzzyMatch(const QString &typed)
{
    for (const QString &word : typed.simplified().left(maxChars).split(u' ', Qt::SkipEmptyParts)) {
        QString foldedWord = word;
        std::transform(word.cbegin(), word.cend(), foldedWord.begin(),
                       [](QChar letter) { return QChar(folded(letter)); });
        m_words.append({foldedWord, word});
    }
}

std::optional<int> FuzzyMatch::score(QStringView text) const
{
    if (isEmpty())
        return 0;
    const QStringView looked = text.first(std::min(text.size(), maxTextLength));
    const Folded units = foldedText(looked);
    int sum = 0;
    for (const Word &word : m_words) {
        Ways ways(word.folded, word.typed, looked, units);
        if (!ways.findBounds())
            return std::nullopt;
        sum += ways.bestScore();
    }
    return sum;
}

QList<qsizetype> FuzzyMatch::positions(QStringView text) const
{
    const QStringView looked = text.first(std::min(text.size(), maxTextLength));
    const Folded units = foldedText(looked);
    QList<qsizetype> positions;
    for (const Word &word : m_words) {
        Ways ways(word.folded, word.typed, looked, units);
        if (!ways.findBounds())
            return {};
        ways.appendPositions(positions);
    }
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

QList<FuzzyMatch::Found> FuzzyMatch::best(int count, const std::function<QString(int)> &textOf, int limit) const
{
    // Negated score, length and index: the best candidate is the smallest.
    std::vector<std::tuple<int, qsizetype, int>> candidates;
    for (int index = 0; index < count; ++index) {
        const QString text = textOf(index);
        if (const auto points = score(text))
            candidates.emplace_back(-*points, isEmpty() ? 0 : text.size(), index);
    }
    const auto end = candidates.begin() + std::min(std::ssize(candidates), std::ptrdiff_t{limit});
    std::ranges::partial_sort(candidates, end);
    QList<Found> found;
    std::for_each(candidates.begin(), end, [&found](const auto &candidate) {
        found.append({std::get<2>(candidate), -std::get<0>(candidate)});
    });
    return found;
}

} // namespace pollux
