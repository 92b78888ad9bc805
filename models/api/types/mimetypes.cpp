// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/mimetypes.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 sniffedBytes = 8192;
constexpr qsizetype transportPacketSize = 188;
constexpr char transportSyncByte = 0x47;

struct TypeRow {
    QLatin1StringView type;
    QLatin1StringView extensions; // with blanks between them
};

// The Files service's own name for a type if it has one (contract 4), else the registered name. mp3 is audio/mpeg, as
// in recorded answers of the service. opus is audio/ogg (RFC 7845).
constexpr std::array typeTable{
    TypeRow{"text/plain"_L1, "txt text log srt toml ini cu"_L1},
    TypeRow{"text/markdown"_L1, "md markdown"_L1},
    TypeRow{"text/html"_L1, "htm html"_L1},
    TypeRow{"text/css"_L1, "css"_L1},
    TypeRow{"text/csv"_L1, "csv"_L1},
    TypeRow{"text/tab-separated-values"_L1, "tsv"_L1},
    TypeRow{"text/xml"_L1, "xml"_L1},
    TypeRow{"text/rtf"_L1, "rtf"_L1},
    TypeRow{"text/vtt"_L1, "vtt"_L1},
    TypeRow{"text/yaml"_L1, "yaml yml"_L1},
    TypeRow{"text/javascript"_L1, "js mjs cjs"_L1},
    TypeRow{"text/typescript"_L1, "ts tsx"_L1},
    TypeRow{"text/x-python"_L1, "py"_L1},
    TypeRow{"text/x-csrc"_L1, "c"_L1},
    TypeRow{"text/x-chdr"_L1, "h"_L1},
    TypeRow{"text/x-c++src"_L1, "cc cpp cxx"_L1},
    TypeRow{"text/x-c++hdr"_L1, "hpp"_L1},
    TypeRow{"text/x-go"_L1, "go"_L1},
    TypeRow{"text/x-rust"_L1, "rs"_L1},
    TypeRow{"text/x-java"_L1, "java"_L1},
    TypeRow{"text/x-kotlin"_L1, "kt"_L1},
    TypeRow{"text/x-swift"_L1, "swift"_L1},
    TypeRow{"text/x-ruby"_L1, "rb"_L1},
    TypeRow{"text/x-perl"_L1, "pl"_L1},
    TypeRow{"text/x-sh"_L1, "sh"_L1},
    TypeRow{"application/json"_L1, "json"_L1},
    TypeRow{"application/jsonl"_L1, "jsonl ndjson"_L1},
    TypeRow{"application/x-ipynb+json"_L1, "ipynb"_L1},
    TypeRow{"application/pdf"_L1, "pdf"_L1},
    TypeRow{"image/png"_L1, "png"_L1},
    TypeRow{"image/jpeg"_L1, "jpg jpeg jpe"_L1},
    TypeRow{"image/webp"_L1, "webp"_L1},
    TypeRow{"image/heic"_L1, "heic"_L1},
    TypeRow{"image/heif"_L1, "heif"_L1},
    TypeRow{"image/gif"_L1, "gif"_L1},
    TypeRow{"image/avif"_L1, "avif"_L1},
    TypeRow{"audio/wav"_L1, "wav"_L1},
    TypeRow{"audio/mpeg"_L1, "mp3"_L1},
    TypeRow{"audio/aiff"_L1, "aif aiff"_L1},
    TypeRow{"audio/aac"_L1, "aac"_L1},
    TypeRow{"audio/ogg"_L1, "ogg oga opus"_L1},
    TypeRow{"audio/flac"_L1, "flac"_L1},
    TypeRow{"audio/mp4"_L1, "m4a"_L1},
    TypeRow{"video/mp4"_L1, "mp4 m4v"_L1},
    TypeRow{"video/mpeg"_L1, "mpeg mpg"_L1},
    TypeRow{"video/mov"_L1, "mov"_L1},
    TypeRow{"video/avi"_L1, "avi"_L1},
    TypeRow{"video/x-flv"_L1, "flv"_L1},
    TypeRow{"video/webm"_L1, "webm"_L1},
    TypeRow{"video/wmv"_L1, "wmv"_L1},
    TypeRow{"video/3gpp"_L1, "3gp 3gpp"_L1},
    TypeRow{"video/mp2t"_L1, "mts m2ts"_L1},
};

const QHash<QString, QLatin1StringView> &typesByExtension()
{
    static const auto types = [] {
        QHash<QString, QLatin1StringView> result;
        for (const TypeRow &row : typeTable) {
            for (const QString &extension : QString(row.extensions).split(u' '))
                result.insert(extension, row.type);
        }
        return result;
    }();
    return types;
}

QByteArray firstBytes(const QString &path)
{
    // Opening a FIFO would block until something writes to it.
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

/// A character that is cut off at the end of `head` is not an error.
bool isUtf8Text(const QByteArray &head)
{
    if (head.isEmpty() || head.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    [[maybe_unused]] const QString text = decoder.decode(head);
    return !decoder.hasError();
}

/// UTF-8 without any control character that text does not have.
bool isPlainlyText(const QByteArray &head)
{
    const auto isOdd = [](char byte) {
        constexpr QByteArrayView ofText("\t\n\r\f\x1b");
        return static_cast<unsigned char>(byte) < 0x20 && !ofText.contains(byte);
    };
    return isUtf8Text(head) && std::ranges::none_of(head, isOdd);
}

/// Many media and binary formats share extensions and first bytes with text. Content that is plainly text is of such a
/// type only if that is a text format itself; those that the database names too eagerly have to begin as they should.
bool mayBeText(const QMimeType &type, const QByteArray &head)
{
    const QString name = type.name();
    if (name == "application/pdf"_L1)
        return head.startsWith("%PDF-");
    if (name == "application/postscript"_L1)
        return head.startsWith("%!PS-Adobe-");
    if (name == "application/x-troff-man"_L1)
        return head.startsWith('.') || head.startsWith("'\\\"");
    if (isSoundOrFilm(name) || name.endsWith("mpegurl"_L1))
        return false;
    const bool isOpaque = name.startsWith("image/"_L1) || name.startsWith("application/"_L1);
    return !isOpaque || type.inherits(u"text/plain"_s);
}

bool isMedia(const QString &type)
{
    return isSoundOrFilm(type) || type.startsWith("image/"_L1);
}

/// The database decides by a few bytes whether content is text, so its text/plain is ignored if `head` contains a NUL.
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
    const bool isText = isPlainlyText(head);
    if (extension == "mts"_L1 && isText)
        return {u"text/typescript"_s};
    if (const QLatin1StringView type = typesByExtension().value(extension); !type.isEmpty()) {
        const bool isOfText = !isMedia(type) && (type != "application/pdf"_L1 || head.startsWith("%PDF-"));
        return {isText && !isOfText ? u"text/plain"_s : type.toString()};
    }
    const QMimeType type = QMimeDatabase().mimeTypeForFileNameAndData(info.fileName(), head);
    if (!saysNothing(type, head) && (!isText || mayBeText(type, head)))
        return {type.name()};
    if (isUtf8Text(head))
        return {u"text/plain"_s};
    return {unknownMimeType(), false};
}

QStringList knownMimeTypes()
{
    QStringList names;
    for (const TypeRow &row : typeTable)
        names.append(row.type);
    names.sort();
    return names;
}

bool isMimeType(const QString &text)
{
    static const QRegularExpression pattern(
        // Without regard to case, U+017F would count as an s, and U+212A as a k.
        QRegularExpression::anchoredPattern(uR"(([A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126})/(?1))"_s));
    return pattern.match(text).hasMatch();
}

bool isSoundOrFilm(const QString &type)
{
    return type.startsWith("audio/"_L1) || type.startsWith("video/"_L1);
}

QString unknownMimeType()
{
    return u"application/octet-stream"_s;
}

} // namespace pollux
