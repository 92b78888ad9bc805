// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QApplication;

namespace pollux {

/// Changes the colours and the style of the whole program while it runs. One for the program, made before anything
/// else sets a style or palette. Widgets get QEvent::PaletteChange and QEvent::StyleChange once the event loop goes on.
/// GUI thread only.
class Appearance final {
public:
    /// Remembers the style that `application` started with.
    explicit Appearance(QApplication &application);

    /// `theme` as Settings::Key::Theme has it. "system": the platform's palette, also when the platform changes it
    /// later, and the style as started. "light", "dark", "highContrast": palettes of our own over Fusion. An unknown
    /// theme, as from an edited settings file, is "system".
    void applyTheme(const QString &theme);
    QString theme() const { return m_theme; }

private:
    QString m_startStyle;
    QString m_theme;
};

} // namespace pollux
