// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/preflightanswer.h"
#include "views/widgets/texttablemodel.h"

namespace pollux {

/// The accepted files of a PreflightResult with what is decided about each: those with a notice first, else in their
/// order. In the beginning a file that is queued already is left out, one that is on the server already is reused, one
/// of unknown type is undecided, all others are uploaded.
class PreflightModel final : public TextTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, SizeColumn, TypeColumn, NoticeColumn, DecisionColumn, ColumnCount };
    Q_ENUM(Column)

    using Totals = PreflightTotals;

    explicit PreflightModel(const QList<AcceptedFile> &files, QObject *parent = nullptr);

    const AcceptedFile &fileAt(int row) const { return m_rows.at(row).file; }
    PreflightDecision decisionAt(int row) const { return m_rows.at(row).decision; }
    /// In lower case, without the dot; empty where the name has none.
    QString extensionAt(int row) const;
    QList<int> rowsWith(PreflightNotice notice) const;

    /// What can be decided about all files with a notice together, the usual first; empty for links.
    static QList<PreflightDecision> choices(PreflightNotice notice);
    /// What is decided about all of them: one of choices(), nothing where they differ. A file that is uploaded once its
    /// type is known counts as uploaded, except where the unknown type is the question.
    std::optional<PreflightDecision> decisionAbout(PreflightNotice notice) const;
    /// Upload leaves a file undecided whose type is unknown, except where the unknown type is the question.
    void decideAbout(PreflightNotice notice, PreflightDecision decision);

    /// What can be decided about each of these rows.
    QList<PreflightDecision> choices(const QList<int> &rows) const;
    /// Nothing where they differ.
    std::optional<PreflightDecision> commonDecision(const QList<int> &rows) const;
    /// `decision` is one of choices(rows).
    void decide(const QList<int> &rows, PreflightDecision decision);

    /// Empty where they differ.
    QString commonType(const QList<int> &rows) const;
    /// The user's choice; `type` is a MIME type. Undecided files are uploaded from now on, and where a type is
    /// remembered for their extension, it is this one now.
    void setType(const QList<int> &rows, const QString &type);
    /// Whether the type of this row is to be used for its extension from now on. Other files here with the extension
    /// get the type, too, unless one was chosen for them here.
    void setRemembered(int row, bool isRemembered);
    bool isRemembered(int row) const;

    Totals totals() const;
    PreflightAnswer answer() const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    /// A decision or type was changed.
    void decisionsChanged();

protected:
    int count() const override { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const override;

private:
    struct Row {
        AcceptedFile file;
        PreflightDecision decision = PreflightDecision::Upload;
        qsizetype place = 0;       ///< in the list of accepted files
        bool isTypeChosen = false; ///< here
    };

    void notifyChanged();

    QList<Row> m_rows;
    QHash<QString, QString> m_rememberedTypes; // by extension
};

} // namespace pollux
