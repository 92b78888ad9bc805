// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include <optional>

namespace pollux {

/// How a document is cut into chunks: WhiteSpaceConfig (seed). A token is a word, that is, what white space separates.
struct ChunkingConfig {
    static constexpr int minTokens = 1;
    static constexpr int tokenLimit = 512; ///< seed: "the upper limit to 2**9"
    static constexpr int defaultTokens = 200;
    static constexpr int defaultOverlap = 20;
    /// The service has been seen to refuse chunks of fewer words than these, although the founding pages allow them.
    static constexpr int minTokensSeenAccepted = 21;

    int maxTokensPerChunk = defaultTokens;
    int maxOverlapTokens = defaultOverlap; ///< words that a chunk shares with the one before it

    /// {"whiteSpaceConfig": {"maxTokensPerChunk": …, "maxOverlapTokens": …}}
    QJsonObject toJson() const;
    /// Nothing where the object is no such config; its numbers are not checked.
    static std::optional<ChunkingConfig> fromJson(const QJsonObject &object);

    bool operator==(const ChunkingConfig &) const = default;
};

enum class ChunkingProblem {
    None,
    TooFewTokens,  ///< below minTokens
    TooManyTokens, ///< above tokenLimit
    NegativeOverlap,
    OverlapTooLarge, ///< not below maxTokensPerChunk
};

/// The first problem in the order of the enum.
ChunkingProblem problemOf(const ChunkingConfig &config);

} // namespace pollux
