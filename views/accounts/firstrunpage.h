// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace pollux {

/// Shown while there is no account: what Pollux does, and the two ways to begin.
class FirstRunPage final : public QWidget {
    Q_OBJECT

public:
    explicit FirstRunPage(QWidget *parent = nullptr);

    /// False: the height of the page is free (see PlaceholderMessage).
    bool hasHeightForWidth() const override { return false; }

signals:
    void addKeyRequested();
    void demoRequested();

private:
    QWidget *makeButtons();
};

} // namespace pollux
