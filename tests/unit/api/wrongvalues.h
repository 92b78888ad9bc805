// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace pollux {

/// Adds rows with a column "value": JSON values that the parser of a field must survive, whatever its type.
inline void addWrongValues()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("true") << QJsonValue(true);
    QTest::newRow("fraction") << QJsonValue(-1.5);
    QTest::newRow("text") << QJsonValue(QStringLiteral("\u202e<b>x"));
    QTest::newRow("array") << QJsonValue(QJsonArray{QJsonArray{}, 1});
    QTest::newRow("object") << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}});
}

/// `full` with `value` in every field but the name.
inline QJsonObject withValue(QJsonObject full, const QJsonValue &value)
{
    for (auto field = full.begin(); field != full.end(); ++field) {
        if (field.key() != QLatin1StringView("name"))
            field.value() = value;
    }
    return full;
}

} // namespace pollux
