// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"
#include "models/api/types/timestamp.h"
#include "views/details/field.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

/// Makes fields from values of a server or of this computer, in the same way for every pane. A missing value is shown
/// as "—". Texts are sanitised and shortened; if a field does not show a value as it was sent, Field::exact has that
/// form.
namespace pollux::fields {

inline constexpr int maxLines = 200; ///< maximum lines of one value

/// One line (see format::singleLine).
Field text(const QString &name, const QString &text);
/// As many lines as it has, up to maxLines.
Field lines(const QString &name, const QString &text);
/// In local time, with UTC in the tool tip.
Field time(const QString &name, const std::optional<Timestamp> &time);
Field time(const QString &name, const QDateTime &time);
/// "1.2 MB (1,234,567 bytes)"; "?" for nullopt, which means that the value was not understood.
Field size(const QString &name, const std::optional<qint64> &bytes);
/// A translated word and the API's own: "Active (ACTIVE)".
Field word(const QString &name, const QString &word, const QString &wire);
Field number(const QString &name, qint64 number);
/// Objects and lists as JSON over several lines.
Field json(const QString &name, const QJsonValue &value);

/// Each value of an object under its key: texts as they are, objects and lists as JSON.
FieldSection object(const QString &title, const QJsonObject &object);
/// code, message and details of a Status whose code is a google.rpc.Code, so never of an HTTP response (contract 1.10).
/// What looks like a secret is removed.
FieldSection status(const QString &title, const Status &status);
/// The fields that Pollux does not know; may be none.
FieldSection unknown(const QJsonObject &fields);

/// The JSON of a Status, with what looks like a secret removed.
QJsonObject withoutSecrets(const Status &status);

/// One field per line, for the clipboard.
QString asText(const QList<FieldSection> &sections);

} // namespace pollux::fields
