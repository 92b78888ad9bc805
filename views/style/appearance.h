// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QApplication;

namespace pollux {

/// Changes the colours and the style of the whole program while it runs. The program has one, created before anything
/// else sets a style or palette. Widgets get QEvent::PaletteChange and QEvent::StyleChange from the event loop. GUI
/// thread only.
class Appearance final {
public:
    /// Remembers the style that `application` started with.
    explicit Appearance(QApplication &application);

    /// `theme` is a value of Settings::Key::Theme. "system": the platform's palette, which follows later changes, and
    /// the style that the program started with. "light", "dark", "highContrast": our own palettes with Fusion. An
    /// unknown theme, for example from an edited settings file, counts as "system".
    void applyTheme(const QString &theme);
    QString theme() const { return m_theme; }

private:
    QString m_startStyle;
    QString m_theme;
};

} // namespace pollux
