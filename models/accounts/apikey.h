// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace pollux {

/// The longest key that is accepted, in characters. Real ones have 39 to about 60.
inline constexpr qsizetype maxApiKeyLength = 512;

enum class ApiKeyProblem {
    None,
    Empty,
    TooLong,
    BadCharacter, ///< Not printable ASCII: it would break, or break into, the header (reliability 0.12).
};

struct ApiKeyCheck {
    QByteArray key = {}; ///< The key to use; empty if there is a problem.
    ApiKeyProblem problem = ApiKeyProblem::None;
    /// Index of the first bad character, in UTF-16 units of the original text, to place a cursor there; -1 if the
    /// problem has no position.
    qsizetype position = -1;
};

/// The key in a pasted @p text. Removes surrounding white space and invisible format characters (line ends, no-break
/// and zero-width spaces, byte order marks), then one pair of straight or typographic quotes, then white space again.
/// The rest must match [\x21-\x7E]{1,512}; otherwise the result has the problem and its position, and no key.
[[nodiscard]] ApiKeyCheck checkedApiKey(const QString &text);

/// Overwrites the bytes of @p key and empties it: best effort, because copies of the byte array are not overwritten.
void overwriteApiKey(QByteArray &key);

} // namespace pollux
