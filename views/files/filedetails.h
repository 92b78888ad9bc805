// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
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
    /// The local file that was uploaded, and whether it was seen to have arrived whole.
    struct Origin {
        enum class Verification {
            Unknown,
            Verified,   ///< the hash of what was sent is the server's
            NotVerified ///< nothing was compared
        };

        QString path;
        qint64 size = 0;    ///< bytes, when it was uploaded
        QDateTime modified; ///< when it was uploaded; null: not known
        QByteArray sha256;  ///< 32 raw bytes of what was sent, or empty
        QDateTime uploaded; ///< null: not known
        Verification verification = Verification::Unknown;

        bool operator==(const Origin &) const = default;
    };

    explicit FileDetails(QWidget *parent = nullptr);

    /// None: asks for a file to be selected. A file that is as it was leaves selection and scroll place as they are;
    /// another file has no origin until one is set.
    void setFiles(const QList<RemoteFile> &files);
    /// Of the one file that is shown; nothing where it is not known. Without effect on none and on several.
    void setOrigin(const std::optional<Origin> &origin);
    /// Resource name of the one file that is shown; else empty.
    QString shownName() const { return m_file ? m_file->name : QString(); }

    /// What decides about "in 3 h" (UTC); the system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock);

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
    std::optional<Origin> m_origin;
    SelectionSummary m_summary;
    std::optional<RemoteFile> m_soonest; // of several, the one that expires first
    QTimer m_minute;                     // runs while shown: "in 3 h" becomes less
};

} // namespace pollux
