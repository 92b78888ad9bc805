// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"

#include <QColor>
#include <QIcon>

#include <optional>

namespace pollux {

Q_NAMESPACE

enum class IconName {
    Upload,
    Refresh,
    Remove,
    Copy,
    Link,
    Account,
    Key,
    Find,
    Cancel,
    Retry,
    Clear,
    Folder,
    File,
    Video,
    Audio,
    Image,
    Text,
    Pdf,
    Processing,
    Active,
    Failed,
    Unknown,
    Clock,
    Info,
    Warning,
    Error,
    Check,
    Close,
    Demo,
    Settings,
    Pause,
    Resume,
    Interrupted,
    Offline,
    Storage,
    Server,
    Program,
    Verify,
    Finish,
    MoveUp,
    MoveDown,
    MoveToTop,
    Details,
    Store,
    Document,
    Operation,
    Import,
    Add,
    Code,
    Exchange,
    Bell,
    Command,
    Save,
    Filter,
    Stop,
    Application, ///< the program's own: two stars, in their own colours
    Count
};
Q_ENUM_NS(IconName)

/// An icon of Pollux, drawn from its SVG file for the requested size, mode and device pixel ratio. Lines have the
/// colour of the application's palette at the time of drawing (text, disabled text, selected text), so a change between
/// light and dark needs no new icon. GUI thread only.
///
/// A valid `color` replaces the colour of the palette, for a background of another colour.
QIcon icon(IconName name, const QColor &color = {});

/// The icon beside the name of a file of this type; IconName::File if there is no more specific one.
IconName iconForMimeType(const QString &mimeType);

/// The icon in front of a badge's text; nothing for Badge::Icon::None.
std::optional<IconName> iconForBadge(Badge::Icon badgeIcon);

} // namespace pollux
