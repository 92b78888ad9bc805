// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/nameorder.h"

#include <algorithm>
#include <string_view>

namespace pollux {

namespace {

constexpr char firstPrintable = ' ';
constexpr char lastPrintable = '~';
constexpr std::size_t maxDigits = 100; // of one number; ICU splits longer ones

/// Returns another locale in place of C, where Qt's collator compares code points and not numbers.
QLocale collationLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

QString text(char character)
{
    return QString(QLatin1Char(character));
}

/// A name of printable ASCII and its key, made of our own weights; all keys are in one string.
struct PlainName {
    std::size_t begin;
    std::size_t end;
    int name;

    std::string_view key(const std::string &keys) const { return std::string_view(keys).substr(begin, end - begin); }
};

/// Any other name and its key, made by the collator.
struct OtherName {
    QCollatorSortKey key;
    int name;
};

struct Placed {
    int name;
    bool isEqualToLast; // among those of the same kind
};

template <typename Name, typename IsBefore>
std::vector<Placed> sorted(std::vector<Name> names, IsBefore isBefore)
{
    std::ranges::sort(names, isBefore);
    std::vector<Placed> result;
    result.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        result.push_back({names[i].name, i > 0 && !isBefore(names[i - 1], names[i])});
    return result;
}

} // namespace

NameOrder::NameOrder()
    : m_collator(collationLocale())
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_isPlain = findWeights();
}

/// Returns false if the collator orders ASCII by anything but single characters and whole numbers.
bool NameOrder::findWeights()
{
    std::string characters;
    for (char character = firstPrintable; character <= lastPrintable; ++character)
        characters.push_back(character);
    std::ranges::stable_sort(characters,
                             [this](char left, char right) { return compare(text(left), text(right)) < 0; });
    char weight = 0;
    std::string letters;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const QString before = i == 0 ? QString() : text(characters[i - 1]);
        if (compare(before, text(characters[i])) < 0)
            ++weight;
        else if (i == 0)
            return false; // a character that the collator ignores
        m_weights.at(static_cast<std::size_t>(characters[i])) = weight;
        if (characters[i] >= 'a' && characters[i] <= 'z')
            letters.push_back(characters[i]);
    }
    const auto isBefore = [this](QLatin1StringView left, QLatin1StringView right) { return compare(left, right) < 0; };
    const auto isEqual = [this](QLatin1StringView left, QLatin1StringView right) { return compare(left, right) == 0; };
    using namespace Qt::StringLiterals;
    return !hasLetterPairs(letters) && isBefore("a9b"_L1, "a10a"_L1) && isEqual("a01"_L1, "A1"_L1) &&
           isBefore("a0"_L1, "a1"_L1);
}

/// Returns whether any two letters count as one: then the pairs are not in the order of their letters.
bool NameOrder::hasLetterPairs(const std::string &letters) const
{
    QString last;
    for (const char first : letters) {
        for (const char second : letters) {
            const QString pair = text(first) + text(second);
            if (compare(last, pair) >= 0)
                return true;
            last = pair;
        }
    }
    return false;
}

/// Appends a weight for each character; for a number, the weight of a digit, the count of its digits, and the digits.
/// Returns false for a name that only the collator can compare; the caller then removes what was appended.
bool NameOrder::appendKey(const QString &name, std::string &keys) const
{
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar character = name.at(i);
        if (character < QLatin1Char(firstPrintable) || character > QLatin1Char(lastPrintable))
            return false;
        keys.push_back(m_weights[character.unicode()]);
        if (!isDigit(character))
            continue;
        keys.back() = m_weights['0'];
        while (i + 1 < name.size() && name.at(i) == u'0' && isDigit(name.at(i + 1)))
            ++i;
        const std::size_t lengthPlace = keys.size();
        keys.push_back(0);
        for (; i < name.size() && isDigit(name.at(i)); ++i)
            keys.push_back(name.at(i).toLatin1());
        --i;
        const std::size_t digits = keys.size() - lengthPlace - 1;
        if (digits > maxDigits)
            return false;
        keys[lengthPlace] = static_cast<char>(digits);
    }
    return true;
}

std::vector<int> NameOrder::ranks(const std::vector<QString> &names) const
{
    std::string keys;
    std::vector<PlainName> plainNames;
    std::vector<OtherName> otherNames;
    for (int name = 0; name < static_cast<int>(names.size()); ++name) {
        const QString &text = names[static_cast<std::size_t>(name)];
        const std::size_t begin = keys.size();
        if (m_isPlain && appendKey(text, keys)) {
            plainNames.push_back({begin, keys.size(), name});
        } else {
            keys.resize(begin);
            otherNames.push_back({m_collator.sortKey(text), name});
        }
    }
    const std::vector<Placed> plain =
        sorted(std::move(plainNames),
               [&keys](const PlainName &left, const PlainName &right) { return left.key(keys) < right.key(keys); });
    const std::vector<Placed> others = sorted(std::move(otherNames), [](const OtherName &left, const OtherName &right) {
        return left.key.compare(right.key) < 0;
    });
    const auto nameOf = [&names](const Placed &placed) { return names[static_cast<std::size_t>(placed.name)]; };

    std::vector<int> ranks(names.size());
    int rank = -1;
    auto nextPlain = plain.cbegin();
    auto nextOther = others.cbegin();
    while (nextPlain != plain.cend() || nextOther != others.cend()) {
        int difference = nextPlain == plain.cend() ? 1 : -1;
        if (nextPlain != plain.cend() && nextOther != others.cend())
            difference = compare(nameOf(*nextPlain), nameOf(*nextOther));
        ++rank;
        const auto take = [&ranks, rank](auto &next, auto end) {
            do
                ranks[static_cast<std::size_t>(next++->name)] = rank;
            while (next != end && next->isEqualToLast);
        };
        if (difference <= 0)
            take(nextPlain, plain.cend());
        if (difference >= 0)
            take(nextOther, others.cend());
    }
    return ranks;
}

} // namespace pollux
