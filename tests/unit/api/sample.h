// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

/// The recorded answers in tests/data/samples.
namespace sample {

/// The bytes of the file; empty if it cannot be read.
inline QByteArray bytes(QStringView name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/samples/%1.json").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QJsonObject object(QStringView name)
{
    return QJsonDocument::fromJson(bytes(name)).object();
}

} // namespace sample
