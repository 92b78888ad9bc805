// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"
#include "views/chunking/documentsource.h"
#include "views/widgets/texttablemodel.h"

#include <QHash>

namespace pollux {

/// The files that are to become documents of one store, each with the shared settings or its own. Rows that the store
/// accepts can be checked; the others show why not.
class DocumentSourcesModel final : public TextTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, SizeColumn, TypeColumn, NoticeColumn, ColumnCount };
    Q_ENUM(Column)

    explicit DocumentSourcesModel(const QList<DocumentSource> &sources, QObject *parent = nullptr);

    /// The store decides which documents are refused.
    void setStore(const RagStore &store);

    const DocumentSource &sourceAt(int row) const { return m_rows.at(row).source; }
    /// True if the store refuses it, or if it cannot be sent at all.
    bool isRefused(int row) const { return !m_rows.at(row).refusal.isEmpty(); }
    /// Checked, and not refused.
    bool isTaken(int row) const;
    QList<int> takenRows() const;
    /// Refused rows stay as they are.
    void setTaken(const QList<int> &rows, bool isTaken);

    const DocumentSettings &sharedSettings() const { return m_shared; }
    void setSharedSettings(const DocumentSettings &settings);
    bool hasOwnSettings(int row) const { return m_rows.at(row).own.has_value(); }
    /// The row's own settings, or the shared ones.
    const DocumentSettings &settingsAt(int row) const;
    /// nullopt: the rows use the shared settings again.
    void setOwnSettings(const QList<int> &rows, const std::optional<DocumentSettings> &settings);
    void setMetadataOfAll(const QList<MetadataDraft> &metadata);

    /// Sets the MIME type that the user chose; rows without a local file stay as they are. A file whose type was
    /// unknown becomes checked.
    void setMimeType(const QList<int> &rows, const QString &type);
    /// True if later files with the extension of this row's file are to get its type.
    bool isTypeRemembered(int row) const;
    /// Also sets the type of the files here that have the same extension and are refused or of a guessed type.
    void setTypeRemembered(int row, bool isRemembered);
    /// MIME type by extension in lower case, for later files.
    const QHash<QString, QString> &rememberedTypes() const { return m_rememberedTypes; }

    /// A File keeps its display name: an import cannot give another one (contract 1.7).
    bool isNameEditable(int row) const { return !sourceAt(row).file.path.isEmpty(); }
    /// Gives these rows the display names that a pattern makes, numbered in the order of those that can be edited.
    void setNames(const QList<int> &rows, const QString &pattern);
    /// What is wrong with the display name of a row, as a sentence; empty if nothing is.
    QString nameProblem(int row) const;

    /// The first error in what would be sent, with the file's name if it is in own settings; empty if there is none.
    QString problem() const;

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    /// What would be sent has changed.
    void changed();

protected:
    int count() const override { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const override;

private:
    struct Row {
        DocumentSource source;
        QString refusal; ///< by the store, or by the source itself
        std::optional<DocumentSettings> own;
    };

    void updateRefusal(Row &row) const;
    void notifyChanged();
    QString noticeText(const Row &row) const;

    RagStore m_store;
    QList<Row> m_rows;
    DocumentSettings m_shared;
    QHash<QString, QString> m_rememberedTypes; // by extension
};

} // namespace pollux
