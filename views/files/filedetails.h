// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
#include "models/journal/taskrecord.h"
#include "views/details/detailspane.h"
#include "views/details/selectionsummary.h"

#include <QDateTime>
#include <QTimer>

#include <functional>

namespace pollux {

/// Shows all that is known about one file: each field under its API name, the local file it was uploaded from, the
/// fields that Pollux does not know, and its JSON. For several files it shows a summary.
class FileDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit FileDetails(QWidget *parent = nullptr);

    /// An empty list shows a hint to select a file. Selection and scroll position stay if the file has not changed;
    /// another file has no origin until setOrigin() is called.
    void setFiles(const QList<RemoteFile> &files);
    /// Sets where the file of this resource name came from; nullopt if that is not known. Does nothing unless it is the
    /// one file that is shown.
    void setOrigin(const QString &name, const std::optional<FileOrigin> &origin);
    /// Resource name of the one file that is shown; empty if it is not exactly one.
    QString shownName() const { return m_file ? m_file->name : QString(); }

    /// Sets the clock (UTC) for texts such as "in 3 h". The default is the system's clock; tests set another one.
    void setClock(std::function<QDateTime()> clock);

signals:
    /// The pane has become visible; the files it shows may be out of date.
    void shown();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    QList<Field> fileFields() const;
    QList<Field> summaryFields() const;
    Field expiryField(const QString &name, const RemoteFile &file) const;
    FieldSection originSection() const;
    QString verificationWords() const;

    std::function<QDateTime()> m_clock;
    std::optional<RemoteFile> m_file; // if exactly one is selected
    std::optional<FileOrigin> m_origin;
    SelectionSummary m_summary;
    std::optional<RemoteFile> m_soonest; // of several, the one that expires first
    QTimer m_minute;                     // runs while shown, to update texts such as "in 3 h"
};

} // namespace pollux
