// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "views/style/icons.h"

#include <QList>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QToolButton;

namespace pollux {

/// Which states and types there are among the loaded files, how many of each, and which of them the list shows. Drives
/// the filter and follows it. A value is listed while it occurs or is chosen; none chosen means all. Without files
/// there is nothing to see, and no height is taken.
class FileFacets final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the widget.
    explicit FileFacets(FilesFilterModel &filter, QWidget *parent = nullptr);

    /// Chooses nothing, so that all files are shown that match the text.
    void clear();

private:
    /// One value of a list: states that mean the same to the user, or a type.
    struct Facet {
        QString words;
        QSet<RemoteFile::State> states;
        QSet<FileType> types = {};
        QCheckBox *box = nullptr;
    };

    void addFacets(QBoxLayout &layout);
    void addTitle(QBoxLayout &layout, const QString &text);
    void addFacet(QBoxLayout &layout, IconName name, Facet facet);
    void choose();
    void showFilter();
    int countOf(const Facet &facet) const;

    FilesFilterModel &m_filter;
    QWidget *m_content;
    QToolButton *m_clear;
    QList<Facet> m_facets; // the states come first
};

} // namespace pollux
