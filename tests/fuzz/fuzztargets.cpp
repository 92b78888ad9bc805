// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace pollux {

namespace {

constexpr std::array targets{FuzzTarget{"file", fuzzFile},           FuzzTarget{"document", fuzzDocument},
                             FuzzTarget{"operation", fuzzOperation}, FuzzTarget{"page", fuzzPage},
                             FuzzTarget{"error", fuzzError},         FuzzTarget{"uploadanswer", fuzzUploadAnswer},
                             FuzzTarget{"journal", fuzzJournal},     FuzzTarget{"time", fuzzTime}};

} // namespace

std::span<const FuzzTarget> fuzzTargets()
{
    return targets;
}

const FuzzTarget *fuzzTarget(std::string_view name)
{
    const auto *const found = std::ranges::find(targets, name, &FuzzTarget::name);
    return found == targets.end() ? nullptr : found;
}

void require(bool holds, const char *sentence)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\n", sentence);
    std::abort();
}

QJsonObject objectFrom(const QByteArray &input)
{
    return QJsonDocument::fromJson(input).object();
}

} // namespace pollux
