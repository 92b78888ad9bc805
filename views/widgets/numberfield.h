// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSpinBox>

#include <optional>

namespace pollux {

/// A spin box that accepts typed numbers outside its range, so that a message can say what is wrong with them; stepping
/// stays within the range.
class NumberField final : public QSpinBox {
    Q_OBJECT

public:
    explicit NumberField(QWidget *parent = nullptr);

    /// Sets the range of valid numbers, which limits stepping.
    void setGoodRange(int least, int most);
    /// The number in the field; nothing if its text is no number.
    std::optional<int> number() const;

    void stepBy(int steps) override;

signals:
    /// number() has changed, by a typed character, a step or setValue().
    void numberChanged();

private:
    void compare();

    std::optional<int> m_known;
    int m_least = 0;
    int m_most = 0;
};

} // namespace pollux
