// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>

namespace pollux {

/// A QuickTime file of Motion JPEG, the plainest video that players and the service read: `frames` are JPEG images of
/// one size, shown at `framesPerSecond`.
QByteArray quickTimeClip(const QList<QByteArray> &frames, QSize size, int framesPerSecond);

} // namespace pollux
