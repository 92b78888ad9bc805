// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/timestamp.h"

#include <QJsonObject>

#include <optional>

/// Checked readers of single JSON values. None of them throws; each tells a malformed value from a missing one.
namespace pollux::jsonread {

/// An int64 as proto3 JSON writes it: a decimal string, or a number. Only whole values from 0 to 2^63-1 in plain digits
/// are taken; signs, blanks, exponents and anything larger give nothing.
std::optional<qint64> nonNegativeInt64(const QJsonValue &value);

/// The text of a string value; empty for any other type.
QString text(const QJsonObject &object, QLatin1StringView key);

/// The time under `key`; nothing where it is missing or malformed.
std::optional<Timestamp> timestamp(const QJsonObject &object, QLatin1StringView key);

/// The bytes under `key`, sent as base64 of the 64 hexadecimal digits or of the 32 raw bytes of a SHA-256 (contract 3).
/// Empty for anything else, which means "cannot be verified".
QByteArray sha256(const QJsonObject &object, QLatin1StringView key);

} // namespace pollux::jsonread
