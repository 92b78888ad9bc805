// SPDX-License-Identifier: Apache-2.0
#include "views/files/filespage.h"

#include "views/files/filefacets.h"
#include "views/files/filestable.h"
#include "views/style/layouts.h"
#include "views/widgets/wholelistloader.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace pollux {

namespace {

// A list that arrives sooner is shown without a loading message.
constexpr std::chrono::milliseconds loadingDelay(500);
// The filter changes only after a pause in typing, because filtering a long list takes time.
constexpr std::chrono::milliseconds typingDelay(120);

} // namespace

FilesPage::FilesPage(FilesFilterModel &filter, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_text(new QLineEdit(this))
    , m_progress(layouts::createText({}, this))
    , m_table(new FilesTable(this))
    , m_empty(new PlaceholderMessage(this))
    , m_stack(new QStackedLayout)
{
    m_table->setModel(&filter);
    m_table->setAccessibleName(tr("Files"));
    auto *loader = new WholeListLoader(*m_table, filter.files());
    connect(&filter, &FilesFilterModel::filterChanged, loader, &WholeListLoader::stopSelecting);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    layouts::fill(new QVBoxLayout(this), {makeFindBar(), new FileFacets(filter, this), {m_stack, 1}}, 0);

    m_loadingDelay.setSingleShot(true);
    m_typingDelay.setSingleShot(true);
    connect(&m_loadingDelay, &QTimer::timeout, this, &FilesPage::showLoading);
    connect(&m_typingDelay, &QTimer::timeout, this, &FilesPage::applyFilter);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typingDelay.start(typingDelay); });
    connect(&filter, &FilesFilterModel::filterChanged, this, &FilesPage::showCurrent);
    connect(&filter.files(), &FilesModel::loadingChanged, this, &FilesPage::showCurrent);
    connect(&filter, &QAbstractItemModel::modelReset, this, [this] {
        // What was said about the files of another account does not hold for the new list.
        m_loadingDelay.stop();
        m_isLoadingShown = false;
        m_stack->setCurrentWidget(m_table);
        showCurrent();
    });
    connect(&filter, &QAbstractItemModel::rowsInserted, this, &FilesPage::showCurrent);
    connect(&filter, &QAbstractItemModel::rowsRemoved, this, &FilesPage::showCurrent);
    // The rows of the filter leave before those of the files, so the counts are right only afterwards.
    connect(&filter, &FilesFilterModel::countsChanged, this, &FilesPage::showCurrent);
    showCurrent();
}

QWidget *FilesPage::makeFindBar()
{
    m_text->setPlaceholderText(tr("Find by name, type or hash"));
    m_text->setAccessibleName(tr("Find files"));
    m_text->setAccessibleDescription(tr("Shows the files whose name, resource name, type or hash contains the text"));
    m_text->setClearButtonEnabled(true);
    // A file dropped here is for the window; it is not text to insert.
    m_text->setAcceptDrops(false);
    m_text->addAction(icon(IconName::Find), QLineEdit::LeadingPosition);
    m_text->setMaximumWidth(55 * fontMetrics().averageCharWidth());

    auto *bar = new QWidget(this);
    layouts::fill(new QHBoxLayout(bar), {{m_text, 2}, {m_progress, 1}}, theme::grid, theme::grid);
    return bar;
}

void FilesPage::startFinding()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilesPage::clearFilter()
{
    m_text->clear();
    m_filter.setFilter({});
    applyFilter();
}

QString FilesPage::countText() const
{
    const FilesModel &files = m_filter.files();
    const int loaded = files.rowCount();
    const bool isAll = files.loading() == FilesModel::Loading::Complete;
    const QLocale locale;
    // There is nothing to count before the first files are loaded.
    if (files.loading() == FilesModel::Loading::Inactive || (loaded == 0 && !isAll))
        return {};
    if (m_filter.isFiltering())
        return tr("%1 of %n files shown", nullptr, loaded).arg(locale.toString(m_filter.rowCount()));
    if (isAll)
        return tr("%n files", nullptr, loaded);
    return files.isLoadingAll() ? tr("%n files loaded, loading the rest…", nullptr, loaded)
                                : tr("%n files loaded, more on the server", nullptr, loaded);
}

void FilesPage::keyPressEvent(QKeyEvent *event)
{
    const bool isFinding = m_filter.isFiltering() || !m_text->text().isEmpty();
    if (event->key() == Qt::Key_Down && m_text->hasFocus()) {
        goToFirstMatch();
    } else if (event->key() == Qt::Key_Escape && (isFinding || m_text->hasFocus())) {
        if (isFinding)
            clearFilter();
        m_table->setFocus(Qt::OtherFocusReason);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FilesPage::goToFirstMatch()
{
    if (m_typingDelay.isActive())
        applyFilter();
    m_table->setFocus(Qt::OtherFocusReason);
    if (m_filter.rowCount() > 0)
        m_table->selectRow(0);
}

void FilesPage::applyFilter()
{
    m_typingDelay.stop();
    m_filter.setFilterText(m_text->text());
    m_table->setMarkedText(m_text->text());
}

void FilesPage::showCurrent()
{
    using Loading = FilesModel::Loading;
    setProgressText();
    emit countChanged();
    const Loading loading = m_filter.files().loading();
    // While a page is still to come, nobody knows whether there are files.
    if (m_filter.rowCount() == 0 && (loading == Loading::Loading || loading == Loading::Partial)) {
        if (!m_isLoadingShown && !m_loadingDelay.isActive())
            m_loadingDelay.start(loadingDelay);
        return;
    }
    m_loadingDelay.stop();
    m_isLoadingShown = false;
    if (m_filter.rowCount() > 0 || loading == Loading::Inactive)
        m_stack->setCurrentWidget(m_table);
    else
        showMessage(emptyContent());
}

void FilesPage::showLoading()
{
    m_isLoadingShown = true;
    showMessage({IconName::Refresh,
                 m_filter.isFiltering() ? tr("Searching…") : tr("Loading files…"),
                 tr("Waiting for the server's list."),
                 {},
                 true});
}

void FilesPage::showMessage(const PlaceholderMessage::Content &content)
{
    m_empty->setContent(content);
    m_stack->setCurrentWidget(m_empty);
}

PlaceholderMessage::Content FilesPage::emptyContent()
{
    FilesModel &files = m_filter.files();
    if (files.loading() == FilesModel::Loading::Failed && files.loadError()) {
        return PlaceholderMessage::ofError(
            *files.loadError(), [&files] { files.retry(); }, [this] { emit changeKeyRequested(); });
    }
    if (m_filter.isFiltering() && files.rowCount() > 0)
        return {IconName::Find,
                tr("No file matches"),
                tr("None of the files on the server matches the filter."),
                {{tr("Clear Filter"), [this] { clearFilter(); }}}};
    return {IconName::Upload,
            tr("No files yet"),
            tr("Drop files or folders anywhere on this window, or press Ctrl+O to choose some. "
               "The service keeps each file for 48 hours."),
            {{tr("Upload Files…"), [this] { emit uploadRequested(); }}}};
}

void FilesPage::setProgressText()
{
    using Loading = FilesModel::Loading;
    const FilesModel &files = m_filter.files();
    if (!m_filter.isFiltering()) {
        m_progress->setText(files.isLoadingAll() ? countText() : QString());
        return;
    }
    QString text = tr("%1 of %2 shown", "numbers of files");
    if (files.loading() == Loading::Failed)
        text = tr("%1 of %2 shown; the rest could not be loaded", "numbers of files");
    else if (files.loading() == Loading::Loading || files.loading() == Loading::Partial)
        text = tr("%1 of %2 shown, loading the rest…", "numbers of files");
    const QLocale locale;
    m_progress->setText(text.arg(locale.toString(m_filter.rowCount()), locale.toString(files.rowCount())));
}

} // namespace pollux
