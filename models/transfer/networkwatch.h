// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace pollux {

/// Tells when the computer is on a network again, where the system says so; silent where it does not, as then only
/// trying shows it. For the GUI thread.
class NetworkWatch final : public QObject {
    Q_OBJECT

public:
    explicit NetworkWatch(QObject *parent = nullptr);

signals:
    /// The network was gone, or another one, and can be used now.
    void returned();

private:
    bool m_wasOnline = true;
};

} // namespace pollux
