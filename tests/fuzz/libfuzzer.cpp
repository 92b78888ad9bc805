// SPDX-License-Identifier: Apache-2.0
//
// The entry of libFuzzer for the target that the build names in FUZZ_TARGET.
#include "tests/fuzz/fuzztargets.h"

#include <QCoreApplication>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int count = 1;
    static char name[] = "fuzz";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(count, arguments); // SQLite's driver is a plugin
    static const pollux::FuzzTarget &target = *pollux::fuzzTarget(FUZZ_TARGET);
    target.run(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
