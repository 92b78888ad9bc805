// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/profile.h"

#include <QHash>
#include <QList>
#include <QSettings>
#include <QVariant>

#include <memory>

namespace pollux {

/// The settings of the program, in one INI file; never a key or another secret.
///
/// Each simple setting is a row of the table in settings.cpp: its name in the file and its default. If the file cannot
/// be written, values are kept in memory, so they last for the session. For the GUI thread.
class Settings final {
public:
    enum class Key {
        WindowGeometry,  ///< QByteArray, as QWidget::saveGeometry makes it.
        WindowState,     ///< QByteArray, QMainWindow::saveState.
        MainSplitter,    ///< QByteArray, QSplitter::saveState.
        UploadsHeader,   ///< QByteArray, the same of the uploads table.
        SidebarSplitter, ///< QByteArray, QSplitter::saveState.
        DocumentsPage,   ///< QByteArray, DocumentsPage::saveLayout.
        OperationsPanel, ///< QByteArray, OperationsPanel::saveLayout.
        UploadsAtOnce,   ///< int, default 3.
        ReviewUploads,   ///< bool, default false: whether every upload to Files asks first, for names and types.
        ChunkingDialog,  ///< QByteArray, QWidget::saveGeometry.
        Inspector,       ///< QByteArray, RequestsPanel::saveLayout.
        FilesDetails,    ///< QByteArray, QSplitter::saveState next to the files table; empty: details are hidden.
        SnippetLanguage, ///< QString, snippets::keyOf; empty: none chosen yet.
        Theme,           ///< QString: "system", "light", "dark" or "highContrast".
        Language,        ///< QString, a BCP 47 tag; empty: the system's.
        PollInterval,    ///< int, seconds from 1 to 60, default 2: the first interval of polling a state.
        ProxyKind,       ///< QString: "system", "none", "http" or "socks5".
        ProxyHost,       ///< QString, for "http" and "socks5".
        ProxyPort,       ///< int, 1 to 65535, default 8080.
        ProxyUser,       ///< QString; empty: the proxy asks for none. Its password is in the keychain (ProxyPassword).
        LogLevel,        ///< QString: "debug", "info", "warning" (default) or "critical".
        RecordRequests,  ///< bool, default true: whether requests are recorded.
        // bool, default true: which desktop notifications are shown.
        NotifyUploads,
        NotifyActive,
        NotifyFailed,
        NotifyExpiry,
        ExpiryNotice, ///< int, how many minutes before a file expires the notification is shown, default 360.
        // QString, JSON; read and written by ChunkingMemory alone.
        ChunkingByStore,
        ChunkingByType,
        ChunkingPresets,
    };

    enum class Problem {
        None,
        SetAside,     ///< The file was damaged or unreadable and was moved to setAsidePath(); defaults apply.
        NewerVersion, ///< A newer Pollux wrote the file: it is read, but never written.
        NotSaved,     ///< The file cannot be read, moved or written: changes last for this session only.
    };

    /// Reads the file at @p filePath; a missing file means defaults. The file is first written when something changes.
    /// A damaged file is renamed to "<file>.bad-<time>"; profiles that can still be read from it are kept. An empty
    /// file gets the accounts of "<file>.accounts", a copy that is written with each change of them.
    explicit Settings(const QString &filePath);
    ~Settings();
    Settings(const Settings &) = delete;
    Settings &operator=(const Settings &) = delete;

    /// The latest problem; may change with each call that writes.
    [[nodiscard]] Problem problem() const { return m_problem; }
    [[nodiscard]] QString setAsidePath() const { return m_setAsidePath; }

    /// Always has the type of the default: a value that cannot be converted to it counts as absent.
    [[nodiscard]] QVariant value(Key key) const;

    /// Written to disk with the next save(), or at the latest on destruction.
    void setValue(Key key, const QVariant &value);

    [[nodiscard]] QList<Profile> profiles() const;
    [[nodiscard]] QString activeProfileId() const;
    /// True once a key went into the keychain for this profile: not a secret, and the only way to distinguish a locked
    /// keychain from one without a key (reliability 0.7).
    [[nodiscard]] bool keyWasStored(const QString &profileId) const;

    /// QHeaderView::saveState of the files table of one account; empty if nothing was saved for it.
    [[nodiscard]] QByteArray filesLayout(const QString &profileId) const;
    /// Written to disk with the next save().
    void setFilesLayout(const QString &profileId, const QByteArray &layout);

    /// The MIME types that the user chose for future files, by extension in lower case without the dot.
    [[nodiscard]] QHash<QString, QString> mimeTypes() const;

    // These five write to disk at once and return whether that worked (see problem()).
    bool setProfiles(const QList<Profile> &profiles); ///< Session-only profiles among them are left out.
    bool setActiveProfileId(const QString &profileId);
    bool setKeyWasStored(const QString &profileId, bool wasStored);
    bool setMimeTypes(const QHash<QString, QString> &types);
    bool save();

private:
    bool setAside();
    void salvage(const QSettings &damaged);
    void migrate();
    void restoreAccounts();
    void copyAccounts();
    [[nodiscard]] QVariant read(const QString &name) const;
    void write(const QString &name, const QVariant &value);

    QString m_filePath;
    QString m_setAsidePath;
    QByteArray m_accountsCopy; ///< The content of the copy, as far as it is known.
    Problem m_problem = Problem::None;
    std::unique_ptr<QSettings> m_file; ///< Null if the file must not be accessed.
    QVariantMap m_unsaved;             ///< By name: the values while m_file is null.
};

} // namespace pollux
