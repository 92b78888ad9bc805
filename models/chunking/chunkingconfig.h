// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include <optional>

namespace pollux {

/// How a document is cut into chunks: WhiteSpaceConfig (seed). A token is a word, that is, text between white space.
struct ChunkingConfig {
    static constexpr int minTokens = 1;
    static constexpr int tokenLimit = 512; ///< seed: "the upper limit to 2**9"
    static constexpr int defaultTokens = 200;
    static constexpr int defaultOverlap = 20;
    /// The service has been seen to refuse smaller values of maxTokensPerChunk, although its documentation allows them.
    static constexpr int minTokensSeenAccepted = 21;

    int maxTokensPerChunk = defaultTokens;
    int maxOverlapTokens = defaultOverlap; ///< words that a chunk shares with the one before it

    /// {"whiteSpaceConfig": {"maxTokensPerChunk": …, "maxOverlapTokens": …}}
    QJsonObject toJson() const;
    /// Nothing if the object is not such a config. The numbers are not checked; see problemOf().
    static std::optional<ChunkingConfig> fromJson(const QJsonObject &object);

    bool operator==(const ChunkingConfig &) const = default;
};

enum class ChunkingProblem {
    None,
    TooFewTokens,  ///< below minTokens
    TooManyTokens, ///< above tokenLimit
    NegativeOverlap,
    OverlapTooLarge, ///< maxTokensPerChunk or more
};

/// The first problem in the order of the enum.
ChunkingProblem problemOf(const ChunkingConfig &config);

} // namespace pollux
