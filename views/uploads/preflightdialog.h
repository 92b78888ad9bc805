// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/preflight/preflightanswer.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace pollux {

class MessageWidget;
class ItemTable;
class PreflightEditor;
class PreflightModel;

/// Shows the preflight result before files are uploaded, and asks for decisions: about files that are already on the
/// server or in the queue, are empty or have an unknown type, and about the types and display names of all. Lists the
/// items that are left out with the reasons, and warns if the storage is too small. Show it with open().
class PreflightDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PreflightDialog(const PreflightResult &result, QWidget *parent = nullptr);
    ~PreflightDialog() override;

    /// An empty answer that is not accepted, unless the user accepted the dialog.
    PreflightAnswer answer() const;

    /// Takes what stands in a field that is still being edited first; does nothing if that is refused.
    void accept() override;

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
    ItemTable *m_table = nullptr;
    PreflightEditor *m_editor = nullptr;
    MessageWidget *m_notice = nullptr;
    QLabel *m_totals = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace pollux
