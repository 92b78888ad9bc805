// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/requestfactory.h"
#include "models/api/types/mimetypes.h"

#include <QFile>
#include <QMimeDatabase>
#include <QSet>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// True for what a text may be sent as.
bool isForTexts(const QString &type)
{
    return type.startsWith("text/"_L1) || type == "application/json"_L1 || type == "application/jsonl"_L1;
}

} // namespace

class tst_MimeTypes final : public QObject {
    Q_OBJECT

private slots:
    void byExtension_data();
    void byExtension();
    void byContent_data();
    void byContent();
    void textBeatsBinaryNames_data();
    void textBeatsBinaryNames();
    void textsOfSharedNames_data();
    void textsOfSharedNames();
    void textOfEveryNameInTheDatabase();
    void binariesKeepTheirType_data();
    void binariesKeepTheirType();
    void missingFileIsNamedByItsExtension();
    void doesNotOpenWhatIsNoPlainFile();
    void knownTypesAreSortedAndValid();
    void validTypes_data();
    void validTypes();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    QTemporaryDir m_folder;
};

void tst_MimeTypes::byExtension_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &name, const QString &expected) {
        QTest::newRow(qPrintable(name)) << name << expected;
    };
    row(u"a.txt"_s, u"text/plain"_s);
    row(u"a.md"_s, u"text/markdown"_s);
    row(u"a.py"_s, u"text/x-python"_s);
    row(u"a.html"_s, u"text/html"_s);
    row(u"a.css"_s, u"text/css"_s);
    row(u"a.js"_s, u"text/javascript"_s);
    row(u"a.ts"_s, u"text/typescript"_s);
    row(u"a.csv"_s, u"text/csv"_s);
    row(u"a.xml"_s, u"text/xml"_s);
    row(u"a.rtf"_s, u"text/rtf"_s);
    row(u"a.yaml"_s, u"text/yaml"_s);
    row(u"a.c"_s, u"text/x-csrc"_s);
    row(u"a.cpp"_s, u"text/x-c++src"_s);
    row(u"a.go"_s, u"text/x-go"_s);
    row(u"a.rs"_s, u"text/x-rust"_s);
    row(u"a.json"_s, u"application/json"_s);
    row(u"a.jsonl"_s, u"application/jsonl"_s);
    row(u"a.pdf"_s, u"application/pdf"_s);
    row(u"a.png"_s, u"image/png"_s);
    row(u"a.jpe"_s, u"image/jpeg"_s);
    row(u"a.JPG"_s, u"image/jpeg"_s);
    row(u"a.webp"_s, u"image/webp"_s);
    row(u"a.heic"_s, u"image/heic"_s);
    row(u"a.heif"_s, u"image/heif"_s);
    row(u"a.wav"_s, u"audio/wav"_s);
    row(u"a.mp3"_s, u"audio/mpeg"_s);
    row(u"a.m4a"_s, u"audio/mp4"_s);
    row(u"a.aac"_s, u"audio/aac"_s);
    row(u"a.aiff"_s, u"audio/aiff"_s);
    row(u"a.ogg"_s, u"audio/ogg"_s);
    row(u"a.opus"_s, u"audio/ogg"_s);
    row(u"a.flac"_s, u"audio/flac"_s);
    row(u"a.mp4"_s, u"video/mp4"_s);
    row(u"a.mpeg"_s, u"video/mpeg"_s);
    row(u"a.mov"_s, u"video/mov"_s);
    row(u"a.avi"_s, u"video/avi"_s);
    row(u"a.flv"_s, u"video/x-flv"_s);
    row(u"a.webm"_s, u"video/webm"_s);
    row(u"a.wmv"_s, u"video/wmv"_s);
    row(u"a.3gp"_s, u"video/3gpp"_s);
    row(u"archive.tar.md"_s, u"text/markdown"_s);
    row(u"Übersicht «ü» 📄.TXT"_s, u"text/plain"_s);
}

void tst_MimeTypes::byExtension()
{
    QFETCH(QString, name);
    // An empty file, so that only the name gives the type.
    const GuessedMimeType type = guessMimeType(write(name, {}));
    QTEST(type.name, "expected");
    QVERIFY(type.isKnown);
    QVERIFY(isMimeType(type.name));
}

void tst_MimeTypes::byContent_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("isKnown");
    const QString unknown = u"application/octet-stream"_s;
    const QByteArray packet = 'G' + QByteArray(187, '\0');
    QTest::newRow("film with the extension ts") << u"film.ts"_s << packet.repeated(60) << u"video/mp2t"_s << true;
    QTest::newRow("TypeScript with G first")
        << u"game.ts"_s << QByteArray("Game.start();\n").repeated(50) << u"text/typescript"_s << true;
    QTest::newRow("short TypeScript") << u"g.ts"_s << "G"_ba << u"text/typescript"_s << true;
    QTest::newRow("png without an extension")
        << u"picture"_s << QByteArray::fromHex("89504e470d0a1a0a0000000d49484452") << u"image/png"_s << true;
    QTest::newRow("pdf without an extension") << u"paper"_s << "%PDF-1.7\n"_ba << u"application/pdf"_s << true;
    QTest::newRow("text without an extension") << u"notes"_s << "Grüße\n"_ba << u"text/plain"_s << true;
    QTest::newRow("text with an odd extension") << u"a.qqq"_s << "plain words\n"_ba << u"text/plain"_s << true;
    QTest::newRow("control characters, still UTF-8") << u"a.qqq"_s << "\x01\x02 words"_ba << u"text/plain"_s << true;
    // Bytes 8191 and 8192 are one UTF-8 character.
    QTest::newRow("character cut by the end of the sample")
        << u"a.qqq"_s << QByteArray("\x01" + QByteArray(8190, 'a') + "ü and more") << u"text/plain"_s << true;
    QTest::newRow("not UTF-8") << u"a.qqq"_s << QByteArray("\x01\xC3\x28") << unknown << false;
    QTest::newRow("NUL") << u"a.qqq"_s
                         << QByteArray("\x01"
                                       "a\0b",
                                       4)
                         << unknown << false;
    QTest::newRow("NUL behind much text")
        << u"a.qqq"_s << QByteArray(QByteArray(4000, 'a') + '\0' + QByteArray(10, 'a')) << unknown << false;
    QTest::newRow("empty, no extension") << u"nothing"_s << QByteArray() << unknown << false;
    QTest::newRow("empty, unknown extension") << u"a.qqq"_s << QByteArray() << unknown << false;
    QTest::newRow("text named bin") << u"a.bin"_s << "words\n"_ba << u"text/plain"_s << true;
}

void tst_MimeTypes::byContent()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const GuessedMimeType type = guessMimeType(write(name, content));
    QTEST(type.name, "expected");
    QTEST(type.isKnown, "isKnown");
}

void tst_MimeTypes::textBeatsBinaryNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected"); // empty: anything but a text
    const auto row = [](const QString &name, const QByteArray &content, const QString &expected) {
        QTest::addRow("%s: %s", qPrintable(name), content.left(4).toHex().constData()) << name << content << expected;
    };
    const QString text = u"text/plain"_s;
    row(u"mod.mts"_s, "export const a: number = 1;\n"_ba, u"text/typescript"_s);
    row(u"board.dts"_s, "/dts-v1/;\n/ { model = \"board\"; };\n"_ba, text);
    row(u"go.mod"_s, "module example.org/x\n\ngo 1.21\n"_ba, text);
    row(u"diet.mod"_s, "set NUTR;\nparam cost >= 0;\n"_ba, text);
    row(u"list.m3u8"_s, "#EXTM3U\n#EXTINF:9,\na.ts\n"_ba, text);
    row(u"list.m3u"_s, "#EXTM3U\na.mp3\n"_ba, text);
    row(u"a.log.1"_s, "12:00 began\n12:01 ended\n"_ba, text);
    row(u"a.txt~"_s, "words\n"_ba, text);
    row(u"a.txt.bak"_s, "words\n"_ba, text);
    row(u"a.mp3"_s, "not a song\n"_ba, text);
    row(u"a.pdf"_s, "not a paper\n"_ba, text);
    for (const char *begin : {"MZ is a name", "ID3 tags", "BZh is bzip2", "FORM of a letter", "P1 is first",
                              "RIFF raff", "%!PS is PostScript"})
        row(u"noextension"_s, QByteArray(begin) + ", and more words follow\n", text);
    // Models refuse the types of these texts.
    row(u"a.svg"_s, "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"_ba, text);
    row(u"a.ps"_s, "%!PS-Adobe-3.0\nshowpage\n"_ba, text);
    row(u"a.ipynb"_s, "{\"cells\": []}\n"_ba, text);
    row(u"a.eml"_s, "From: a@example.org\nSubject: words\n\nWords\n"_ba, text);
    row(u"a.sql"_s, "select 1;\n"_ba, text);
    row(u"script"_s, "#!/bin/sh\necho words\n"_ba, u"text/x-sh"_s);
    // Texts that are not UTF-8.
    QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    row(u"utf16.m2ts"_s, utf16.encode(u"Größe, and more words\n"_s), text);
    row(u"latin1.m2ts"_s,
        QByteArray("Gr\xF6\xDF"
                   "e, and more words\n"),
        text);
    // Text formats keep their names.
    row(u"a.json"_s, "{}\n"_ba, u"application/json"_s);
    row(u"a.jsonl"_s, "{}\n{}\n"_ba, u"application/jsonl"_s);
    row(u"a.pdf"_s, "%PDF-1.4\n1 0 obj\n"_ba, u"application/pdf"_s);
    row(u"a.rtf"_s, "{\\rtf1 words}\n"_ba, u"text/rtf"_s);
    // Binary files of the same names keep theirs.
    const QByteArray zeros(200, '\0');
    row(u"film.mts"_s, QByteArray("\0\0\0\0G", 5) + zeros, u"video/mp2t"_s);
    row(u"sound.dts"_s, QByteArray("\x7f\xfe\x80\x01") + zeros, u"audio/vnd.dts"_s);
    row(u"song.mod"_s, "a song"_ba + zeros, u"audio/x-mod"_s);
    row(u"a.mp3"_s, "ID3\3"_ba + zeros, u"audio/mpeg"_s);
    row(u"program"_s, "MZ\x90"_ba + zeros, {});
    row(u"tagged"_s, "ID3\3"_ba + zeros, u"audio/mpeg"_s);
    row(u"packed"_s, "BZh91AY&SY"_ba + zeros, {});
    row(u"sound"_s, "RIFF"_ba + QByteArray("\x24\0\0\0", 4) + "WAVEfmt "_ba + zeros, {});
}

void tst_MimeTypes::textBeatsBinaryNames()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, expected);
    const QString type = guessMimeType(write(name, content)).name;
    if (expected.isEmpty())
        QVERIFY2(!type.startsWith("text/"_L1) && type != unknownMimeType(), qPrintable(type));
    else
        QCOMPARE(type, expected);
}

/// Extensions that are those of texts to some people, and of media or binary files to the database.
void tst_MimeTypes::textsOfSharedNames_data()
{
    QTest::addColumn<QString>("extension");
    const QString extensions =
        u"ts tsx mts cts m2ts m2t mpl mpls cpi sps sav por bib key pem crt csr asc dot pot pps ppt doc mod s3m it xm "_s
        u"sid psf mid cl cls ma mb nb p pas pl t rpm deb spec st sty tex vtt wpl ocl gnc qif mo gmo po ged tga pcx "_s
        u"obj stl dxf dwg igs vb vhd iso img bin dat raw crw mrw dcm fits svg eps ps ai 1 3 man old bak pcf bdf pat "_s
        u"sam lwp abw rdf owl kml gpx xsl srt sub m3u pls cue msg eml mbox torrent class jar swf com exe dll lib a o "_s
        u"ico cur bmp pbm pgm ppm xbm xpm fig wmf dts ra rm voc au snd amr mp2 mpga flc oda rar hwp pub pgn"_s;
    for (const QString &extension : extensions.split(u' '))
        QTest::newRow(qPrintable(extension)) << extension;
}

void tst_MimeTypes::textsOfSharedNames()
{
    QFETCH(const QString, extension);
    const QString ascii = u"These are words,\nand more of them.\n"_s;
    const QString letters = u"Einige Wörter über Größe,\nund dann noch viele mehr davon.\n"_s;
    QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    const QList<QByteArray> contents{ascii.toUtf8(), letters.toUtf8(), letters.toLatin1(), utf16.encode(letters)};
    for (const QByteArray &content : contents) {
        const GuessedMimeType type = guessMimeType(write(u"words."_s + extension, content));
        QVERIFY2(isForTexts(type.name), qPrintable(type.name));
        QVERIFY(type.isKnown);
    }
}

void tst_MimeTypes::textOfEveryNameInTheDatabase()
{
    int count = 0;
    for (const QMimeType &type : QMimeDatabase().allMimeTypes()) {
        for (QString name : type.globPatterns()) {
            name.replace(u'*', u"words"_s);
            if (name.contains(u'[') || name.contains(u'?') || name.contains(u'/'))
                continue;
            const QString guessed = guessMimeType(write(name, "These are words,\nand more of them.\n"_ba)).name;
            QVERIFY2(isForTexts(guessed), qPrintable(name + u": "_s + guessed));
            ++count;
        }
    }
    QVERIFY2(count > 300, qPrintable(QString::number(count)));
}

void tst_MimeTypes::binariesKeepTheirType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected"); // empty: anything that is known and no text
    const auto row = [](const QString &name, const QByteArray &content, const QString &expected) {
        QTest::addRow("%s: %s", qPrintable(name), content.left(4).toHex().constData()) << name << content << expected;
    };
    const QByteArray zeros(600, '\0');
    const QByteArray packet = "G\x1f\xff\x10"_ba + QByteArray(184, '\0');
    for (const auto extension : {"ts"_L1, "mts"_L1, "m2ts"_L1, "m2t"_L1})
        row(u"film."_s + extension, packet.repeated(20), u"video/mp2t"_s);
    row(u"timecodes.ts"_s, QByteArray("*+,-" + packet).repeated(20), u"video/mp2t"_s);
    row(u"text.tex"_s, packet.repeated(20), u"video/mp2t"_s);

    const QByteArray zip = QByteArray("PK\3\4\x14\0\0\0\x08\0", 10) + zeros;
    row(u"slides.key"_s, zip, u"application/vnd.apple.keynote"_s);
    row(u"archive.txt"_s, zip, u"application/zip"_s);
    row(u"archive.ts"_s, zip, u"application/zip"_s);

    const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16) + zeros;
    for (const auto extension : {"md"_L1, "tex"_L1, "c"_L1, "sty"_L1, "spec"_L1})
        row(u"picture."_s + extension, png, u"image/png"_s);

    const QByteArray elf = QByteArray("\x7f"
                                      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0\1\0\0\0",
                                      24) +
                           zeros;
    for (const auto extension : {"sh"_L1, "rs"_L1, "cls"_L1, "mod"_L1})
        row(u"program."_s + extension, elf, {});

    const QByteArray ole = QByteArray::fromHex("d0cf11e0a1b11ae1") + zeros;
    row(u"letter.dot"_s, ole, u"application/msword-template"_s);
    row(u"slides.pot"_s, ole, u"application/vnd.ms-powerpoint"_s);
    row(u"slides.pps"_s, ole, u"application/vnd.ms-powerpoint"_s);
    row(u"letter.bib"_s, ole, u"application/x-ole-storage"_s);

    row(u"words.mo"_s, QByteArray::fromHex("de120495") + zeros, u"application/x-gettext-translation"_s);
    row(u"pack.rpm"_s, QByteArray::fromHex("edabeedb0300") + zeros, u"application/x-rpm"_s);
    row(u"data.sps"_s, "$FL2@(#) SPSS DATA FILE"_ba + zeros, u"application/x-spss-sav"_s);
    row(u"data.sav"_s, "$FL2@(#) SPSS DATA FILE"_ba + zeros, u"application/x-spss-sav"_s);
    row(u"song.xm"_s, "Extended Module: "_ba + zeros, u"audio/x-xm"_s);
    row(u"picture.tga"_s, QByteArray("\0\0\2\0", 4) + zeros, u"image/x-tga"_s);
}

void tst_MimeTypes::binariesKeepTheirType()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, expected);
    const GuessedMimeType type = guessMimeType(write(name, content));
    QVERIFY(type.isKnown);
    if (expected.isEmpty())
        QVERIFY2(!isForTexts(type.name), qPrintable(type.name));
    else
        QCOMPARE(type.name, expected);
}

void tst_MimeTypes::missingFileIsNamedByItsExtension()
{
    QCOMPARE(guessMimeType(m_folder.filePath(u"absent.pdf"_s)).name, u"application/pdf"_s);
    QVERIFY(!guessMimeType(m_folder.filePath(u"absent"_s)).isKnown);
}

void tst_MimeTypes::doesNotOpenWhatIsNoPlainFile()
{
#ifdef Q_OS_UNIX
    const QString path = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(qPrintable(path), 0600), 0);
    // Opening a FIFO that has no writer would block for ever.
    QVERIFY(!guessMimeType(path).isKnown);
#else
    QSKIP("No FIFOs here");
#endif
}

void tst_MimeTypes::knownTypesAreSortedAndValid()
{
    const QStringList types = knownMimeTypes();
    QVERIFY(types.contains(u"text/plain"_s));
    QVERIFY(types.contains(u"video/mp4"_s));
    QVERIFY(!types.contains(unknownMimeType()));
    QVERIFY(std::is_sorted(types.cbegin(), types.cend()));
    QCOMPARE(QSet<QString>(types.cbegin(), types.cend()).size(), types.size());
    for (const QString &type : types)
        QVERIFY2(isMimeType(type), qPrintable(type));
    QVERIFY(isMimeType(unknownMimeType()));
}

void tst_MimeTypes::validTypes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValid");
    const auto row = [](const QString &text, bool isValid) { QTest::newRow(qPrintable(text)) << text << isValid; };
    row(u"text/plain"_s, true);
    row(u"text/x-c++src"_s, true);
    row(u"application/vnd.ms-excel.sheet.macroEnabled.12"_s, true);
    row(u"Image/PNG"_s, true);
    row(u"a/"_s + QString(127, u'b'), true);
    row(u"a/"_s + QString(128, u'b'), false);
    row(QString(), false);
    row(u"text"_s, false);
    row(u"text/"_s, false);
    row(u"/plain"_s, false);
    row(u"text/plain/x"_s, false);
    row(u"text/plain; charset=utf-8"_s, false);
    row(u" text/plain"_s, false);
    row(u"text/plain\n"_s, false);
    row(u"text/plain\r\nX-Header: 1"_s, false);
    row(u"text/-x"_s, false);
    row(u"text/ä"_s, false);
    row(u"*/*"_s, false);
}

void tst_MimeTypes::validTypes()
{
    QFETCH(QString, text);
    QFETCH(bool, isValid);
    QCOMPARE(isMimeType(text), isValid);
}

QTEST_GUILESS_MAIN(tst_MimeTypes)
#include "tst_mimetypes.moc"
