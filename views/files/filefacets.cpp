// SPDX-License-Identifier: Apache-2.0
#include "views/files/filefacets.h"

#include "models/items/badge.h"
#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

FileFacets::FileFacets(FilesFilterModel &filter, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_content(new QWidget(this))
    , m_clear(new QToolButton(m_content))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_content);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    layout->setSpacing(theme::grid / 2);

    auto *head = new QHBoxLayout;
    m_states.title = addTitle(*head, tr("State"));
    head->addStretch(1);
    m_clear->setText(tr("Clear"));
    m_clear->setIcon(icon(IconName::Clear));
    m_clear->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    m_clear->setAccessibleName(tr("Clear states and types"));
    m_clear->setAccessibleDescription(tr("Shows files of all states and types"));
    head->addWidget(m_clear);
    layout->addLayout(head);
    makeStates(*layout);
    layout->addSpacing(theme::grid / 2);
    m_types.title = addTitle(*layout, tr("Type"));
    makeTypes(*layout);
    // As read: the button stands beside the first title.
    setTabOrder(m_clear, m_states.facets.constFirst().box);

    connect(m_clear, &QToolButton::clicked, this, &FileFacets::clear);
    connect(&filter, &FilesFilterModel::countsChanged, this, &FileFacets::showFilter);
    connect(&filter, &FilesFilterModel::filterChanged, this, &FileFacets::showFilter);
    showFilter();
}

QLabel *FileFacets::addTitle(QBoxLayout &layout, const QString &text)
{
    auto *title = new QLabel(text, m_content);
    title->setTextFormat(Qt::PlainText);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    layout.addWidget(title, 0, Qt::AlignLeft); // of its words alone, a label would not follow the window's direction
    return title;
}

QCheckBox *FileFacets::addBox(QBoxLayout &layout, const QIcon &icon, const QString &description)
{
    auto *box = new QCheckBox(m_content);
    box->setIcon(icon);
    box->setAccessibleDescription(description);
    layout.addWidget(box);
    connect(box, &QCheckBox::toggled, this, &FileFacets::choose);
    return box;
}

void FileFacets::makeStates(QBoxLayout &layout)
{
    using State = RemoteFile::State;
    const auto add = [&](IconName name, const QString &words, const QSet<State> &states) {
        QCheckBox *box = addBox(layout, icon(name), tr("Shows files in this state and in others that are checked"));
        m_states.facets.append({box, words, states, {}});
    };
    add(IconName::Processing, tr("Processing"), {State::Processing});
    add(IconName::Active, tr("Active"), {State::Active});
    add(IconName::Failed, tr("Failed"), {State::Failed});
    add(IconName::Unknown, tr("Other states"), {State::Unspecified, State::Unknown});
}

void FileFacets::makeTypes(QBoxLayout &layout)
{
    const auto add = [&](IconName name, const QString &words, FileType type) {
        QCheckBox *box = addBox(layout, icon(name), tr("Shows files of this type and of others that are checked"));
        m_types.facets.append({box, words, {}, {type}});
    };
    add(IconName::Image, tr("Images"), FileType::Image);
    add(IconName::Video, tr("Videos"), FileType::Video);
    add(IconName::Audio, tr("Audio"), FileType::Audio);
    add(IconName::Text, tr("Text"), FileType::Text);
    add(IconName::Pdf, tr("PDF"), FileType::Pdf);
    add(IconName::File, tr("Other types"), FileType::Other);
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
    for (const Facet &facet : std::as_const(m_states.facets))
        filter.states += facet.box->isChecked() ? facet.states : QSet<RemoteFile::State>();
    for (const Facet &facet : std::as_const(m_types.facets))
        filter.types += facet.box->isChecked() ? facet.types : QSet<FileType>();
    m_filter.setFilter(filter);
}

void FileFacets::showFilter()
{
    const FileFilter &filter = m_filter.filter();
    const bool hasChoice = !filter.states.isEmpty() || !filter.types.isEmpty();
    // A disabled button would pass the keyboard's place on to whatever comes next.
    if (!hasChoice && m_clear->hasFocus())
        m_states.facets.constFirst().box->setFocus(Qt::OtherFocusReason);
    m_content->setVisible(hasChoice || !m_filter.counts().states.isEmpty());
    m_clear->setEnabled(hasChoice);
    showList(m_states);
    showList(m_types);
}

void FileFacets::showList(const List &list)
{
    for (const Facet &facet : list.facets) {
        const int count = countOf(facet);
        const bool isChecked = isChosen(facet);
        const QSignalBlocker blocker(facet.box);
        facet.box->setChecked(isChecked);
        facet.box->setText(
            tr("%1 (%2)", "a state or type, how many files").arg(facet.words, QLocale().toString(count)));
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

bool FileFacets::isChosen(const Facet &facet) const
{
    return facet.states.intersects(m_filter.filter().states) || facet.types.intersects(m_filter.filter().types);
}

} // namespace pollux
