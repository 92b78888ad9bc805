// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

#include <QDialog>

namespace pollux {

/// Asks before files are deleted from the service: names them with their resource names (the first ten, display names
/// need not be unique), counts them and adds up their sizes. Cancel is the default button. Show it with open().
class DeleteDialog final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maxNamed = 10;

    /// @p files: at least one.
    explicit DeleteDialog(const QList<RemoteFile> &files, QWidget *parent = nullptr);
};

} // namespace pollux
