// SPDX-License-Identifier: Apache-2.0
#include "views/palette/shortcutspage.h"

#include "models/items/fuzzymatch.h"
#include "views/palette/paletteentry.h"
#include "views/style/layouts.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

enum Column { EffectColumn, KeysColumn };

constexpr int lettersWide = 68;
constexpr int linesHigh = 30;

} // namespace

ShortcutsPage::ShortcutsPage(const QList<QAction *> &actions, const QList<KeyGroup> &otherKeys, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions.cbegin(), actions.cend())
    , m_otherKeys(otherKeys)
    , m_field(new QLineEdit(this))
    , m_tree(new QTreeWidget(this))
    , m_nothing(new QLabel(tr("No command has this name or key."), this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    setSizeGripEnabled(true);
    m_field->setObjectName(u"shortcutsField"_s);
    m_field->setAccessibleName(tr("Search commands and keys"));
    m_field->setPlaceholderText(tr("Search commands and keys"));
    m_field->setClearButtonEnabled(true);
    m_tree->setObjectName(u"shortcuts"_s);
    m_tree->setAccessibleName(tr("Commands and their shortcuts"));
    m_tree->setHeaderLabels({tr("Command"), tr("Shortcut")});
    // The names of the commands give way: the keys are what the page is opened for.
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(EffectColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(KeysColumn, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionsMovable(false);
    m_tree->setTabKeyNavigation(false);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setUniformRowHeights(true);
    m_nothing->setAlignment(Qt::AlignCenter);

    layouts::fill(new QVBoxLayout(this), {m_field, {m_tree, 1}, {m_nothing, 1}, createFooter()}, theme::grid,
                  2 * theme::grid);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutsPage::filter);
    for (const QAction *action : actions) {
        connect(action, &QAction::changed, this, &ShortcutsPage::fill);
        connect(action, &QObject::destroyed, this, &ShortcutsPage::fill);
    }
    fill();
    const QSize wanted(std::max(lettersWide * fontMetrics().averageCharWidth(), widthOfAll()),
                       linesHigh * fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize() * 0.9));
}

/// The width at which no command and no key is elided.
int ShortcutsPage::widthOfAll() const
{
    const QAbstractItemView &view = *m_tree;
    const QMargins margins = layout()->contentsMargins();
    return view.sizeHintForColumn(EffectColumn) + view.sizeHintForColumn(KeysColumn) + 2 * theme::grid +
           m_tree->verticalScrollBar()->sizeHint().width() + 2 * m_tree->frameWidth() + margins.left() +
           margins.right();
}

QWidget *ShortcutsPage::createFooter()
{
    auto *footer = new QWidget(this);
    m_feedback = new QLabel(footer);
    m_feedback->setObjectName(u"shortcutsFeedback"_s);
    auto *buttons = new QDialogButtonBox(footer);
    QPushButton *copyButton = buttons->addButton(tr("&Copy as Text"), QDialogButtonBox::ActionRole);
    copyButton->setObjectName(u"copyShortcuts"_s);
    copyButton->setAccessibleDescription(tr("Copies all commands and keys, to be printed"));
    copyButton->setIcon(icon(IconName::Copy));
    copyButton->setAutoDefault(false);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setIcon({});
    close->setAutoDefault(false);
    connect(copyButton, &QPushButton::clicked, this, &ShortcutsPage::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layouts::fill(new QHBoxLayout(footer), {{}, m_feedback, buttons});
    return footer;
}

void ShortcutsPage::fill()
{
    m_groups = groupsOfActions() + m_otherKeys;
    m_tree->clear();
    for (const KeyGroup &group : std::as_const(m_groups))
        addGroup(group);
    m_tree->expandAll();
    m_tree->setCurrentItem(m_tree->topLevelItem(0));
    filter();
}

QList<KeyGroup> ShortcutsPage::groupsOfActions() const
{
    QList<KeyGroup> groups; // in the order of their first actions
    for (const QPointer<QAction> &action : m_actions) {
        if (!action || action->isSeparator() || action->menu() || action->text().isEmpty())
            continue;
        const QString path = menuPathOf(*action);
        const QString title = path.isEmpty() ? tr("Elsewhere", "commands that are in no menu") : path;
        auto group = std::ranges::find(groups, title, &KeyGroup::title);
        if (group == groups.end())
            group = groups.insert(groups.end(), {title, {}});
        group->keys.append({shortcutsOf(*action), titleOf(*action)});
    }
    return groups;
}

void ShortcutsPage::addGroup(const KeyGroup &group)
{
    auto *heading = new QTreeWidgetItem(m_tree, {group.title});
    heading->setFirstColumnSpanned(true);
    heading->setData(KeysColumn, Qt::AccessibleTextRole, group.title); // screen readers can reach this cell too
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(EffectColumn, bold);
    for (const auto &[keys, effect] : group.keys) {
        auto *item = new QTreeWidgetItem(heading, {effect, keys});
        const QString spokenKeys = keys.isEmpty() ? tr("no shortcut") : keys;
        item->setData(KeysColumn, Qt::AccessibleTextRole, spokenKeys);
        item->setData(EffectColumn, Qt::AccessibleTextRole, tr("%1: %2", "command, its keys").arg(effect, spokenKeys));
    }
}

void ShortcutsPage::filter()
{
    const FuzzyMatch match(m_field->text());
    bool isAnyFound = false;
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        QTreeWidgetItem *heading = m_tree->topLevelItem(group);
        bool isFoundHere = false;
        for (int row = 0; row < heading->childCount(); ++row) {
            QTreeWidgetItem *item = heading->child(row);
            const QString words = item->text(EffectColumn) + u' ' + item->text(KeysColumn);
            const bool isFound = match.score(words).has_value();
            item->setHidden(!isFound);
            isFoundHere = isFoundHere || isFound;
        }
        heading->setHidden(!isFoundHere);
        isAnyFound = isAnyFound || isFoundHere;
    }
    m_tree->setVisible(isAnyFound);
    m_nothing->setVisible(!isAnyFound);
}

QString ShortcutsPage::text() const
{
    qsizetype width = 0;
    for (const KeyGroup &group : m_groups) {
        for (const KeyGroup::Key &key : group.keys)
            width = std::max(width, key.effect.size());
    }
    QStringList blocks;
    for (const KeyGroup &group : m_groups) {
        QString block = group.title + u'\n';
        for (const auto &[keys, effect] : group.keys)
            block += u"  "_s + (keys.isEmpty() ? effect : effect.leftJustified(width) + u"  "_s + keys) + u'\n';
        blocks.append(block);
    }
    return blocks.join(u'\n');
}

void ShortcutsPage::copy()
{
    QGuiApplication::clipboard()->setText(text());
    m_feedback->setText(tr("Copied"));
    QAccessibleEvent event(m_feedback, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace pollux
