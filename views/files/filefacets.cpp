// SPDX-License-Identifier: Apache-2.0
#include "views/files/filefacets.h"

#include "views/style/layouts.h"
#include "views/widgets/flowlayout.h"

#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

FileFacets::FileFacets(FilesFilterModel &filter, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_content(new QWidget(this))
    , m_clear(layouts::createToolButton(tr("Clear"), IconName::Clear, m_content))
{
    layouts::fill(new QVBoxLayout(this), {m_content});
    m_clear->setAccessibleName(tr("Clear states and types"));
    m_clear->setAccessibleDescription(tr("Shows files of all states and types"));
    auto *layout = new FlowLayout(m_content);
    layout->setContentsMargins(theme::grid, 0, theme::grid, theme::grid);
    layout->setSpacing(theme::grid / 2);
    addFacets();
    layout->addWidget(m_clear);
    setTabOrder(m_facets.constLast().chip, m_clear);

    connect(m_clear, &QToolButton::clicked, this, &FileFacets::clear);
    connect(&filter, &FilesFilterModel::countsChanged, this, &FileFacets::showFilter);
    connect(&filter, &FilesFilterModel::filterChanged, this, &FileFacets::showFilter);
    connect(&filter.files(), &FilesModel::loadingChanged, this, &FileFacets::showFilter);
    showFilter();
}

void FileFacets::addFacets()
{
    using State = RemoteFile::State;
    addFacet(IconName::Processing, {tr("Processing"), {State::Processing}});
    addFacet(IconName::Active, {tr("Active"), {State::Active}});
    addFacet(IconName::Failed, {tr("Failed"), {State::Failed}});
    addFacet(IconName::Unknown, {tr("Other states"), {State::Unspecified, State::Unknown}});
    addFacet(IconName::Image, {tr("Images"), {}, {FileType::Image}});
    addFacet(IconName::Video, {tr("Videos"), {}, {FileType::Video}});
    addFacet(IconName::Audio, {tr("Audio"), {}, {FileType::Audio}});
    addFacet(IconName::Text, {tr("Text"), {}, {FileType::Text}});
    addFacet(IconName::Pdf, {tr("PDF"), {}, {FileType::Pdf}});
    addFacet(IconName::File, {tr("Other types"), {}, {FileType::Other}});
}

void FileFacets::addFacet(IconName name, Facet facet)
{
    facet.chip = layouts::createToolButton({}, name, m_content);
    facet.chip->setAutoRaise(false);
    facet.chip->setCheckable(true);
    const QString description = facet.types.isEmpty() ? tr("Shows files in this state and in others that are chosen")
                                                      : tr("Shows files of this type and of others that are chosen");
    facet.chip->setAccessibleDescription(description);
    facet.chip->setToolTip(description);
    m_content->layout()->addWidget(facet.chip);
    connect(facet.chip, &QToolButton::toggled, this, &FileFacets::choose);
    m_facets.append(facet);
}

void FileFacets::clear()
{
    FileFilter filter = m_filter.filter();
    filter.states.clear();
    filter.types.clear();
    m_filter.setFilter(filter);
}

void FileFacets::choose()
{
    FileFilter filter = m_filter.filter();
    filter.states.clear();
    filter.types.clear();
    for (const Facet &facet : std::as_const(m_facets)) {
        if (facet.chip->isChecked()) {
            filter.states += facet.states;
            filter.types += facet.types;
        }
    }
    m_filter.setFilter(filter);
}

void FileFacets::showFilter()
{
    const FileFilter &filter = m_filter.filter();
    const bool hasChoice = !filter.states.isEmpty() || !filter.types.isEmpty();
    // A focused button that gets disabled would pass the focus on to the next widget.
    if (!hasChoice && m_clear->hasFocus())
        m_facets.constFirst().chip->setFocus(Qt::OtherFocusReason);
    m_content->setVisible(hasChoice || !m_filter.counts().states.isEmpty());
    m_clear->setEnabled(hasChoice);
    const bool isWhole = m_filter.files().loading() == FilesModel::Loading::Complete;
    for (const Facet &facet : std::as_const(m_facets)) {
        const int count = countOf(facet);
        const bool isChecked = facet.states.intersects(filter.states) || facet.types.intersects(filter.types);
        const QSignalBlocker blocker(facet.chip);
        facet.chip->setChecked(isChecked);
        const QString text = isWhole ? tr("%1 (%2)", "a state or type, how many files")
                                     : tr("%1 (%2+)", "a state or type, how many files at least");
        facet.chip->setText(text.arg(facet.words, QLocale().toString(count)));
        facet.chip->setVisible(count > 0 || isChecked || facet.chip->hasFocus());
    }
}

int FileFacets::countOf(const Facet &facet) const
{
    const FileCounts &counts = m_filter.counts();
    int count = 0;
    for (const RemoteFile::State state : facet.states)
        count += counts.states.value(state);
    for (const FileType type : facet.types)
        count += counts.types.value(type);
    return count;
}

} // namespace pollux
