// SPDX-License-Identifier: Apache-2.0
#include "views/window/windowtoolbar.h"

#include "models/accounts/accounts.h"
#include "models/text/format.h"
#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <numeric>

namespace pollux {

namespace {

constexpr int discSide = 24; // device-independent pixels, with its edge
constexpr int iconScale = 4; // pixels of the picture for each of these, for sharp edges on any screen

QColor accountColor(const QString &id, const QPalette &palette)
{
    constexpr int hues = 12;
    const int number = std::accumulate(id.cbegin(), id.cend(), 0,
                                       [](int sum, QChar each) { return (sum * 31 + each.unicode()) % 9973; });
    return QColor::fromHsl(number % hues * 360 / hues, 170, theme::isDark(palette) ? 170 : 100);
}

QString cut(const QString &name)
{
    const QString line = format::singleLine(name);
    return line.size() > WindowToolBar::maxTargetLength ? line.left(WindowToolBar::maxTargetLength - 1) + u'…' : line;
}

/// For the text of a button or action, where a single "&" marks a mnemonic.
QString escaped(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

QIcon accountIcon(const Profile &profile, const QPalette &palette)
{
    QPixmap disc(discSide * iconScale, discSide * iconScale);
    disc.fill(Qt::transparent);
    QPainter painter(&disc);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accountColor(profile.id, palette));
    constexpr int edge = discSide * iconScale / 4; // as tall as the text beside it
    painter.drawEllipse(disc.rect().adjusted(edge, edge, -edge, -edge));
    return disc;
}

WindowToolBar::WindowToolBar(const WindowActions &actions, Accounts &accounts, QWidget *parent)
    : QToolBar(tr("Main Toolbar"), parent)
    , m_actions(actions)
    , m_accounts(accounts)
    , m_account(new QToolButton(this))
    , m_accountMenu(new QMenu(m_account))
{
    setObjectName(QStringLiteral("mainToolBar"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setContextMenuPolicy(Qt::PreventContextMenu);

    m_account->setPopupMode(QToolButton::InstantPopup);
    m_account->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_account->setFocusPolicy(Qt::TabFocus);
    m_account->setMenu(m_accountMenu);
    addWidget(m_account);
    addSeparator();
    m_upload = addButton(actions.uploadFiles, {actions.uploadFiles, actions.uploadFolder, actions.paste});
    addAction(actions.refresh);
    addSeparator();
    addAction(actions.remove);
    addButton(actions.copyName, {actions.copyName, actions.copyUri, actions.snippet});
    auto *spacer = new QWidget(this);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(spacer);
    addAction(actions.showDetails);

    connect(m_accountMenu, &QMenu::aboutToShow, this, &WindowToolBar::showAccounts);
    connect(&accounts, &Accounts::profilesChanged, this, &WindowToolBar::updateAccount);
    connect(&accounts, &Accounts::activeChanged, this, &WindowToolBar::updateAccount);
    updateAccount();
    setTarget({});
}

/// A button for an action, with a menu of it and its kin.
QToolButton *WindowToolBar::addButton(QAction *action, const QList<QAction *> &menuActions)
{
    auto *button = new QToolButton(this);
    auto *menu = new QMenu(button);
    menu->addActions(menuActions);
    button->setDefaultAction(action);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    addWidget(button);
    return button;
}

void WindowToolBar::setTarget(const QString &target)
{
    const QString text = target.isEmpty() ? tr("Upload") : tr("Upload to %1").arg(cut(target));
    m_actions.uploadFiles->setIconText(escaped(text));
    m_upload->setAccessibleName(text);
}

void WindowToolBar::showAccounts()
{
    m_accountMenu->clear();
    const std::optional<Profile> active = m_accounts.activeProfile();
    for (const Profile &profile : m_accounts.profiles()) {
        QAction *action = m_accountMenu->addAction(accountIcon(profile, palette()), escaped(cut(profile.name)), this,
                                                   [this, id = profile.id] { m_accounts.activate(id); });
        action->setCheckable(true);
        action->setChecked(active && active->id == profile.id);
    }
    m_accountMenu->addSeparator();
    m_accountMenu->addAction(m_actions.accounts);
}

void WindowToolBar::updateAccount()
{
    const std::optional<Profile> active = m_accounts.activeProfile();
    const QString name = active ? cut(active->name) : tr("No account");
    m_account->setText(escaped(name));
    m_account->setIcon(active ? accountIcon(*active, palette()) : icon(IconName::Account));
    m_account->setAccessibleName(tr("Account: %1").arg(name));
    m_account->setToolTip(tr("API keys and endpoints"));
}

void WindowToolBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateAccount();
}

} // namespace pollux
