// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/localpaths.h"

#include <QThreadPool>
#include <QWidget>

class QDropEvent;
class QLabel;

namespace pollux {

class IconLabel;

/// Handles drags of files over a window or a page: covers it while files are dragged over it, says what a drop would
/// do, and reports the drop. It filters the events of the widget, which only has to create it. A child that accepts
/// drops gets them before the overlay, so children that edit text should not accept drops.
///
/// The drop action is always Qt::CopyAction. Whether a path is a folder is looked up in another thread; until that is
/// known the sentence says "items".
class DropOverlay final : public QWidget {
    Q_OBJECT

public:
    enum class Purpose {
        Upload, ///< to an account, over a window; says why a drop is refused
        Index   ///< in a store, over a page; leaves a drag that it refuses to the window
    };

    /// `widget` becomes the parent, and accepts drops from now on.
    DropOverlay(Purpose purpose, QWidget *widget);

    /// Sets the name of the account or store that files go to. If it is empty, drops are refused.
    void setTarget(const QString &name) { m_target = name; }

    /// What the overlay says at present; empty while it is hidden.
    QString sentence() const;

signals:
    /// `refused`: see LocalPaths.
    void pathsDropped(const QStringList &paths, int refused);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Kinds {
        int files = 0;
        int folders = 0;
    };

    bool isAcceptable(const LocalPaths &offer) const { return !offer.paths.isEmpty() && !m_target.isEmpty(); }
    void handleDrag(QDropEvent &event, bool hasEntered);
    void handleDrop(QDropEvent &event);
    void begin(const LocalPaths &offer);
    void end();
    void countKinds(const QStringList &paths);
    QString itemsSentence(const LocalPaths &offer) const;
    QString kindsSentence(const Kinds &kinds) const;

    Purpose m_purpose;
    QString m_target;
    LocalPaths m_offer;
    int m_offerNumber = 0; // identifies the drag, so that a count for an earlier one is ignored
    IconLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_remark;
    QThreadPool m_pool; // last member: its destructor waits for work that posts to this object
};

} // namespace pollux
