// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QList>
#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace pollux {

/// Keys under a heading: those of a menu, or those that belong to no action, such as those of tables.
struct KeyGroup {
    struct Key {
        QString keys; ///< as they stand on the keyboard: "Return", "Ctrl+C"
        QString effect;
    };

    QString title;
    QList<Key> keys;
};

/// Every command with its shortcut, by menu, filled anew whenever an action changes; then the other keys. Can be
/// searched, and copied as plain text for printing. Show it with open() or show().
class ShortcutsPage final : public QDialog {
    Q_OBJECT

public:
    /// Actions without text are left out; actions may be deleted before the page.
    ShortcutsPage(const QList<QAction *> &actions, const QList<KeyGroup> &otherKeys, QWidget *parent = nullptr);

    /// All groups, also what the search hides: for each a heading and two columns.
    QString text() const;

private:
    QWidget *createFooter();
    void fill();
    QList<KeyGroup> groupsOfActions() const;
    void addGroup(const KeyGroup &group);
    void filter();
    void copy();

    QList<QPointer<QAction>> m_actions; // owned by their windows
    QList<KeyGroup> m_otherKeys;
    QList<KeyGroup> m_groups; // all that is shown
    QLineEdit *m_field;
    QTreeWidget *m_tree;
    QLabel *m_nothing;
    QLabel *m_feedback = nullptr;
};

} // namespace pollux
