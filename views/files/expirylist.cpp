// SPDX-License-Identifier: Apache-2.0
#include "views/files/expirylist.h"

#include "views/files/filestable.h"
#include "views/files/storagegauge.h"
#include "views/style/layouts.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int lettersWide = 90;
constexpr int linesHigh = 26;
constexpr std::chrono::milliseconds wordsDelay(500);

} // namespace

ExpiryList::ExpiryList(FilesModel &files, QWidget *parent)
    : QDialog(parent)
    , m_files(files)
    , m_order(files)
    , m_table(new FilesTable(this))
    , m_words(layouts::createParagraph({}, this))
{
    setWindowTitle(tr("What Expires Next"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    createTable();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_show = buttons->addButton(tr("&Show in the List"), QDialogButtonBox::ActionRole);
    m_show->setObjectName(QStringLiteral("showButton"));
    m_show->setDefault(true);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setIcon({}); // some desktops add an icon
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_words);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(lettersWide * fontMetrics().averageCharWidth(), linesHigh * fontMetrics().height());

    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &ExpiryList::updateWords);
    const auto schedule = [this] {
        if (!m_delay.isActive())
            m_delay.start(wordsDelay);
    };
    const QAbstractItemModel *rows = &m_files;
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(rows, signal, this, schedule);
    connect(rows, &QAbstractItemModel::dataChanged, this, schedule);
    connect(rows, &QAbstractItemModel::modelReset, this, schedule);
    connect(&m_files, &FilesModel::loadingChanged, this, [this, schedule] {
        schedule();
        loadRest();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, &ExpiryList::showSelected);
    connect(m_table, &FilesTable::nameActivated, this, &ExpiryList::showSelected);
    connect(m_table, &ItemTable::selectedRowsChanged, this, &ExpiryList::updateWords);
    updateWords();
    loadRest();
    m_table->setFocus();
}

void ExpiryList::createTable()
{
    m_table->setModel(&m_order);
    m_table->setAccessibleName(tr("Files by their expiry"));
    m_table->setAccessibleDescription(tr("The next to expire comes first"));
    m_table->showColumns(
        {FilesModel::NameColumn, FilesModel::SizeColumn, FilesModel::StateColumn, FilesModel::ExpiresColumn});
    m_table->sortByColumn(FilesModel::ExpiresColumn, Qt::AscendingOrder);
}

void ExpiryList::loadRest()
{
    if (m_files.loading() == FilesModel::Loading::Partial)
        m_files.fetchMore({});
}

void ExpiryList::updateWords()
{
    m_show->setEnabled(!m_table->selectedNames().isEmpty());
    const bool isWhole = m_files.loading() == FilesModel::Loading::Complete;
    if (isWhole && m_files.rowCount() == 0) {
        m_words->setText(tr("There are no files: nothing expires."));
        return;
    }
    const QDateTime now = m_files.now();
    const StorageForecast forecast = StorageForecast::of(m_files.rows(), now.toSecsSinceEpoch());
    m_words->setText(StorageGauge::details(forecast, isWhole, now));
}

void ExpiryList::showSelected()
{
    const QStringList names = m_table->selectedNames();
    if (names.isEmpty())
        return;
    accept();
    emit showRequested(names);
}

} // namespace pollux
