// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <array>

namespace pollux {

enum class NotificationKind {
    UploadDone,
    FileActive, ///< The service finished reading a file: it can be used.
    Failed,     ///< An upload, or the service's work on a file.
    Expiring,   ///< A file is about to be removed by the service.
};

inline constexpr std::array notificationKinds{NotificationKind::UploadDone, NotificationKind::FileActive,
                                              NotificationKind::Failed, NotificationKind::Expiring};

/// What the desktop shows of one kind.
struct Notification {
    NotificationKind kind = NotificationKind::UploadDone;
    QString title;     ///< Our own words only.
    QString body;      ///< Plain text of a few lines with foreign words in it, each of them within its line.
    QStringList names; ///< The resources it is about; at most NotificationGroups::mostNames.
};

} // namespace pollux
