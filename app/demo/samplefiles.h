// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace pollux {

class DemoFiles;

/// Adds `count` made-up files of many types, sizes and ages to `files`: the same ones in each run, with times counted
/// back from now. The first ones show what a file can be: a video with a duration, one that is PROCESSING for
/// `processing` and then ACTIVE, one that FAILED, files about to expire, a generated one that can be downloaded, an
/// empty one, one without a display name, and names beyond ASCII.
void addSampleFiles(DemoFiles &files, int count, std::chrono::milliseconds processing);

} // namespace pollux
