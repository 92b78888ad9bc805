// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/displaynames.h"

#include "models/api/types/storeupload.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const QRegularExpression &placeholders()
{
    static const QRegularExpression expression(uR"(\{[^{}]*\})"_s);
    return expression;
}

QString stemOf(const QString &fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    return dot > 0 ? fileName.left(dot) : fileName;
}

/// Nothing for an unknown placeholder.
std::optional<QString> valueOf(const QString &placeholder, const QString &path, int number)
{
    const QFileInfo file(path);
    if (placeholder == "{name}"_L1)
        return file.fileName();
    if (placeholder == "{stem}"_L1)
        return stemOf(file.fileName());
    if (placeholder == "{n}"_L1)
        return QString::number(number);
    if (placeholder == "{folder}"_L1)
        return file.dir().dirName();
    return std::nullopt;
}

} // namespace

qsizetype displayNameLength(const QString &name)
{
    return name.toUcs4().size();
}

bool isDisplayNameTooLong(const QString &name)
{
    // A name has at most as many code points as UTF-16 units, so most names need no counting.
    return name.size() > maxDisplayNameLength && displayNameLength(name) > maxDisplayNameLength;
}

QString editedDisplayName(const QString &text, const QString &path)
{
    QString name = text;
    const auto isBreak = [](QChar character) {
        return character.category() == QChar::Other_Control || character == QChar::LineSeparator ||
               character == QChar::ParagraphSeparator;
    };
    std::replace_if(name.begin(), name.end(), isBreak, QChar(u' '));
    name = name.trimmed();
    return name.isEmpty() ? QFileInfo(path).fileName() : name;
}

int sharedNameCount(const QStringList &names)
{
    QHash<QString, int> counts;
    for (const QString &name : names)
        ++counts[name];
    int shared = 0;
    for (const int count : std::as_const(counts))
        shared += count > 1 ? count : 0;
    return shared;
}

QString DisplayNamePattern::unknownPlaceholder() const
{
    for (auto match = placeholders().globalMatch(m_pattern); match.hasNext();) {
        const QString placeholder = match.next().captured();
        if (!valueOf(placeholder, {}, 0))
            return placeholder;
    }
    return {};
}

QString DisplayNamePattern::nameOf(const QString &path, int number) const
{
    QString name;
    qsizetype end = 0;
    // In one pass, so that braces in the names of file and folder are no placeholders.
    for (auto match = placeholders().globalMatch(m_pattern); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        name += m_pattern.mid(end, found.capturedStart() - end);
        name += valueOf(found.captured(), path, number).value_or(found.captured());
        end = found.capturedEnd();
    }
    return editedDisplayName(name + m_pattern.mid(end), path);
}

} // namespace pollux
