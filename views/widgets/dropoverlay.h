// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/localpaths.h"

#include <QThreadPool>
#include <QWidget>

class QDropEvent;
class QLabel;

namespace pollux {

class IconLabel;

/// Takes drags of files over a whole window: lies over it while something is dragged there, says what a drop would do,
/// and reports the drop. It watches the window's drag events itself; the window only has to create it. A child that
/// accepts drops keeps them for itself: children that edit text should not.
///
/// Files are copied, never moved: the source is told so. Looking whether a path is a folder touches the disk and
/// happens in another thread; until that is known the sentence speaks of "items".
class DropOverlay final : public QWidget {
    Q_OBJECT

public:
    /// `window` becomes the parent, and accepts drops from now on.
    explicit DropOverlay(QWidget *window);
    ~DropOverlay() override;

    /// The name of the account that files go to; empty where there is none: then drops are refused with a word about
    /// it.
    void setAccountName(const QString &name);

    /// What the overlay says at present; empty while it is hidden.
    QString sentence() const;

signals:
    void pathsDropped(const QStringList &paths, int refused);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Kinds {
        int files = 0;
        int folders = 0;
    };

    bool isAcceptable(const LocalPaths &offer) const { return !offer.paths.isEmpty() && !m_accountName.isEmpty(); }
    bool handleDrag(QDropEvent &event, bool hasEntered);
    bool handleDrop(QDropEvent &event);
    void begin(const LocalPaths &offer);
    void end();
    void countKinds(const QStringList &paths);
    QString offerSentence(const Kinds &kinds) const;

    QString m_accountName;
    LocalPaths m_offer;
    int m_offerNumber = 0; // tells the counting of an earlier drag from that of this one
    IconLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_remark = nullptr;
    QThreadPool m_pool; // last: its end waits for work that posts to this object
};

} // namespace pollux
