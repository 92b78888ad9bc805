// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewloader.h"

#include "models/api/upload/filesnapshot.h"
#include "models/chunking/byteclasses.h"

#include <QFileInfo>
#include <QStringDecoder>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype blockSize = qsizetype{1024} * 1024; // bytes between two looks at whether anyone still waits
constexpr qsizetype telling = qsizetype{8} * 1024;      // bytes in which a file that is no text shows itself

constexpr QByteArrayView utf8Mark = "\xEF\xBB\xBF";

std::optional<QStringConverter::Encoding> utf16EncodingOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\xFE\xFF"))
        return QStringConverter::Utf16BE;
    if (bytes.startsWith("\xFF\xFE"))
        return QStringConverter::Utf16LE;
    return std::nullopt;
}

bool isText(QByteArrayView beginning)
{
    const QByteArrayView head = beginning.first(std::min(telling, beginning.size()));
    if (!utf16EncodingOf(head))
        return !head.contains('\0');
    for (qsizetype at = 0; at + 1 < head.size(); at += 2) {
        if (head[at] == '\0' && head[at + 1] == '\0')
            return false;
    }
    return true;
}

QByteArray utf8Of(QByteArray bytes)
{
    if (const auto encoding = utf16EncodingOf(bytes)) {
        QStringDecoder decoder(*encoding); // takes the byte order mark out
        const QString text = decoder(bytes);
        bytes.clear();
        return text.toUtf8();
    }
    return bytes.startsWith(utf8Mark) ? bytes.sliced(utf8Mark.size()) : bytes;
}

/// Without the last word, which may be cut through; as it is where it has no white space.
QByteArray cutBetweenWords(QByteArray utf8)
{
    qsizetype lastGap = 0;
    for (qsizetype at = utf8.size() - 1; at > 0 && lastGap == 0; --at) {
        if (whiteSpaceLength(QByteArrayView(utf8).sliced(at)) > 0)
            lastGap = at;
    }
    if (lastGap > 0)
        utf8.truncate(lastGap);
    return utf8;
}

} // namespace

bool isPreviewedAsText(const QString &mimeType)
{
    static constexpr std::array others = {
        "application/ecmascript"_L1, "application/javascript"_L1,    "application/json"_L1,
        "application/json5"_L1,      "application/jsonl"_L1,         "application/octet-stream"_L1,
        "application/sql"_L1,        "application/toml"_L1,          "application/typescript"_L1,
        "application/x-csh"_L1,      "application/x-httpd-php"_L1,   "application/x-javascript"_L1,
        "application/x-latex"_L1,    "application/x-ndjson"_L1,      "application/x-perl"_L1,
        "application/x-php"_L1,      "application/x-python"_L1,      "application/x-ruby"_L1,
        "application/x-sh"_L1,       "application/x-shellscript"_L1, "application/x-sql"_L1,
        "application/x-tex"_L1,      "application/x-typescript"_L1,  "application/x-yaml"_L1,
        "application/xml"_L1,        "application/xml-dtd"_L1,       "application/yaml"_L1,
    };
    const QString type = mimeType.section(u';', 0, 0).trimmed().toLower();
    if (type.isEmpty() || type.endsWith("+json"_L1) || type.endsWith("+xml"_L1) || type.endsWith("+yaml"_L1))
        return true;
    if (type.startsWith("text/"_L1))
        return type != "text/rtf"_L1;
    return std::find(others.begin(), others.end(), type) != others.end();
}

/// What the loader and its run in the pool share.
struct PreviewLoader::Job {
    bool isRequested()
    {
        const std::lock_guard lock(mutex);
        return owner != nullptr;
    }

    template <typename Tell>
    void tell(const std::shared_ptr<Job> &self, Tell call)
    {
        const std::lock_guard lock(mutex);
        if (!owner)
            return;
        // The owner cannot die while the lock is held, and a call queued for it dies with it.
        QMetaObject::invokeMethod(
            owner,
            [to = owner, self, call] {
                if (to->m_job == self) // not given up meanwhile
                    call(*to);
            },
            Qt::QueuedConnection);
    }

    QString path;
    std::mutex mutex;
    PreviewLoader *owner = nullptr; // null once nobody waits
};

PreviewLoader::PreviewLoader(QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
{
}

PreviewLoader::~PreviewLoader()
{
    cancel();
}

void PreviewLoader::cancel()
{
    const std::shared_ptr<Job> job = std::exchange(m_job, nullptr);
    if (!job)
        return;
    const std::lock_guard lock(job->mutex);
    job->owner = nullptr;
}

void PreviewLoader::load(const QString &path)
{
    cancel();
    m_job = std::make_shared<Job>();
    m_job->path = path;
    m_job->owner = this;
    m_pool.start([job = m_job] { run(job); });
}

void PreviewLoader::run(const std::shared_ptr<Job> &job)
{
    const auto fail = [&job](PreviewProblem problem) {
        job->tell(job, [problem](PreviewLoader &loader) { emit loader.failed(problem); });
    };
    if (!job->isRequested())
        return;
    QFile file(job->path);
    // Opening a pipe would wait for somebody to write into it.
    if (!QFileInfo(job->path).isFile() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(PreviewProblem::Unreadable);
    const FileSnapshot snapshot = FileSnapshot::of(file);
    if (snapshot.size > maxChunkedTextSize)
        return fail(PreviewProblem::TooLarge);

    QByteArray bytes;
    bytes.reserve(snapshot.size);
    while (bytes.size() < snapshot.size && job->isRequested()) {
        const QByteArray block = file.read(bytes.isEmpty() ? firstPiece : blockSize);
        if (block.isEmpty())
            return fail(FileSnapshot::of(file) == snapshot ? PreviewProblem::Unreadable : PreviewProblem::Changed);
        const bool isFirst = bytes.isEmpty();
        bytes += block;
        if (!isFirst)
            continue;
        if (!isText(bytes))
            return fail(PreviewProblem::NotText);
        if (bytes.size() < snapshot.size) {
            const auto beginning = std::make_shared<const TextIndex>(cutBetweenWords(utf8Of(block)));
            job->tell(job, [beginning](PreviewLoader &loader) { emit loader.began(beginning); });
        }
    }
    if (!job->isRequested())
        return;
    if (FileSnapshot::of(file) != snapshot || FileSnapshot::ofPath(job->path) != snapshot)
        return fail(PreviewProblem::Changed);
    const QByteArray utf8 = utf8Of(std::move(bytes));
    if (utf8.size() > maxChunkedTextSize)
        return fail(PreviewProblem::TooLarge);
    const auto whole = std::make_shared<const TextIndex>(utf8);
    job->tell(job, [whole](PreviewLoader &loader) { emit loader.loaded(whole); });
}

} // namespace pollux
