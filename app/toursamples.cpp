// SPDX-License-Identifier: Apache-2.0
#include "app/toursamples.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

// The linker drops the resources of a static library unless this macro names them; it works outside of namespaces only.
static void initResources()
{
    Q_INIT_RESOURCE(samples);
}

namespace pollux {

namespace {

struct Sample {
    const char16_t *resource;
    const char16_t *name;
};

constexpr std::array samples{Sample{u":/demo/field-notes.txt", u"Field notes – «Übersicht».txt"},
                             Sample{u":/demo/twin-stars.pdf", u"Twin stars.pdf"},
                             Sample{u":/demo/orbit.mov", u"Orbit of the twins.mov"}};

constexpr qint64 clipSize = 12'000'000;

/// Appends an atom of free space to a QuickTime file: it gets as large as a real one, so that its upload takes a while.
bool fillUp(const QString &path)
{
    QFile file(path);
    const auto space = qToBigEndian(static_cast<quint32>(clipSize - file.size()));
    return file.open(QIODevice::Append) && file.write(reinterpret_cast<const char *>(&space), sizeof space) > 0 &&
           file.write("free") > 0 && file.resize(clipSize);
}

} // namespace

QStringList writeTourSamples(const QString &directory)
{
    initResources();
    QStringList paths;
    for (const Sample &sample : samples) {
        const QString path = QDir(directory).filePath(QString::fromUtf16(sample.name));
        if (!QFile::copy(QString::fromUtf16(sample.resource), path) ||
            !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner))
            return {};
        paths.append(path);
    }
    return fillUp(paths.constLast()) ? paths : QStringList();
}

} // namespace pollux
