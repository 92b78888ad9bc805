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

/// A control character that no text has.
bool isNonTextControl(char16_t code)
{
    constexpr QStringView ofText(u"\t\n\r\f\x1b");
    return code < 0x20 && !ofText.contains(QChar(code));
}

bool isPlainlyUtf16(const QByteArray &head)
{
    QString text = QStringDecoder(QStringDecoder::Utf16).decode(head);
    // The end of the sample may cut a character in two.
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return !text.isEmpty() && text.isValidUtf16() &&
           std::ranges::none_of(text, [](QChar letter) { return isNonTextControl(letter.unicode()); });
}

/// UTF-8, UTF-16 with a byte order mark, or an older encoding in which less than a quarter is not ASCII; in each case
/// without any control character that text does not have.
bool isPlainlyText(const QByteArray &head)
{
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return isPlainlyUtf16(head);
    const auto isOdd = [](char byte) { return isNonTextControl(static_cast<unsigned char>(byte)); };
    const auto isHigh = [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; };
    return std::ranges::none_of(head, isOdd) &&
           (isUtf8Text(head) || 4 * std::ranges::count_if(head, isHigh) < head.size());
}

bool isTextFormat(const QString &type)
{
    return type.startsWith("text/"_L1) || QMimeDatabase().mimeTypeForName(type).inherits(u"text/plain"_s);
}

/// The type to send for content that is plainly text, if its name or its first letters suggest `guess`. Many media and
/// binary formats share both with texts; and of the types that are no text/…, models read only these (contract 4).
QString textType(const QString &guess, const QByteArray &head)
{
    const bool isRead = guess.startsWith("text/"_L1) || guess == "application/json"_L1 ||
                        guess == "application/jsonl"_L1 || (guess == "application/pdf"_L1 && head.startsWith("%PDF-"));
    if (isRead)
        return guess;
    // The database calls scripts and some other texts application/…; the table has a text/… for many of them.
    const QMimeType type = QMimeDatabase().mimeTypeForName(guess);
    const QLatin1StringView usual = typesByExtension().value(type.preferredSuffix());
    return isTextFormat(guess) && usual.startsWith("text/"_L1) ? usual.toString() : u"text/plain"_s;
}

/// The type of content that is no text although its name is that of a text; empty if none is found.
QString binaryType(const QString &fileName, const QByteArray &head)
{
    if (isTransportStream(head))
        return u"video/mp2t"_s;
    const QMimeDatabase database;
    QList<QMimeType> types = database.mimeTypesForFileName(fileName);
    types.prepend(database.mimeTypeForData(head));
    const auto isBinary = [](const QMimeType &type) {
        return type.isValid() && !type.isDefault() && !isTextFormat(type.name());
    };
    const auto found = std::ranges::find_if(types, isBinary);
    return found == types.cend() ? QString() : found->name();
}

/// The database decides by a few bytes whether content is text, so its text/plain is ignored if `head` contains a NUL.
bool saysNothing(const QMimeType &type, const QByteArray &head)
{
    return !type.isValid() || type.isDefault() || type.name() == "application/x-zerosize"_L1 ||
           (type.name() == "text/plain"_L1 && head.contains('\0'));
}

/// By the table or the database; empty if neither knows one.
QString suggestedType(const QFileInfo &info, const QByteArray &head)
{
    if (const QLatin1StringView type = typesByExtension().value(info.suffix().toLower()); !type.isEmpty())
        return type;
    const QMimeType type = QMimeDatabase().mimeTypeForFileNameAndData(info.fileName(), head);
    return saysNothing(type, head) ? QString() : type.name();
}

} // namespace

GuessedMimeType guessMimeType(const QString &path)
{
    const QFileInfo info(path);
    const QByteArray head = firstBytes(path);
    const QString suggested = suggestedType(info, head);
    if (isPlainlyText(head))
        return {info.suffix().toLower() == "mts"_L1 ? u"text/typescript"_s : textType(suggested, head)};
    if (head.contains('\0') && isTextFormat(suggested)) {
        if (const QString type = binaryType(info.fileName(), head); !type.isEmpty())
            return {type};
    }
    if (!suggested.isEmpty())
        return {suggested};
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
