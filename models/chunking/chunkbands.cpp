// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/chunkbands.h"

#include <algorithm>

namespace pollux {

std::vector<ChunkBand> bandsIn(const TextIndex &index, const ChunkingConfig &config, quint32 begin, quint32 end)
{
    std::vector<ChunkBand> bands;
    const qint64 count = index.chunkCount(config);
    qint64 chunk = index.lastChunkFrom(begin, config);
    while (begin < end) {
        const quint32 next = chunk + 1 < count ? index.chunk(chunk + 1, config).begin : end;
        const quint32 sharedTo = chunk > 0 ? index.chunk(chunk - 1, config).end : 0;
        const quint32 ownTo = chunk >= 0 ? index.chunk(chunk, config).end : 0;
        quint32 bandEnd = std::min(next, end);
        if (begin < ownTo) {
            const bool isShared = begin < sharedTo;
            bandEnd = std::min(bandEnd, isShared ? sharedTo : ownTo);
            bands.push_back({.begin = begin, .end = bandEnd, .chunk = chunk, .isShared = isShared});
        }
        begin = bandEnd;
        if (begin >= next)
            ++chunk;
    }
    return bands;
}

} // namespace pollux
