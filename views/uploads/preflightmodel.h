// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/preflight/preflightanswer.h"
#include "views/widgets/texttablemodel.h"

namespace pollux {

/// The accepted files of a PreflightResult with the decision about each: files with a notice first, otherwise in the
/// order of the result. At first a file that is already queued is left out, a file that is already on the server is
/// reused, a file of unknown type is undecided, and all others are uploaded.
class PreflightModel final : public TextTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, SizeColumn, TypeColumn, NoticeColumn, DecisionColumn, ColumnCount };
    Q_ENUM(Column)

    using Totals = PreflightTotals;

    explicit PreflightModel(const QList<AcceptedFile> &files, QObject *parent = nullptr);

    const AcceptedFile &fileAt(int row) const { return m_rows.at(row).file; }
    PreflightDecision decisionAt(int row) const { return m_rows.at(row).decision; }
    /// In lower case, without the dot; empty if the file name has no extension.
    QString extensionAt(int row) const;
    QList<int> rowsWith(PreflightNotice notice) const;

    /// The decisions that can be made about all files with a notice together, the usual one first; empty for links.
    static QList<PreflightDecision> choices(PreflightNotice notice);
    /// The decision about all files with this notice, one of choices(notice); nothing if their decisions differ or are
    /// none of these. An undecided file counts as uploaded, except for PreflightNotice::UnknownType.
    std::optional<PreflightDecision> decisionAbout(PreflightNotice notice) const;
    /// Except for PreflightNotice::UnknownType, PreflightDecision::Upload makes a file of unknown type undecided,
    /// unless it is an upload already.
    void decideAbout(PreflightNotice notice, PreflightDecision decision);

    /// The decisions that are possible for every one of these rows.
    QList<PreflightDecision> choices(const QList<int> &rows) const;
    /// Nothing if the decisions differ.
    std::optional<PreflightDecision> commonDecision(const QList<int> &rows) const;
    /// `decision` is one of choices(rows).
    void decide(const QList<int> &rows, PreflightDecision decision);

    /// Empty if the types differ.
    QString commonType(const QList<int> &rows) const;
    /// Sets the MIME type that the user chose. Undecided files among the rows become uploads. If a type is remembered
    /// for the extension of a row, `type` replaces it, and unknownMimeType() removes it.
    void setType(const QList<int> &rows, const QString &type);
    /// Whether later uploads with the extension of this row get the row's type. If so, the other files of this model
    /// with the extension get it too, unless the user chose a type for them with setType().
    void setRemembered(int row, bool isRemembered);
    bool isRemembered(int row) const;

    /// Gives these rows the display names that a pattern makes, numbered in the order of `rows`.
    void setNames(const QList<int> &rows, const QString &pattern);
    /// The first error in the display names of what would be uploaded, with the file's name; empty if there is none.
    QString nameProblem() const;

    Totals totals() const;
    PreflightAnswer answer() const;

    /// The display names can be edited.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    /// A decision, type or display name was changed.
    void decisionsChanged();

protected:
    int count() const override { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const override;

private:
    struct Row {
        AcceptedFile file;
        PreflightDecision decision = PreflightDecision::Upload;
        qsizetype place = 0;       ///< index in the list of accepted files
        bool isTypeChosen = false; ///< by setType()
    };

    void notifyChanged();

    QList<Row> m_rows;
    QHash<QString, QString> m_rememberedTypes; // by extension
};

} // namespace pollux
