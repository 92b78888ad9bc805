// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/textindex.h"

namespace pollux {

/// A stretch of a text whose bytes all belong to the same chunks.
struct ChunkBand {
    quint32 begin = 0;     ///< byte offset
    quint32 end = 0;       ///< behind it
    qint64 chunk = 0;      ///< the last of the chunks it belongs to
    bool isShared = false; ///< belongs to the chunk before, too

    bool operator==(const ChunkBand &) const = default;
};

/// The bands of [begin, end) in order, cut to it. White space inside a chunk belongs to it; what belongs to no chunk
/// has no band. Time grows with the number of bands. The config must have no problem.
std::vector<ChunkBand> bandsIn(const TextIndex &index, const ChunkingConfig &config, quint32 begin, quint32 end);

} // namespace pollux
