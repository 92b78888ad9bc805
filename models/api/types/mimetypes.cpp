// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/mimetypes.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 sniffedBytes = 8192;
constexpr qsizetype transportPacketSize = 188;
constexpr char transportSyncByte = 0x47;

// The Files service's own words for a type, where it has one (contract 4), else the registered name.
// mp3 is audio/mpeg: that is what recorded answers of the service hold. opus is Ogg by its registration (RFC 7845).
const QHash<QString, QLatin1StringView> &typesByExtension()
{
    static const QHash<QString, QLatin1StringView> types{
        // text
        {u"txt"_s, "text/plain"_L1},
        {u"text"_s, "text/plain"_L1},
        {u"log"_s, "text/plain"_L1},
        {u"md"_s, "text/markdown"_L1},
        {u"markdown"_s, "text/markdown"_L1},
        {u"htm"_s, "text/html"_L1},
        {u"html"_s, "text/html"_L1},
        {u"css"_s, "text/css"_L1},
        {u"csv"_s, "text/csv"_L1},
        {u"tsv"_s, "text/tab-separated-values"_L1},
        {u"xml"_s, "text/xml"_L1},
        {u"rtf"_s, "text/rtf"_L1},
        {u"vtt"_s, "text/vtt"_L1},
        {u"srt"_s, "text/plain"_L1},
        {u"yaml"_s, "text/yaml"_L1},
        {u"yml"_s, "text/yaml"_L1},
        {u"toml"_s, "text/plain"_L1},
        {u"ini"_s, "text/plain"_L1},
        {u"js"_s, "text/javascript"_L1},
        {u"mjs"_s, "text/javascript"_L1},
        {u"cjs"_s, "text/javascript"_L1},
        {u"ts"_s, "text/typescript"_L1},
        {u"tsx"_s, "text/typescript"_L1},
        {u"py"_s, "text/x-python"_L1},
        {u"c"_s, "text/x-csrc"_L1},
        {u"h"_s, "text/x-chdr"_L1},
        {u"cc"_s, "text/x-c++src"_L1},
        {u"cpp"_s, "text/x-c++src"_L1},
        {u"cxx"_s, "text/x-c++src"_L1},
        {u"hpp"_s, "text/x-c++hdr"_L1},
        {u"cu"_s, "text/plain"_L1},
        {u"go"_s, "text/x-go"_L1},
        {u"rs"_s, "text/x-rust"_L1},
        {u"java"_s, "text/x-java"_L1},
        {u"kt"_s, "text/x-kotlin"_L1},
        {u"swift"_s, "text/x-swift"_L1},
        {u"rb"_s, "text/x-ruby"_L1},
        {u"pl"_s, "text/x-perl"_L1},
        {u"sh"_s, "text/x-sh"_L1},
        // data and documents
        {u"json"_s, "application/json"_L1},
        {u"jsonl"_s, "application/jsonl"_L1},
        {u"ndjson"_s, "application/jsonl"_L1},
        {u"ipynb"_s, "application/x-ipynb+json"_L1},
        {u"pdf"_s, "application/pdf"_L1},
        // images
        {u"png"_s, "image/png"_L1},
        {u"jpg"_s, "image/jpeg"_L1},
        {u"jpeg"_s, "image/jpeg"_L1},
        {u"jpe"_s, "image/jpeg"_L1},
        {u"webp"_s, "image/webp"_L1},
        {u"heic"_s, "image/heic"_L1},
        {u"heif"_s, "image/heif"_L1},
        {u"gif"_s, "image/gif"_L1},
        {u"avif"_s, "image/avif"_L1},
        // sound
        {u"wav"_s, "audio/wav"_L1},
        {u"mp3"_s, "audio/mpeg"_L1},
        {u"aif"_s, "audio/aiff"_L1},
        {u"aiff"_s, "audio/aiff"_L1},
        {u"aac"_s, "audio/aac"_L1},
        {u"ogg"_s, "audio/ogg"_L1},
        {u"oga"_s, "audio/ogg"_L1},
        {u"opus"_s, "audio/ogg"_L1},
        {u"flac"_s, "audio/flac"_L1},
        {u"m4a"_s, "audio/mp4"_L1},
        // films
        {u"mp4"_s, "video/mp4"_L1},
        {u"m4v"_s, "video/mp4"_L1},
        {u"mpeg"_s, "video/mpeg"_L1},
        {u"mpg"_s, "video/mpeg"_L1},
        {u"mov"_s, "video/mov"_L1},
        {u"avi"_s, "video/avi"_L1},
        {u"flv"_s, "video/x-flv"_L1},
        {u"webm"_s, "video/webm"_L1},
        {u"wmv"_s, "video/wmv"_L1},
        {u"3gp"_s, "video/3gpp"_L1},
        {u"3gpp"_s, "video/3gpp"_L1},
        {u"mts"_s, "video/mp2t"_L1},
        {u"m2ts"_s, "video/mp2t"_L1},
    };
    return types;
}

QByteArray firstBytes(const QString &path)
{
    // Opening a FIFO would wait for its writer.
    if (!QFileInfo(path).isFile())
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(sniffedBytes) : QByteArray();
}

bool isTransportStream(const QByteArray &head)
{
    if (head.size() < 2 * transportPacketSize)
        return false;
    for (qsizetype i = 0; i < head.size(); i += transportPacketSize) {
        if (head.at(i) != transportSyncByte)
            return false;
    }
    return true;
}

/// A character that the end of the bytes cuts in two does not speak against text.
bool isUtf8Text(const QByteArray &head)
{
    if (head.isEmpty() || head.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    [[maybe_unused]] const QString text = decoder.decode(head);
    return !decoder.hasError();
}

/// The database calls bytes text by the first few of them.
bool saysNothing(const QMimeType &type, const QByteArray &head)
{
    return !type.isValid() || type.isDefault() || type.name() == "application/x-zerosize"_L1 ||
           (type.name() == "text/plain"_L1 && head.contains('\0'));
}

} // namespace

GuessedMimeType guessMimeType(const QString &path)
{
    const QFileInfo info(path);
    const QByteArray head = firstBytes(path);
    const QString extension = info.suffix().toLower();
    if (extension == "ts"_L1 && isTransportStream(head))
        return {u"video/mp2t"_s};
    if (const QLatin1StringView type = typesByExtension().value(extension); !type.isEmpty())
        return {type.toString()};
    const QMimeType type = QMimeDatabase().mimeTypeForFileNameAndData(info.fileName(), head);
    if (!saysNothing(type, head))
        return {type.name()};
    if (isUtf8Text(head))
        return {u"text/plain"_s};
    return {unknownMimeType(), false};
}

QStringList knownMimeTypes()
{
    QStringList names;
    for (const QLatin1StringView type : typesByExtension())
        names.append(type.toString());
    names.sort();
    names.removeDuplicates();
    return names;
}

bool isMimeType(const QString &text)
{
    static const QRegularExpression pattern(
        QRegularExpression::anchoredPattern(uR"(([a-z0-9][a-z0-9!#$&^_.+-]{0,126})/(?1))"_s),
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

QString unknownMimeType()
{
    return u"application/octet-stream"_s;
}

} // namespace pollux
