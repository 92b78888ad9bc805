// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSpinBox>

#include <optional>

namespace pollux {

/// A spin box that takes numbers out of its range while they are typed, so that it can be said what is wrong with them;
/// stepping stays within the range.
class NumberField final : public QSpinBox {
    Q_OBJECT

public:
    explicit NumberField(QWidget *parent = nullptr);

    /// What is good to enter; the range that stepping keeps to.
    void setGoodRange(int least, int most);
    /// What stands there; nothing where it is no number.
    std::optional<int> number() const;

    void stepBy(int steps) override;

signals:
    /// number() is another one: with each letter typed, each step, and by setValue().
    void numberChanged();

private:
    void compare();

    std::optional<int> m_known;
    int m_least = 0;
    int m_most = 0;
};

} // namespace pollux
