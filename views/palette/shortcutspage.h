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

/// Keys under a heading: the shortcuts of a menu, or keys that belong to no action, such as the keys of tables.
struct KeyGroup {
    struct Key {
        QString keys; ///< as labelled on the keyboard: "Return", "Ctrl+C"
        QString effect;
    };

    QString title;
    QList<Key> keys;
};

/// Every command with its shortcut, by menu, then the other keys. Updated whenever an action changes. Can be searched,
/// and copied as plain text for printing. Show it with open() or show().
class ShortcutsPage final : public QDialog {
    Q_OBJECT

public:
    /// Actions without text are left out. Actions may be deleted before the page is.
    ShortcutsPage(const QList<QAction *> &actions, const QList<KeyGroup> &otherKeys, QWidget *parent = nullptr);

    /// All groups, including those that the search hides, each with a heading and two columns.
    QString text() const;

private:
    int widthOfAll() const;
    QWidget *createFooter();
    void fill();
    QList<KeyGroup> groupsOfActions() const;
    void addGroup(const KeyGroup &group);
    void filter();
    void copy();

    QList<QPointer<QAction>> m_actions; // owned by their windows
    QList<KeyGroup> m_otherKeys;
    QList<KeyGroup> m_groups; // all groups, without the search
    QLineEdit *m_field;
    QTreeWidget *m_tree;
    QLabel *m_nothing;
    QLabel *m_feedback = nullptr;
};

} // namespace pollux
