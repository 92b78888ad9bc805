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

/// All that is known about one file: each field under its name on the wire, where it came from on this computer, the
/// fields that Pollux does not know, and its JSON. Of several files what they are together.
class FileDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit FileDetails(QWidget *parent = nullptr);

    /// None: asks for a file to be selected. A file that is as it was leaves selection and scroll place as they are;
    /// another file has no origin until one is set.
    void setFiles(const QList<RemoteFile> &files);
    /// Where the file of this resource name came from; nothing where that is not known. Without effect unless it is the
    /// one file that is shown.
    void setOrigin(const QString &name, const std::optional<FileOrigin> &origin);
    /// Resource name of the one file that is shown; else empty.
    QString shownName() const { return m_file ? m_file->name : QString(); }

    /// What decides about "in 3 h" (UTC); the system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock);

signals:
    /// The pane has become visible; its files may be those of before.
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
    std::optional<RemoteFile> m_file; // where it is one
    std::optional<FileOrigin> m_origin;
    SelectionSummary m_summary;
    std::optional<RemoteFile> m_soonest; // of several, the one that expires first
    QTimer m_minute;                     // runs while shown: "in 3 h" becomes less
};

} // namespace pollux
