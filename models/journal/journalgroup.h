// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journal.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace pollux {

/// Changes of a journal that several uploads ask for at about the same moment, made durable together: each one alone
/// would wait for the disk. A change that cannot be made does not keep the others from it.
///
/// Lives in the journal's thread.
class JournalGroup final : public QObject {
    Q_OBJECT

public:
    using Change = std::function<bool(Journal &)>;
    using Done = std::function<void(bool isKept)>;

    /// The journal must outlive the group.
    explicit JournalGroup(Journal &journal, QObject *parent = nullptr);

    /// `done` comes once, from the event loop, unless `context` dies before; the change is made all the same.
    void add(QObject *context, Change change, Done done);

private:
    struct Item {
        QPointer<QObject> context;
        Change change;
        Done done;
    };

    void write();

    Journal &m_journal;
    std::vector<Item> m_items;
};

} // namespace pollux
