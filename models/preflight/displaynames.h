// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace pollux {

/// The number of characters of a display name as the service counts them: Unicode code points.
qsizetype displayNameLength(const QString &name);

/// Returns whether the name has more than maxDisplayNameLength characters.
bool isDisplayNameTooLong(const QString &name);

/// The display name of the local file at `path` after a user has typed `text`: control characters become blanks, and
/// blanks at both ends are removed. If nothing is left, it is the file's name.
QString editedDisplayName(const QString &text, const QString &path);

/// How many of the names occur more than once among them.
int sharedNameCount(const QStringList &names);

/// A pattern for the display names of many files: text with placeholders in braces.
/// - {name}: the file's name
/// - {stem}: the file's name without what follows its last dot; of ".profile" it is the whole name
/// - {n}: the number of the file, from 1
/// - {folder}: the name of the folder that the file is in; empty for the root
class DisplayNamePattern final {
public:
    explicit DisplayNamePattern(const QString &pattern)
        : m_pattern(pattern)
    {
    }

    /// The first placeholder that is none of the above, with its braces; empty if all are known. A brace without its
    /// counterpart stands for itself.
    QString unknownPlaceholder() const;

    /// The display name of the file at `path`, as editedDisplayName() makes it; may be too long. Unknown placeholders,
    /// and braces in the names of file and folder, stand for themselves. Does not access the disk.
    QString nameOf(const QString &path, int number) const;

private:
    QString m_pattern;
};

} // namespace pollux
