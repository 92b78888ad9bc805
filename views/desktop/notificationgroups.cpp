// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/notificationgroups.h"

#include "models/text/format.h"
#include "models/text/untrustedtext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::NotificationGroups)
};

QString titleOf(NotificationKind kind, int count)
{
    const bool isOne = count == 1;
    switch (kind) {
    case NotificationKind::UploadDone:
        return isOne ? Texts::tr("File uploaded") : Texts::tr("%n files uploaded", nullptr, count);
    case NotificationKind::FileActive:
        return isOne ? Texts::tr("File ready to use") : Texts::tr("%n files ready to use", nullptr, count);
    case NotificationKind::Failed:
        return isOne ? Texts::tr("File failed") : Texts::tr("%n files failed", nullptr, count);
    case NotificationKind::Expiring:
        return isOne ? Texts::tr("File expires soon") : Texts::tr("%n files expire soon", nullptr, count);
    }
    return {};
}

/// Elides the middle, because names often differ only in a number at the end.
QString shortened(const QString &name)
{
    constexpr qsizetype tail = 24;
    if (name.size() <= NotificationGroups::maxNameLength)
        return name;
    return name.left(NotificationGroups::maxNameLength - tail - 1) + u'…' + name.right(tail);
}

QString lineOf(const NotificationGroups::Event &event)
{
    const QString &known = event.shownName.trimmed().isEmpty() ? event.resourceName : event.shownName;
    const QString name = format::singleLine(shortened(known));
    const QString reason = untrustedtext::oneLine(event.reason);
    return reason.isEmpty() ? name : Texts::tr("%1: %2").arg(name, reason);
}

} // namespace

void NotificationGroups::Tally::add(const Entry &entry)
{
    if (!entry.name.isEmpty())
        entries.removeIf([&entry](const Entry &known) { return known.name == entry.name; });
    entries.append(entry);
    if (entries.size() > maxNames) {
        entries.removeFirst();
        ++beyond;
    }
}

bool NotificationGroups::Tally::contains(const QString &name) const
{
    return std::ranges::find(entries, name, &Entry::name) != entries.cend();
}

QStringList NotificationGroups::Tally::names() const
{
    QStringList result;
    for (const Entry &entry : entries) {
        if (!entry.name.isEmpty())
            result.append(entry.name);
    }
    return result;
}

QString NotificationGroups::Tally::body() const
{
    QStringList lines;
    for (const Entry &entry : entries.last(std::min(maxLines, entries.size())))
        lines.append(entry.line);
    const auto others = static_cast<int>(count() - lines.size());
    if (others > 0)
        lines.append(Texts::tr("and %n more", nullptr, others));
    return lines.join(u'\n');
}

void NotificationGroups::add(const Event &event)
{
    if (event.kind == NotificationKind::FileActive && !event.resourceName.isEmpty() &&
        m_waiting.value(NotificationKind::UploadDone).contains(event.resourceName))
        return;
    m_waiting[event.kind].add({event.resourceName, lineOf(event)});
}

QList<Notification> NotificationGroups::take()
{
    QList<Notification> result;
    for (const NotificationKind kind : notificationKinds) {
        const Tally waiting = m_waiting.take(kind);
        if (waiting.entries.isEmpty())
            continue;
        Tally &taken = m_taken[kind];
        for (const Entry &entry : waiting.entries)
            taken.add(entry);
        taken.beyond += waiting.beyond;
        result.append({kind, titleOf(kind, static_cast<int>(taken.count())), taken.body(), taken.names()});
    }
    return result;
}

void NotificationGroups::drop(NotificationKind kind)
{
    m_waiting.remove(kind);
    forget(kind);
}

} // namespace pollux
