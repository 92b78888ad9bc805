// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>
#include <QString>

#include <chrono>
#include <optional>

namespace pollux {

/// Playing time of a video from its container: MP4 and QuickTime (`mvhd`, `mehd` of fragmented files) and AVI (`avih`).
/// Reads a few headers only, wherever they stand in the file. Nullopt if the bytes are no such video, are damaged, or
/// give a duration of zero. `device` must be open, readable and seekable; its position is changed.
[[nodiscard]] std::optional<std::chrono::nanoseconds> mediaDuration(QIODevice &device);

/// True for the signatures of video containers whose playing time is not read here (WebM and Matroska, FLV, ASF, MPEG
/// streams).
[[nodiscard]] bool isOtherVideoContainer(QIODevice &device);

/// Duration as JSON carries it: "596s", "3.500s", up to nine digits in groups of three.
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);

} // namespace pollux
