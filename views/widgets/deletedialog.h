// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QList>

#include <optional>

class QCheckBox;

namespace pollux {

/// Asks for confirmation before files or documents are deleted from the service. Lists the first ten with their
/// resource names, because display names need not be unique, and shows their number and total size. Cancel has the
/// focus first; Return presses the button that has it. To delete very many, the user checks a box first. Show it with
/// open().
class DeleteDialog final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maxNamed = 10;
    static constexpr int manyItems = 100; ///< from this number on there is the box to check

    enum class Kind { Files, Documents };
    struct Item {
        QString title; ///< as the table shows it; not trusted
        QString name;  ///< what tells it from others of the same title; not trusted
        std::optional<qint64> bytes;
    };

    /// @p items: at least one.
    DeleteDialog(Kind kind, const QList<Item> &items, QWidget *parent = nullptr);

    /// Tells that the list has more on the server than the loaded items, which are all to be deleted.
    void noteUnloaded();

private:
    QWidget *createButtons(const QString &deleteText, QCheckBox *confirmation);
};

} // namespace pollux
