// SPDX-License-Identifier: Apache-2.0
#include "views/window/sidebar.h"

#include "models/text/errortext.h"
#include "models/text/problemtext.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/window/sidebarmodel.h"
#include "views/window/sidebarview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minChars = 18;
constexpr int usualChars = 46;

} // namespace

Sidebar::Sidebar(StoresModel &stores, QWidget *parent)
    : QWidget(parent)
    , m_stores(stores)
    , m_model(new SidebarModel(stores, this))
    , m_list(new SidebarView(this))
    , m_notice(new MessageWidget(this))
    , m_create(layouts::createToolButton(tr("New Store…"), IconName::Add, this))
    , m_refresh(layouts::createToolButton(tr("Refresh Stores"), IconName::Refresh, this))
{
    // Connected before the view connects, because the view would make the next store the current one.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { leaveRows(first, last); });
    m_list->setModel(m_model);
    m_list->setCurrentIndex(m_model->index(SidebarModel::filesRow));
    setMinimumWidth(minChars * fontMetrics().averageCharWidth());

    auto *notice = new QHBoxLayout;
    notice->setContentsMargins(theme::grid / 2, 0, theme::grid / 2, 0);
    notice->addWidget(m_notice);
    layouts::fill(new QVBoxLayout(this), {{m_list, 1}, notice, createFooter()}, 0);

    m_list->setObjectName(u"storesSidebar"_s);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &Sidebar::handleCurrent);
    connect(m_list, &SidebarView::menuRequested, this, &Sidebar::showMenu);
    connect(m_list, &SidebarView::deletePressed, this, &Sidebar::deleteRequested);
    connect(m_model, &SidebarModel::fileNamesDropped, this, &Sidebar::importRequested);
    connect(m_model, &SidebarModel::pathsDropped, this, &Sidebar::uploadRequested);
    connect(m_model, &QAbstractItemModel::modelReset, this, &Sidebar::keepCurrent);
    connect(&stores, &StoresModel::loadingChanged, this, &Sidebar::showLoading);
    showLoading();
}

QSize Sidebar::sizeHint() const
{
    return {usualChars * fontMetrics().averageCharWidth(), QWidget::sizeHint().height()};
}

QWidget *Sidebar::createFooter()
{
    m_create->setObjectName(u"createStore"_s);
    m_refresh->setObjectName(u"refreshStores"_s);
    m_refresh->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_refresh->setToolTip(m_refresh->text());
    auto *footer = new QWidget(this);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(theme::grid / 2, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    layout->addWidget(m_create);
    layout->addStretch(1);
    layout->addWidget(m_refresh);
    connect(m_create, &QToolButton::clicked, this, &Sidebar::createRequested);
    connect(m_refresh, &QToolButton::clicked, this, &Sidebar::refreshRequested);
    return footer;
}

void Sidebar::chooseFiles()
{
    m_list->setCurrentIndex(m_model->index(SidebarModel::filesRow));
}

bool Sidebar::chooseStore(const QString &name)
{
    const QModelIndex index = m_model->indexOf(name);
    if (index.isValid())
        m_list->setCurrentIndex(index);
    return index.isValid();
}

void Sidebar::handleCurrent()
{
    const QString store = m_list->currentStore();
    if (store == m_currentStore || !m_list->currentIndex().isValid())
        return;
    m_currentStore = store;
    if (store.isEmpty())
        emit filesChosen();
    else
        emit storeChosen(store);
}

void Sidebar::leaveRows(int first, int last)
{
    const int current = m_list->currentIndex().row();
    if (current >= first && current <= last)
        chooseFiles();
}

void Sidebar::keepCurrent()
{
    if (m_currentStore.isEmpty() || !chooseStore(m_currentStore))
        chooseFiles();
}

void Sidebar::showLoading()
{
    const bool isActive = m_stores.loading() != StoresModel::Loading::Inactive;
    m_create->setEnabled(isActive);
    m_refresh->setEnabled(isActive);
    if (m_stores.loading() != StoresModel::Loading::Failed || !m_stores.loadError()) {
        if (const QString lack = unreadableEntriesText(m_stores.unreadableCount()); !lack.isEmpty())
            m_notice->showMessage(MessageWidget::Kind::Warning, lack);
        else
            m_notice->clear();
        return;
    }
    // The page beside it says the same of its own list, with the buttons that help.
    if (traitsOf(m_stores.loadError()->kind).remedy == ErrorRemedy::ChangeKey) {
        m_notice->clear();
        return;
    }
    m_notice->showMessage(MessageWidget::Kind::Error, errorSentence(*m_stores.loadError()),
                          {{tr("Try Again"), [this] { m_stores.retry(); }}});
}

void Sidebar::showMenu(const QPoint &position, const QString &store)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &QMenu::aboutToHide, m_list, [this] { m_list->setMarked({}); });
    if (!store.isEmpty()) {
        menu->addAction(icon(IconName::Upload), tr("&Upload Files to Store…"), this,
                        [this, store] { emit uploadToStoreRequested(store); });
        menu->addAction(icon(IconName::Document), tr("New Document &Without a File…"), this,
                        [this, store] { emit documentRequested(store); });
        menu->addAction(icon(IconName::Copy), tr("&Copy Name"), QKeySequence::Copy, this,
                        [store] { QGuiApplication::clipboard()->setText(store); });
        menu->addAction(icon(IconName::Code), tr("Code &Snippet…"), this,
                        [this, store] { emit snippetRequested(store); });
        menu->addAction(icon(IconName::Remove), tr("&Delete Store…"), QKeySequence(Qt::Key_Delete), this,
                        [this, store] { emit deleteRequested(store); });
        menu->addSeparator();
    }
    menu->addAction(icon(IconName::Add), tr("&New Store…"), this, &Sidebar::createRequested)
        ->setEnabled(m_create->isEnabled());
    menu->addAction(icon(IconName::Refresh), tr("&Refresh Stores"), this, &Sidebar::refreshRequested)
        ->setEnabled(m_refresh->isEnabled());
    menu->popup(position);
}

} // namespace pollux
