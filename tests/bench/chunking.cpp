// SPDX-License-Identifier: Apache-2.0
//
// Measures how fast a text is indexed and cut into chunks: MB/s (of 1,000,000 bytes) of processor time on one core, and
// bytes of memory per chunk, the medians of several runs. Usage: chunking_speed [MEGABYTES], 60 by default, at most 67.
// Exit code 1 if a speed is below 200 MB/s; chunks of one word, which take more memory than the text, are shown but
// have no goal.
#include "models/chunking/textindex.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace pollux;

namespace {

constexpr qsizetype megabyte = 1'000'000;
constexpr double leastSpeed = 200; // MB/s
constexpr int runs = 7;

struct Sample {
    const char *name;
    std::array<const char *, 4> words;
    const char *gap;
};

// clang-format off
constexpr std::array samples = {
    Sample{"English", {"the", "quick", "documentation", "of"}, " "},
    Sample{"one letter", {"a", "b", "c", "d"}, "\n"},
    Sample{"Russian", {"и", "быстрый", "документация", "для"}, " "},
    Sample{"Japanese", {"これは文書です。", "検索", "ファイル", "の"}, "\u3000"},
    Sample{"no gap", {"文", "書", "検", "索"}, ""},
};
// clang-format on

QByteArray textOf(const Sample &sample, qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray text;
    text.reserve(size);
    while (text.size() < size - 64) {
        text += sample.words[random.bounded(quint32{4})];
        text += sample.gap;
    }
    return text;
}

template <typename Work>
double speedOf(qsizetype bytes, Work work)
{
    std::array<double, runs> speeds = {};
    for (double &speed : speeds) {
        const std::clock_t start = std::clock(); // processor time: does not depend on the load
        work();
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        speed = static_cast<double>(bytes) / static_cast<double>(megabyte) / seconds;
    }
    std::sort(speeds.begin(), speeds.end());
    return speeds[runs / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const qsizetype wanted = (argc > 1 ? std::strtol(argv[1], nullptr, 10) : 60) * megabyte;
    const qsizetype size = std::clamp(wanted, megabyte, maxChunkedTextSize);
    bool isFastEnough = true;
    std::printf("%-12s %10s %12s %12s %14s %12s\n", "text", "max/over", "chunks", "MB/s", "bytes a chunk",
                "index MB/s");
    for (const Sample &sample : samples) {
        const QByteArray text = textOf(sample, size);
        const double indexSpeed = speedOf(text.size(), [&text] { const TextIndex index(text); });
        for (const ChunkingConfig config : {ChunkingConfig{200, 20}, ChunkingConfig{64, 16}, ChunkingConfig{1, 0}}) {
            std::vector<TextChunk> chunks;
            const double speed = speedOf(text.size(), [&] {
                const TextIndex index(text);
                chunks.clear();
                chunks.reserve(static_cast<std::size_t>(index.chunkCount(config)));
                for (qint64 number = 0; number < index.chunkCount(config); ++number)
                    chunks.push_back(index.chunk(number, config));
            });
            const double bytes = static_cast<double>(chunks.capacity() * sizeof(TextChunk));
            std::printf("%-12s %6d/%-3d %12zu %12.0f %14.2f %12.0f\n", sample.name, config.maxTokensPerChunk,
                        config.maxOverlapTokens, chunks.size(), speed, bytes / static_cast<double>(chunks.size()),
                        indexSpeed);
            isFastEnough = isFastEnough && (speed >= leastSpeed || config.maxTokensPerChunk == 1);
        }
    }
    return isFastEnough ? EXIT_SUCCESS : EXIT_FAILURE;
}
