// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewloader.h"

#include "models/api/upload/filesnapshot.h"
#include "models/chunking/byteclasses.h"

#include <QFileInfo>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype blockSize = qsizetype{1024} * 1024; // bytes between two checks for cancellation
constexpr qsizetype checked = qsizetype{8} * 1024;      // bytes that decide whether the file is text

constexpr QByteArrayView utf8Mark = "\xEF\xBB\xBF";

bool isUtf16(QByteArrayView bytes)
{
    return bytes.startsWith("\xFE\xFF") || bytes.startsWith("\xFF\xFE");
}

bool isText(QByteArrayView beginning)
{
    const QByteArrayView head = beginning.first(std::min(checked, beginning.size()));
    if (!isUtf16(head))
        return !head.contains('\0');
    for (qsizetype at = 0; at + 1 < head.size(); at += 2) {
        if (head[at] == '\0' && head[at + 1] == '\0')
            return false;
    }
    return true;
}

QByteArray utf8Of(QByteArray bytes)
{
    if (isUtf16(bytes)) {
        QStringDecoder decoder(QStringDecoder::Utf16); // uses the byte order mark and removes it
        const QString text = decoder(bytes);
        bytes.clear();
        return text.toUtf8();
    }
    return bytes.startsWith(utf8Mark) ? bytes.sliced(utf8Mark.size()) : bytes;
}

/// Removes the last word, which may be incomplete; a text without white space stays as it is.
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
    // Subtypes of "application/".
    static const QSet<QString> texts = {
        u"ecmascript"_s, u"javascript"_s,    u"json"_s,       u"json5"_s, u"jsonl"_s,        u"octet-stream"_s,
        u"sql"_s,        u"toml"_s,          u"typescript"_s, u"x-csh"_s, u"x-httpd-php"_s,  u"x-javascript"_s,
        u"x-latex"_s,    u"x-ndjson"_s,      u"x-perl"_s,     u"x-php"_s, u"x-python"_s,     u"x-ruby"_s,
        u"x-sh"_s,       u"x-shellscript"_s, u"x-sql"_s,      u"x-tex"_s, u"x-typescript"_s, u"x-yaml"_s,
        u"xml"_s,        u"xml-dtd"_s,       u"yaml"_s};
    const QString type = mimeType.section(u';', 0, 0).trimmed().toLower();
    if (type.isEmpty() || type.endsWith("+json"_L1) || type.endsWith("+xml"_L1) || type.endsWith("+yaml"_L1))
        return true;
    if (type.startsWith("text/"_L1))
        return type != "text/rtf"_L1;
    return type.startsWith("application/"_L1) && texts.contains(type.section(u'/', 1));
}

PreviewLoader::PreviewLoader(QThreadPool &pool)
    : m_pool(pool)
{
    connect(&m_watcher, &QFutureWatcher<Reading>::resultReadyAt, this,
            [this](int index) { handleReading(m_watcher.resultAt(index)); });
}

PreviewLoader::~PreviewLoader()
{
    cancel();
}

void PreviewLoader::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({}); // drops pending events of the old future
}

void PreviewLoader::load(const QString &path)
{
    m_watcher.cancel();
    const auto promise = std::make_shared<QPromise<Reading>>();
    promise->start();
    m_watcher.setFuture(promise->future());
    m_pool.start([promise, path] {
        read(*promise, path);
        promise->finish();
    });
}

// By value: setFuture({}) releases the watcher's own result, so that a large text is not kept.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void PreviewLoader::handleReading(Reading reading)
{
    if (reading.isWhole || reading.problem != PreviewProblem::None)
        m_watcher.setFuture({});
    if (reading.problem != PreviewProblem::None)
        emit failed(reading.problem);
    else if (reading.isWhole)
        emit loaded(reading.text);
    else
        emit began(reading.text);
}

void PreviewLoader::read(QPromise<Reading> &promise, const QString &path)
{
    const auto fail = [&promise](PreviewProblem problem) { promise.addResult(Reading{.problem = problem}); };
    if (promise.isCanceled())
        return;
    QFile file(path);
    // Opening a pipe would wait for somebody to write into it.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(PreviewProblem::Unreadable);
    const FileSnapshot snapshot = FileSnapshot::of(file);
    if (snapshot.size > maxChunkedTextSize)
        return fail(PreviewProblem::TooLarge);

    QByteArray bytes;
    bytes.reserve(snapshot.size);
    while (bytes.size() < snapshot.size && !promise.isCanceled()) {
        const QByteArray block = file.read(bytes.isEmpty() ? firstPiece : blockSize);
        if (block.isEmpty())
            return fail(FileSnapshot::of(file) == snapshot ? PreviewProblem::Unreadable : PreviewProblem::Changed);
        const bool isFirst = bytes.isEmpty();
        bytes += block;
        if (!isFirst)
            continue;
        if (!isText(bytes))
            return fail(PreviewProblem::NotText);
        if (bytes.size() < snapshot.size)
            promise.addResult(Reading{.text = std::make_shared<const TextIndex>(cutBetweenWords(utf8Of(block)))});
    }
    if (promise.isCanceled())
        return;
    if (FileSnapshot::of(file) != snapshot || FileSnapshot::ofPath(path) != snapshot)
        return fail(PreviewProblem::Changed);
    const QByteArray utf8 = utf8Of(std::move(bytes));
    if (utf8.size() > maxChunkedTextSize)
        return fail(PreviewProblem::TooLarge);
    promise.addResult(Reading{.text = std::make_shared<const TextIndex>(utf8), .isWhole = true});
}

} // namespace pollux
