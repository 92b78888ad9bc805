// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"

#include <QList>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QLabel;
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
        QCheckBox *box;
        QString words;
        QSet<RemoteFile::State> states = {};
        QSet<FileType> types = {};
    };
    struct List {
        QLabel *title = nullptr;
        QList<Facet> facets = {};
    };

    void makeStates(QBoxLayout &layout);
    void makeTypes(QBoxLayout &layout);
    QLabel *addTitle(QBoxLayout &layout, const QString &text);
    QCheckBox *addBox(QBoxLayout &layout, const QIcon &icon, const QString &description);
    void choose();
    void showFilter();
    void showList(const List &list);
    int countOf(const Facet &facet) const;
    bool isChosen(const Facet &facet) const;

    FilesFilterModel &m_filter;
    QWidget *m_content;
    QToolButton *m_clear;
    List m_states;
    List m_types;
};

} // namespace pollux
