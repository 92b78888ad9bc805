// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "views/style/icons.h"

#include <QList>
#include <QWidget>

class QToolButton;

namespace pollux {

/// Chips for the states and types of the loaded files, each with its number of files, which has a "+" until the list is
/// complete. They set the filter and follow it. A chip is shown while its value occurs or is chosen; if none is chosen,
/// all files are shown. Without files the widget is empty and takes no height.
class FileFacets final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the widget.
    explicit FileFacets(FilesFilterModel &filter, QWidget *parent = nullptr);

    /// Chooses no chip, so that all files that match the text are shown.
    void clear();

private:
    /// One chip: states that mean the same to the user, or a type.
    struct Facet {
        QString words;
        QSet<RemoteFile::State> states;
        QSet<FileType> types = {};
        QToolButton *chip = nullptr;
    };

    void addFacets();
    void addFacet(IconName name, Facet facet);
    void choose();
    void showFilter();
    int countOf(const Facet &facet) const;

    FilesFilterModel &m_filter;
    QWidget *m_content;
    QToolButton *m_clear;
    QList<Facet> m_facets; // the states come first
};

} // namespace pollux
