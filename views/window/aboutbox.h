// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace pollux {

/// Name, version, licence and the Qt in use, as text that can be selected. Show it with open().
class AboutBox final : public QDialog {
    Q_OBJECT

public:
    explicit AboutBox(QWidget *parent = nullptr);
};

} // namespace pollux
