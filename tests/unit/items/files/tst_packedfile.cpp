// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filerows.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QList<RemoteFile> filesIn(const QJsonValue &value)
{
    QList<RemoteFile> files;
    if (value.isArray()) {
        for (const QJsonValue each : value.toArray())
            files.append(filesIn(each));
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (const auto file = RemoteFile::fromJson(object); file && file->name.startsWith("files/"_L1))
            files.append(*file);
        for (const QJsonValue each : object)
            files.append(filesIn(each));
    }
    return files;
}

RemoteFile fullFile()
{
    RemoteFile file;
    file.name = u"files/abc-123"_s;
    file.displayName = u"Überblick 東京 😀.pdf"_s;
    file.mimeType = u"application/pdf"_s;
    file.sizeBytes = std::numeric_limits<qint64>::max();
    file.createTime = Timestamp{-62135596800, 999999999};
    file.updateTime = Timestamp{253402300799, 1};
    file.expirationTime = Timestamp{0, 0};
    file.sha256Hash = QByteArray(32, '\0');
    file.uri = u"https://example.com/v1beta/files/abc-123"_s;
    file.downloadUri = u"https://example.com/v1beta/files/abc-123:download?alt=media"_s;
    file.state = RemoteFile::State::Failed;
    file.stateText = u"FAILED"_s;
    file.source = RemoteFile::Source::Generated;
    file.sourceText = u"GENERATED"_s;
    file.error = Status{3, u"INVALID"_s, u"no frames"_s, QJsonArray{QJsonObject{{u"@type"_s, u"t"_s}}}};
    file.videoDuration = Duration{std::numeric_limits<qint64>::max(), 5};
    file.unknownFields = {{u"later"_s, QJsonArray{1.5, true, QJsonValue::Null}}};
    return file;
}

} // namespace

/// PackedFile, and FileRows, which consist of them.
class tst_PackedFile final : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLost_data();
    void nothingIsLost();
    void samples();
    void fullPool();
    void rows();
    void manyRows();
    void sums();
};

void tst_PackedFile::nothingIsLost_data()
{
    QTest::addColumn<RemoteFile>("file");
    const auto row = [](const char *title, const auto &change) {
        RemoteFile file = fullFile();
        change(file);
        QTest::newRow(title) << file;
    };
    RemoteFile bare;
    bare.name = u"files/x"_s;
    QTest::newRow("nothing but a name") << bare;
    row("everything", [](RemoteFile &) {});
    row("size not understood", [](RemoteFile &file) { file.sizeBytes.reset(); });
    row("size 0", [](RemoteFile &file) { file.sizeBytes = 0; });
    row("only one time", [](RemoteFile &file) {
        file.createTime.reset();
        file.expirationTime.reset();
    });
    row("no length", [](RemoteFile &file) { file.videoDuration.reset(); });
    row("no hash", [](RemoteFile &file) { file.sha256Hash.clear(); });
    row("a hash of another size", [](RemoteFile &file) { file.sha256Hash = QByteArray(300, '\xFF'); });
    row("half a surrogate pair", [](RemoteFile &file) { file.displayName = u"a"_s + QChar(0xD800) + u"b"_s; });
    row("NUL and line ends", [](RemoteFile &file) { file.displayName = u"a"_s + QChar(0) + u"\r\nb\u2028"_s; });
    row("a very long name", [](RemoteFile &file) { file.displayName = QString(10000, u'ü'); });
    row("long types and words", [](RemoteFile &file) {
        file.mimeType = QString(300, u'm');
        file.stateText = QString(300, u's');
        file.sourceText = QString(300, u'q');
    });
    row("one long word", [](RemoteFile &file) { file.sourceText = QString(300, u'q'); });
    row("addresses of something else", [](RemoteFile &file) {
        file.uri = u"https://example.com/other"_s;
        file.downloadUri = u"?"_s;
    });
    row("an address that is the name", [](RemoteFile &file) { file.uri = file.name; });
    row("the name twice in an address", [](RemoteFile &file) { file.uri = file.name + u'/' + file.name; });
    row("a long address", [](RemoteFile &file) { file.uri = QString(5000, u'u') + file.name; });
    row("a state that is not its word's", [](RemoteFile &file) { file.state = RemoteFile::State::Active; });
    row("only unknown fields", [](RemoteFile &file) { file.error.reset(); });
}

void tst_PackedFile::nothingIsLost()
{
    QFETCH(RemoteFile, file);
    TextPool pool;
    const PackedFile packed(file, pool);
    QCOMPARE(packed.unpack(pool), file);
    QCOMPARE(packed.name(), file.name);
    QCOMPARE(packed.displayName(), file.displayName);
    QCOMPARE(packed.shownName(), file.title());
    QCOMPARE(packed.mimeType(pool), file.mimeType);
    QCOMPARE(packed.stateText(pool), file.stateText);
    QCOMPARE(packed.sourceText(pool), file.sourceText);
    QCOMPARE(packed.state(), file.state);
    QCOMPARE(packed.sizeBytes(), file.sizeBytes);
    QCOMPARE(packed.createTime(), file.createTime);
    QCOMPARE(packed.updateTime(), file.updateTime);
    QCOMPARE(packed.expirationTime(), file.expirationTime);
    QCOMPARE(packed.videoDuration(), file.videoDuration);
    QCOMPARE(packed.sha256Hash(), file.sha256Hash);
}

void tst_PackedFile::samples()
{
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/samples"));
    TextPool pool;
    int count = 0;
    for (const QString &name : folder.entryList({u"*.json"_s})) {
        QFile source(folder.filePath(name));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QJsonDocument document = QJsonDocument::fromJson(source.readAll());
        for (const RemoteFile &file : filesIn(document.object())) {
            ++count;
            QCOMPARE(PackedFile(file, pool).unpack(pool), file);
        }
    }
    QVERIFY(count >= 5);
}

void tst_PackedFile::fullPool()
{
    TextPool pool;
    const quint16 before = pool.numberOf(u"text/plain"_s);
    for (int i = 0; i < 70000; ++i)
        pool.numberOf(QString::number(i));
    QCOMPARE(pool.numberOf(u"text/plain"_s), before);
    QCOMPARE(pool.numberOf(u"text/new"_s), TextPool::none);
    const RemoteFile file = fullFile();
    QCOMPARE(PackedFile(file, pool).unpack(pool), file);
}

void tst_PackedFile::rows()
{
    FileRows rows;
    QCOMPARE(rows.rowOf(u"files/abc-123"_s), -1);
    RemoteFile file = fullFile();
    rows.append(file);
    QCOMPARE(rows.rowOf(file.name), 0);
    QCOMPARE(rows.rowOf(u"files/abc"_s), -1);
    QCOMPARE(rows.peek(0), file);
    file.displayName = u"other"_s;
    rows.replace(0, file);
    QCOMPARE(rows.peek(0), file);
    QCOMPARE(rows.at(0), file);
    rows.remove(0, 0);
    QCOMPARE(rows.count(), 0);
    QCOMPARE(rows.rowOf(file.name), -1);
}

void tst_PackedFile::manyRows()
{
    FileRows rows;
    const auto name = [](int number) { return u"files/%1"_s.arg(number); };
    RemoteFile file;
    const auto verify = [&](const QList<int> &numbers) {
        QCOMPARE(rows.count(), numbers.size());
        for (int row = 0; row < rows.count(); ++row) {
            QCOMPARE(rows.peek(row).name, name(numbers.at(row)));
            QCOMPARE(rows.rowOf(name(numbers.at(row))), row);
        }
    };
    QList<int> numbers;
    for (int number = 0; number < 1000; ++number) {
        file.name = name(number);
        rows.append(file);
        numbers.append(number);
        if (number % 97 == 0)
            QCOMPARE(rows.rowOf(name(number)), number);
    }
    verify(numbers);
    rows.remove(10, 20);
    numbers.remove(10, 11);
    verify(numbers);
    QCOMPARE(rows.rowOf(name(15)), -1);
    rows.remove(0, 0);
    numbers.removeFirst();
    file.name = name(15);
    rows.append(file);
    numbers.append(15);
    verify(numbers);
    rows.clear();
    QCOMPARE(rows.rowOf(name(15)), -1);
}

void tst_PackedFile::sums()
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    FileRows rows;
    RemoteFile file;
    QCOMPARE(rows.totalBytes(), 0);
    for (int row = 0; row < 5; ++row) {
        file.name = QString::number(row);
        file.sizeBytes = row == 1 ? std::optional<qint64>() : largest;
        rows.append(file);
        QCOMPARE(rows.totalBytes(), largest);
    }
    rows.remove(2, 4);
    QCOMPARE(rows.totalBytes(), largest);
    file.name = u"0"_s;
    file.sizeBytes = 7;
    rows.replace(0, file);
    QCOMPARE(rows.totalBytes(), 7);
}

QTEST_GUILESS_MAIN(tst_PackedFile)
#include "tst_packedfile.moc"
