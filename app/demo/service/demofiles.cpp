// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demofiles.h"

#include "app/demo/service/mediaduration.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 microsecondsPerSecond = 1'000'000;

QString threeDigits(qint64 number)
{
    return QString::number(number).rightJustified(3, u'0');
}

/// What becomes of an uploaded video once it is processed.
QJsonObject outcomeOfVideo(const QString &path)
{
    QJsonObject active{{u"state"_s, u"ACTIVE"_s}};
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return active; // nobody kept the bytes to look at
    }
    if (const auto duration = mediaDuration(file)) {
        active.insert(u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, durationText(*duration)}});
        return active;
    }
    if (isOtherVideoContainer(file)) {
        return active;
    }
    const QJsonObject error{{u"code"_s, 3}, {u"message"_s, u"The file holds no video that can be read."_s}};
    return {{u"state"_s, u"FAILED"_s}, {u"error"_s, error}};
}

} // namespace

void removeBytes(const QString &path)
{
    if (!path.isEmpty()) {
        QFile::remove(path);
    }
}

QString randomId()
{
    QString id;
    for (int digit = 0; digit < 12; ++digit) {
        id += QChar::fromLatin1("abcdefghijklmnopqrstuvwxyz0123456789"[QRandomGenerator::global()->bounded(36)]);
    }
    return id;
}

qint64 wireNow()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(sinceEpoch).count();
}

QString wireTime6(qint64 microseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(microseconds / 1000, Qt::UTC);
    return time.toString(u"yyyy-MM-ddThh:mm:ss.zzz") + threeDigits(microseconds % 1000) + u'Z';
}

QString wireTime9(qint64 microseconds, int nanoseconds)
{
    return wireTime6(microseconds).chopped(1) + threeDigits(nanoseconds) + u'Z';
}

qint64 fromWireTime(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text.left(19) + u'Z', Qt::ISODate);
    if (!time.isValid()) {
        return 0;
    }
    const QString fraction = text.mid(20, text.endsWith(u'Z') ? text.size() - 21 : -1).left(6).leftJustified(6, u'0');
    return time.toSecsSinceEpoch() * microsecondsPerSecond + fraction.toLongLong();
}

QString wireHash(const QByteArray &hashHex)
{
    return QString::fromLatin1(hashHex.toBase64());
}

DemoFiles::DemoFiles(std::chrono::milliseconds processing)
    : m_processing(processing)
{
}

QString DemoFiles::newPath()
{
    const std::lock_guard lock(m_mutex);
    return m_folder.filePath(QString::number(++m_lastPath));
}

std::optional<StoredFile> DemoFiles::create(FinishedUpload upload)
{
    const bool isVideo = upload.mimeType.startsWith("video/"_L1);
    const QJsonObject outcome = isVideo ? outcomeOfVideo(upload.path) : QJsonObject();
    if (upload.name.isEmpty()) {
        upload.name = "files/"_L1 + randomId();
    }

    const std::lock_guard lock(m_mutex);
    dropExpired();
    if (m_entries.find(upload.name) != nullptr) {
        removeBytes(upload.path);
        return {};
    }
    const qint64 now = wireNow();
    const qint64 dueAt = now + std::chrono::microseconds(m_processing).count();
    QRandomGenerator *random = QRandomGenerator::global();
    // Real expiry times lie 0.018 to 0.747 s before creation plus 48 h (contract 3).
    const qint64 expiry = now + lifetime - random->bounded(18'000, 747'000);
    Entry entry{.resource = resourceOf(upload, now, expiry, random->bounded(1000)),
                .later = outcome,
                .dueAt = dueAt,
                .path = upload.path};
    if (isVideo) {
        entry.resource.insert(u"state"_s, u"PROCESSING"_s);
    }
    catchUp(entry);
    const StoredFile stored{entry.resource};
    insert(std::move(entry));
    return stored;
}

QJsonObject DemoFiles::resourceOf(const FinishedUpload &upload, qint64 createdAt, qint64 expiresAt,
                                  int nanoseconds) const
{
    QJsonObject resource{{u"name"_s, upload.name},
                         {u"mimeType"_s, upload.mimeType},
                         {u"createTime"_s, wireTime6(createdAt)},
                         {u"updateTime"_s, wireTime6(createdAt)},
                         {u"expirationTime"_s, wireTime9(expiresAt, nanoseconds)},
                         {u"sha256Hash"_s, wireHash(upload.hashHex)},
                         {u"uri"_s, m_baseUrl + "/v1beta/"_L1 + upload.name},
                         {u"state"_s, u"ACTIVE"_s},
                         {u"source"_s, u"UPLOADED"_s}};
    if (upload.displayName) {
        resource.insert(u"displayName"_s, *upload.displayName);
    }
    if (upload.size > 0) {
        resource.insert(u"sizeBytes"_s, QString::number(upload.size));
    }
    return resource;
}

void DemoFiles::put(const QJsonObject &resource, const QJsonObject &later, std::chrono::milliseconds delay,
                    const QByteArray &content)
{
    QString path;
    if (!content.isEmpty()) {
        path = newPath();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            path.clear();
        }
    }
    const std::lock_guard lock(m_mutex);
    erase(resource.value("name"_L1).toString());
    const qint64 dueAt = later.isEmpty() ? 0 : wireNow() + std::chrono::microseconds(delay).count();
    insert({.resource = resource, .later = later, .dueAt = dueAt, .path = path});
}

bool DemoFiles::remove(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    return erase(name);
}

std::optional<StoredFile> DemoFiles::find(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    Entry *found = m_entries.find(name);
    if (found == nullptr) {
        return {};
    }
    catchUp(*found);
    return StoredFile{found->resource};
}

std::optional<ListPage> DemoFiles::page(int size, const QByteArray &token)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    return m_entries.page(size, token, [](Entry &entry) {
        catchUp(entry);
        return entry.resource;
    });
}

std::optional<QByteArray> DemoFiles::contentOf(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const Entry *found = m_entries.find(name);
    if (found == nullptr || found->path.isEmpty()) {
        return {};
    }
    QFile file(found->path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

void DemoFiles::insert(Entry entry)
{
    const QString name = entry.resource.value("name"_L1).toString();
    entry.expiresAt = fromWireTime(entry.resource.value("expirationTime"_L1).toString());
    if (entry.expiresAt > 0) {
        m_expiries.emplace(entry.expiresAt, name);
    }
    const qint64 createdAt = fromWireTime(entry.resource.value("createTime"_L1).toString());
    m_entries.insert(name, createdAt, std::move(entry));
}

bool DemoFiles::erase(const QString &name)
{
    if (const Entry *entry = m_entries.find(name)) {
        removeBytes(entry->path);
    }
    return m_entries.erase(name);
}

void DemoFiles::catchUp(Entry &entry)
{
    if (entry.later.isEmpty() || wireNow() < entry.dueAt) {
        return;
    }
    for (auto change = entry.later.constBegin(); change != entry.later.constEnd(); ++change) {
        entry.resource.insert(change.key(), change.value());
    }
    entry.resource.insert(u"updateTime"_s, wireTime6(entry.dueAt));
    entry.later = {};
}

void DemoFiles::dropExpired()
{
    for (const qint64 now = wireNow(); !m_expiries.empty() && m_expiries.begin()->first <= now;) {
        const auto [expiresAt, name] = *m_expiries.begin();
        m_expiries.erase(m_expiries.begin());
        const Entry *entry = m_entries.find(name);
        if (entry != nullptr && entry->expiresAt == expiresAt) {
            erase(name);
        }
    }
}

} // namespace pollux
