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
    /// Where the problem begins, in UTF-16 units of the text as given, ready for a cursor; -1 without a position.
    qsizetype position = -1;
};

/// The key in a pasted @p text: white space and invisible format characters around it are dropped (line ends, no-break
/// and zero-width spaces, byte order marks), then one pair of straight or typographic quotes, then white space again.
/// What is left must be [\x21-\x7E]{1,512}, else the problem and its place are told and nothing is mended.
[[nodiscard]] ApiKeyCheck checkedApiKey(const QString &text);

/// Overwrites the bytes of @p key and empties it: best effort, since copies that others hold keep theirs.
void overwriteApiKey(QByteArray &key);

} // namespace pollux
