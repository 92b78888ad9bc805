// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demofiles.h"

#include "app/demo/http/listrequest.h"
#include "app/demo/service/mediaduration.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 microsecondsPerSecond = 1'000'000;
constexpr qint64 lifetime = 48LL * 3600 * microsecondsPerSecond;

QString withFraction(qint64 microseconds, const QString &fraction)
{
    const qint64 seconds = microseconds / microsecondsPerSecond;
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddThh:mm:ss") + u'.' + fraction + u'Z';
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

QString StoredFile::name() const
{
    return resource.value("name"_L1).toString();
}

QString StoredFile::state() const
{
    return resource.value("state"_L1).toString();
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
    return withFraction(microseconds, QString::number(microseconds % microsecondsPerSecond).rightJustified(6, u'0'));
}

QString wireTime9(qint64 microseconds, int nanoseconds)
{
    const qint64 fraction = microseconds % microsecondsPerSecond * 1000 + nanoseconds;
    return withFraction(microseconds, QString::number(fraction).rightJustified(9, u'0'));
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

std::optional<StoredFile> DemoFiles::create(const FinishedUpload &upload)
{
    const bool isVideo = upload.mimeType.startsWith("video/"_L1);
    const QJsonObject outcome = isVideo ? outcomeOfVideo(upload.path) : QJsonObject();

    const std::lock_guard lock(m_mutex);
    dropExpired();
    if (m_orders.contains(upload.name)) {
        QFile::remove(upload.path);
        return {};
    }
    const qint64 now = wireNow();
    const qint64 dueAt = now + std::chrono::microseconds(m_processing).count();
    Entry entry{.resource = describe(upload, now), .later = outcome, .dueAt = dueAt, .path = upload.path};
    catchUp(entry);
    const StoredFile stored{entry.resource};
    insert(std::move(entry));
    return stored;
}

QJsonObject DemoFiles::describe(const FinishedUpload &upload, qint64 now)
{
    QRandomGenerator *random = QRandomGenerator::global();
    const QString name = upload.name.isEmpty() ? freshName() : upload.name;
    QJsonObject resource{{u"name"_s, name}, {u"mimeType"_s, upload.mimeType}};
    if (upload.displayName) {
        resource.insert(u"displayName"_s, *upload.displayName);
    }
    if (upload.size > 0) {
        resource.insert(u"sizeBytes"_s, QString::number(upload.size));
    }
    resource.insert(u"createTime"_s, wireTime6(now));
    resource.insert(u"updateTime"_s, wireTime6(now));
    // Real expiry times lie 0.018 to 0.747 s before creation plus 48 h (contract 3).
    const qint64 expiry = now + lifetime - random->bounded(18'000, 747'000);
    resource.insert(u"expirationTime"_s, wireTime9(expiry, random->bounded(1000)));
    resource.insert(u"sha256Hash"_s, wireHash(upload.hashHex));
    resource.insert(u"uri"_s, m_baseUrl + "/v1beta/"_L1 + name);
    const bool isVideo = upload.mimeType.startsWith("video/"_L1);
    resource.insert(u"state"_s, isVideo ? u"PROCESSING"_s : u"ACTIVE"_s);
    resource.insert(u"source"_s, u"UPLOADED"_s);
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
    const auto old = locate(resource.value("name"_L1).toString());
    if (old != m_entries.end()) {
        erase(old);
    }
    const qint64 dueAt = later.isEmpty() ? 0 : wireNow() + std::chrono::microseconds(delay).count();
    insert({.resource = resource, .later = later, .dueAt = dueAt, .path = path});
}

bool DemoFiles::remove(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    const auto found = locate(name);
    if (found == m_entries.end()) {
        return false;
    }
    erase(found);
    return true;
}

bool DemoFiles::setState(const QString &name, const QString &state, const QJsonObject &error)
{
    const std::lock_guard lock(m_mutex);
    const auto found = locate(name);
    if (found == m_entries.end()) {
        return false;
    }
    Entry &entry = found->second;
    entry.later = {};
    entry.resource.insert(u"state"_s, state);
    entry.resource.insert(u"updateTime"_s, wireTime6(wireNow()));
    entry.resource.remove("error"_L1);
    if (!error.isEmpty()) {
        entry.resource.insert(u"error"_s, error);
    }
    return true;
}

std::optional<StoredFile> DemoFiles::find(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    const auto found = locate(name);
    if (found == m_entries.end()) {
        return {};
    }
    catchUp(found->second);
    return StoredFile{found->second.resource};
}

QList<StoredFile> DemoFiles::all()
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    QList<StoredFile> files;
    for (auto &[order, entry] : m_entries) {
        catchUp(entry);
        files.append({entry.resource});
    }
    return files;
}

std::optional<DemoFiles::Page> DemoFiles::page(int size, const QByteArray &token)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    auto next = m_entries.begin();
    if (!token.isEmpty()) {
        const auto last = placeOf(token);
        if (!last) {
            return {};
        }
        next = m_entries.upper_bound({.createdAt = last->first, .serial = last->second});
    }
    Page page;
    Order last;
    for (; next != m_entries.end() && page.files.size() < size; ++next) {
        catchUp(next->second);
        page.files.append({next->second.resource});
        last = next->first;
    }
    if (next != m_entries.end()) {
        page.nextToken = pageToken({last.createdAt, last.serial});
    }
    return page;
}

std::optional<QByteArray> DemoFiles::contentOf(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const auto found = locate(name);
    if (found == m_entries.end() || found->second.path.isEmpty()) {
        return {};
    }
    QFile file(found->second.path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

void DemoFiles::insert(Entry entry)
{
    const Order order{.createdAt = fromWireTime(entry.resource.value("createTime"_L1).toString()),
                      .serial = ++m_lastSerial};
    entry.expiresAt = fromWireTime(entry.resource.value("expirationTime"_L1).toString());
    if (entry.expiresAt > 0) {
        m_expiries.emplace(entry.expiresAt, order);
    }
    m_orders.insert(entry.resource.value("name"_L1).toString(), order);
    m_entries.emplace(order, std::move(entry));
}

void DemoFiles::erase(Entries::iterator entry)
{
    const Order order = entry->first;
    auto [expiry, end] = m_expiries.equal_range(entry->second.expiresAt);
    while (expiry != end) {
        expiry = expiry->second.serial == order.serial ? m_expiries.erase(expiry) : std::next(expiry);
    }
    if (!entry->second.path.isEmpty()) {
        QFile::remove(entry->second.path);
    }
    m_orders.remove(entry->second.resource.value("name"_L1).toString());
    m_entries.erase(entry);
}

void DemoFiles::catchUp(Entry &entry) const
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
    const qint64 now = wireNow();
    while (!m_expiries.empty() && m_expiries.begin()->first <= now) {
        erase(m_entries.find(m_expiries.begin()->second));
    }
}

DemoFiles::Entries::iterator DemoFiles::locate(const QString &name)
{
    const auto order = m_orders.constFind(name);
    return order == m_orders.constEnd() ? m_entries.end() : m_entries.find(*order);
}

QString DemoFiles::freshName()
{
    QString name;
    do {
        name = "files/"_L1 + randomId();
    } while (m_orders.contains(name));
    return name;
}

} // namespace pollux
