// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>

class QApplication;

namespace pollux {

/// Changes the colours and the style of the whole program while it runs. One for the program, made before anything
/// else sets a style or palette; every widget hears of a change by QEvent::PaletteChange and QEvent::StyleChange. For
/// the GUI thread.
class Appearance final : public QObject {
    Q_OBJECT

public:
    /// Remembers the style that `application` started with; the application must outlive this object.
    explicit Appearance(QApplication &application, QObject *parent = nullptr);

    /// What applyTheme() knows, as Settings::Key::Theme has it: "system", "light", "dark", "highContrast".
    static QStringList themes();

    /// "system": the platform's palette, also when the platform changes it later, and the style as started. The others
    /// have palettes of our own over Fusion. An unknown theme, as from an edited settings file, is "system".
    void applyTheme(const QString &theme);
    QString theme() const { return m_theme; }

signals:
    /// QApplication::palette() is the new one; widgets hear of it when the event loop goes on.
    void themeChanged(const QString &theme);

private:
    QString m_startStyle;
    QString m_theme;
};

} // namespace pollux
