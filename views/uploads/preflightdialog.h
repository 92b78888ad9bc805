// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/preflightanswer.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace pollux {

class InlineNotice;
class PreflightEditor;
class PreflightModel;

/// Shows what was found before files are uploaded, and asks what is to be decided: about files that are on the server
/// or in the queue already, are empty or of unknown type, and about the types of all. Lists what is left out with its
/// reasons, and warns where the storage is too small. Show it with open().
class PreflightDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PreflightDialog(const PreflightResult &result, QWidget *parent = nullptr);

    /// Not accepted, and empty, unless the dialog was accepted.
    PreflightAnswer answer() const;
    /// What would be queued, left out and reused as things stand.
    QList<AcceptedFile> chosenFiles() const;
    QList<SkippedPath> declined() const;
    QStringList reused() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *createTable();
    QWidget *createSkippedList(const QList<SkippedPath> &skipped, bool isOpen);
    QWidget *createButtons();
    int usualHeight() const;
    void handleSelection();
    void refresh();
    void refreshNotice(const QString &text);

    std::optional<qint64> m_storageLeft;
    PreflightModel *m_model;
    QTableView *m_table = nullptr;
    PreflightEditor *m_editor = nullptr;
    InlineNotice *m_notice = nullptr;
    QLabel *m_totals = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace pollux
