// SPDX-License-Identifier: Apache-2.0
#include "views/files/filefacets.h"

#include "views/style/layouts.h"

#include <QCheckBox>
#include <QLabel>
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
    auto *head = new QHBoxLayout;
    addTitle(*head, tr("State"));
    head->addStretch(1);
    head->addWidget(m_clear);
    auto *layout = new QVBoxLayout(m_content);
    layouts::fill(layout, {head}, theme::grid / 2, theme::grid);
    addFacets(*layout);
    // In reading order: the button stands beside the first title.
    setTabOrder(m_clear, m_facets.constFirst().box);

    connect(m_clear, &QToolButton::clicked, this, &FileFacets::clear);
    connect(&filter, &FilesFilterModel::countsChanged, this, &FileFacets::showFilter);
    connect(&filter, &FilesFilterModel::filterChanged, this, &FileFacets::showFilter);
    connect(&filter.files(), &FilesModel::loadingChanged, this, &FileFacets::showFilter);
    showFilter();
}

void FileFacets::addFacets(QBoxLayout &layout)
{
    using State = RemoteFile::State;
    addFacet(layout, IconName::Processing, {tr("Processing"), {State::Processing}});
    addFacet(layout, IconName::Active, {tr("Active"), {State::Active}});
    addFacet(layout, IconName::Failed, {tr("Failed"), {State::Failed}});
    addFacet(layout, IconName::Unknown, {tr("Other states"), {State::Unspecified, State::Unknown}});
    layout.addSpacing(theme::grid / 2);
    addTitle(layout, tr("Type"));
    addFacet(layout, IconName::Image, {tr("Images"), {}, {FileType::Image}});
    addFacet(layout, IconName::Video, {tr("Videos"), {}, {FileType::Video}});
    addFacet(layout, IconName::Audio, {tr("Audio"), {}, {FileType::Audio}});
    addFacet(layout, IconName::Text, {tr("Text"), {}, {FileType::Text}});
    addFacet(layout, IconName::Pdf, {tr("PDF"), {}, {FileType::Pdf}});
    addFacet(layout, IconName::File, {tr("Other types"), {}, {FileType::Other}});
}

void FileFacets::addTitle(QBoxLayout &layout, const QString &text)
{
    QLabel *title = layouts::createText(text, m_content);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    layout.addWidget(title, 0, Qt::AlignLeft); // a label of full width aligns by its text's direction, not the window's
}

void FileFacets::addFacet(QBoxLayout &layout, IconName name, Facet facet)
{
    facet.box = new QCheckBox(m_content);
    facet.box->setIcon(icon(name));
    facet.box->setAccessibleDescription(facet.types.isEmpty()
                                            ? tr("Shows files in this state and in others that are checked")
                                            : tr("Shows files of this type and of others that are checked"));
    layout.addWidget(facet.box);
    connect(facet.box, &QCheckBox::toggled, this, &FileFacets::choose);
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
        if (facet.box->isChecked()) {
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
        m_facets.constFirst().box->setFocus(Qt::OtherFocusReason);
    m_content->setVisible(hasChoice || !m_filter.counts().states.isEmpty());
    m_clear->setEnabled(hasChoice);
    const bool isWhole = m_filter.files().loading() == FilesModel::Loading::Complete;
    for (const Facet &facet : std::as_const(m_facets)) {
        const int count = countOf(facet);
        const bool isChecked = facet.states.intersects(filter.states) || facet.types.intersects(filter.types);
        const QSignalBlocker blocker(facet.box);
        facet.box->setChecked(isChecked);
        const QString text = isWhole ? tr("%1 (%2)", "a state or type, how many files")
                                     : tr("%1 (%2+)", "a state or type, how many files at least");
        facet.box->setText(text.arg(facet.words, QLocale().toString(count)));
        facet.box->setVisible(count > 0 || isChecked || facet.box->hasFocus());
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
