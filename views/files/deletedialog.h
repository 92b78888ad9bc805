// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

#include <QDialog>

namespace pollux {

/// Asks for confirmation before files are deleted from the service. Lists the first ten with their resource names,
/// because display names need not be unique, and shows the number of files and their total size. Cancel has the
/// focus first; Return presses the button that has it. Show it with open().
class DeleteDialog final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maxNamed = 10;

    /// @p files: at least one.
    explicit DeleteDialog(const QList<RemoteFile> &files, QWidget *parent = nullptr);
};

} // namespace pollux
