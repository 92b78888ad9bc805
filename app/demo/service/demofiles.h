// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/timeline.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QTemporaryDir>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace pollux {

/// One file as the service holds it.
struct StoredFile {
    QJsonObject resource; ///< as files.get answers it

    [[nodiscard]] QString name() const { return resource.value(u"name").toString(); }   ///< "files/<id>"
    [[nodiscard]] QString state() const { return resource.value(u"state").toString(); } ///< "ACTIVE", "PROCESSING", …
};

/// An upload that is complete.
struct FinishedUpload {
    QString name = {}; ///< requested by the client, "files/<id>"; empty: the server makes one
    std::optional<QString> displayName = {};
    QString mimeType = {};
    qint64 size = 0;
    QByteArray hashHex = {}; ///< SHA-256, 64 lower-case digits
    QString path = {};       ///< file of the bytes, which the server then owns; empty if they were not kept
};

/// Removes a file of bytes; does nothing for an empty path.
void removeBytes(const QString &path);

/// The files of the demo server, newest first. States change with the clock, without a timer: each call first applies
/// the changes that are due. Thread-safe.
class DemoFiles {
public:
    static constexpr qint64 lifetime = 48LL * 3600 * 1'000'000; ///< microseconds

    /// `processing`: how long a video stays PROCESSING.
    explicit DemoFiles(std::chrono::milliseconds processing);

    /// Address that the uri of a file begins with, without a slash at the end. Set once, before the first file.
    void setBaseUrl(const QString &baseUrl) { m_baseUrl = baseUrl; }
    /// Folder for bodies, readable by this user only, removed by the destructor.
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// A path in folder(), another one for each call.
    [[nodiscard]] QString newPath();

    /// Nullopt if the name is taken; the bytes are removed then.
    [[nodiscard]] std::optional<StoredFile> create(FinishedUpload upload);
    /// An ACTIVE file made of `upload`, which has a name. Times are microseconds since the epoch; `nanoseconds` are
    /// added to the time of expiry.
    [[nodiscard]] QJsonObject resourceOf(const FinishedUpload &upload, qint64 createdAt, qint64 expiresAt,
                                         int nanoseconds) const;
    /// Puts a file as it is; a file of the same name is replaced. After `delay` the keys of `later`, if any, replace
    /// those of `resource`, and updateTime becomes that moment.
    void put(const QJsonObject &resource, const QJsonObject &later = {}, std::chrono::milliseconds delay = {},
             const QByteArray &content = {});
    bool remove(const QString &name);

    [[nodiscard]] std::optional<StoredFile> find(const QString &name);

    /// Nullopt if the token is not valid. Tokens stay valid when files are added or removed between pages.
    [[nodiscard]] std::optional<ListPage> page(int size, const QByteArray &token);

    /// Nullopt if there is no such file or its bytes were not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &name);

private:
    struct Entry {
        QJsonObject resource;
        qint64 expiresAt = 0; ///< microseconds; 0: never
        QJsonObject later;
        qint64 dueAt = 0; ///< microseconds, of `later`
        QString path;
    };

    // m_mutex must be locked for all of these.
    void insert(Entry entry);
    bool erase(const QString &name);
    static void catchUp(Entry &entry);
    void dropExpired();

    const std::chrono::milliseconds m_processing;
    QString m_baseUrl;
    QTemporaryDir m_folder;

    std::mutex m_mutex;
    Timeline<Entry, std::greater<ListPlace>> m_entries;
    std::multimap<qint64, QString> m_expiries; ///< names by time in microseconds; some are outdated
    qint64 m_lastPath = 0;
};

/// Twelve random lower-case letters and digits, as in ids of the service.
[[nodiscard]] QString randomId();
/// Now, in microseconds since the epoch.
[[nodiscard]] qint64 wireNow();
/// RFC 3339 in UTC with 6 or 9 fractional digits, as the service prints times (contract 3).
[[nodiscard]] QString wireTime6(qint64 microseconds);
[[nodiscard]] QString wireTime9(qint64 microseconds, int nanoseconds);
/// Microseconds since the epoch of such a text; 0 if it is not a time.
[[nodiscard]] qint64 fromWireTime(const QString &text);
/// sha256Hash as the service prints it: base64 of the 64 hex digits (contract 3).
[[nodiscard]] QString wireHash(const QByteArray &hashHex);

} // namespace pollux
