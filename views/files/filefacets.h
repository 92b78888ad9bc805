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

/// Check boxes for the states and types of the loaded files, each with its number of files, with a plus
/// while more files are to be loaded. They set the filter and follow it. A box is shown while its value occurs or is
/// checked; if none is checked, all files are shown. Without files the widget is empty and takes no height.
class FileFacets final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the widget.
    explicit FileFacets(FilesFilterModel &filter, QWidget *parent = nullptr);

    /// Unchecks all boxes, so that all files that match the text are shown.
    void clear();

private:
    /// One check box: states that mean the same to the user, or a type.
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
