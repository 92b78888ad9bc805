// SPDX-License-Identifier: Apache-2.0
//
// Runs the targets over the corpus: `replay CORPUS [TARGET]`, where CORPUS/TARGET holds the inputs of a target.
#include "tests/fuzz/fuzztargets.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

namespace {

int replay(const QString &folder, const pollux::FuzzTarget &target)
{
    int count = 0;
    for (QDirIterator entries(folder, QDir::Files); entries.hasNext(); ++count) {
        QFile file(entries.next());
        pollux::require(file.open(QIODevice::ReadOnly), "an input cannot be read");
        target.run(file.readAll());
    }
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    for (const pollux::FuzzTarget &target : pollux::fuzzTargets()) {
        const auto name = QString::fromLatin1(target.name.data(), static_cast<qsizetype>(target.name.size()));
        if (arguments.size() > 2 && arguments.at(2) != name)
            continue;
        const int count = replay(QDir(arguments.value(1)).filePath(name), target);
        std::printf("%s: %d inputs\n", qPrintable(name), count);
        if (count == 0)
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
