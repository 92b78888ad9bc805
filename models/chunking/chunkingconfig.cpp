// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/chunkingconfig.h"

using namespace Qt::StringLiterals;

namespace pollux {

QJsonObject ChunkingConfig::toJson() const
{
    return {{"whiteSpaceConfig"_L1,
             QJsonObject{{"maxTokensPerChunk"_L1, maxTokensPerChunk}, {"maxOverlapTokens"_L1, maxOverlapTokens}}}};
}

std::optional<ChunkingConfig> ChunkingConfig::fromJson(const QJsonObject &object)
{
    const QJsonObject config = object.value("whiteSpaceConfig"_L1).toObject();
    const QJsonValue tokens = config.value("maxTokensPerChunk"_L1);
    const QJsonValue overlap = config.value("maxOverlapTokens"_L1);
    if (!tokens.isDouble() || !overlap.isDouble())
        return std::nullopt;
    return ChunkingConfig{.maxTokensPerChunk = tokens.toInt(), .maxOverlapTokens = overlap.toInt()};
}

ChunkingProblem problemOf(const ChunkingConfig &config)
{
    if (config.maxTokensPerChunk < ChunkingConfig::minTokens)
        return ChunkingProblem::TooFewTokens;
    if (config.maxTokensPerChunk > ChunkingConfig::tokenLimit)
        return ChunkingProblem::TooManyTokens;
    if (config.maxOverlapTokens < 0)
        return ChunkingProblem::NegativeOverlap;
    if (config.maxOverlapTokens >= config.maxTokensPerChunk)
        return ChunkingProblem::OverlapTooLarge;
    return ChunkingProblem::None;
}

} // namespace pollux
