// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace pollux {

/// Emits requested() when the program should end: on SIGINT or SIGTERM, on Windows when Ctrl+C is pressed or the
/// console is closed. The second such signal ends the program at once. One object per program, made in its main thread.
class Interrupt final : public QObject {
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

signals:
    void requested();
};

} // namespace pollux
