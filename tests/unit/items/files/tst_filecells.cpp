// SPDX-License-Identifier: Apache-2.0
#include "models/items/badge.h"
#include "models/items/files/filesmodel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const QDateTime now(QDate(2026, 2, 28), QTime(12, 0), Qt::UTC);

RemoteFile fullFile()
{
    return *RemoteFile::fromJson({
        {u"name"_s, u"files/abc"_s},
        {u"displayName"_s, u"clip.mp4"_s},
        {u"mimeType"_s, u"video/mp4"_s},
        {u"sizeBytes"_s, u"4200000"_s},
        {u"createTime"_s, u"2026-02-28T10:00:00Z"_s},
        {u"updateTime"_s, u"2026-02-28T11:00:00Z"_s},
        {u"expirationTime"_s, u"2026-03-02T10:30:00Z"_s},
        {u"sha256Hash"_s, u"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="_s},
        {u"uri"_s, u"https://example.com/files/abc"_s},
        {u"state"_s, u"ACTIVE"_s},
        {u"source"_s, u"UPLOADED"_s},
        {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"12s"_s}}},
    });
}

RemoteFile bareFile()
{
    return *RemoteFile::fromJson({{u"name"_s, u"files/abc"_s}});
}

const QString emptyHash = u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;

} // namespace

class tst_FileCells final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void texts_data();
    void texts();
    void sizeThatIsNotUnderstood();
    void hostileNameStaysOnItsLine();
    void expiredInWords();
    void sortValues_data();
    void sortValues();
    void badges();
    void numbersStandToTheRight();
    void differences_data();
    void differences();
};

void tst_FileCells::texts_data()
{
    using enum FilesModel::Column;
    QTest::addColumn<FilesModel::Column>("column");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("full");
    QTest::addColumn<QString>("fullInWords");
    QTest::addColumn<QString>("bare");
    QTest::addColumn<QString>("bareInWords");
    const auto row = [](FilesModel::Column column, const QString &title, const QString &full,
                        const QString &fullInWords, const QString &bare, const QString &bareInWords) {
        QTest::newRow(qPrintable(title)) << column << title << full << fullInWords << bare << bareInWords;
    };
    row(NameColumn, u"Name"_s, u"clip.mp4"_s, u"clip.mp4"_s, u"files/abc"_s, u"files/abc"_s);
    row(SizeColumn, u"Size"_s, u"4.2 MB"_s, u"size 4.2 MB"_s, u"0 B"_s, u"size 0 B"_s);
    row(TypeColumn, u"Type"_s, u"video/mp4"_s, u"type video/mp4"_s, u"—"_s, u"type not known"_s);
    row(StateColumn, u"State"_s, u"Active"_s, u"state Active"_s, u"Unknown"_s, u"state Unknown"_s);
    row(DurationColumn, u"Duration"_s, u"0:12"_s, u"duration 0:12"_s, u"—"_s, u"duration not known"_s);
    row(CreatedColumn, u"Created"_s, u"28/02/2026 10:00"_s, u"created 28/02/2026 10:00"_s, u"—"_s,
        u"created not known"_s);
    row(UpdatedColumn, u"Updated"_s, u"28/02/2026 11:00"_s, u"updated 28/02/2026 11:00"_s, u"—"_s,
        u"updated not known"_s);
    row(ExpiresColumn, u"Expires"_s, u"in 46 h"_s, u"expires in 46 hours"_s, u"—"_s, u"does not expire"_s);
    row(SourceColumn, u"Source"_s, u"Uploaded"_s, u"source Uploaded"_s, u"—"_s, u"source not known"_s);
    row(ResourceNameColumn, u"Resource name"_s, u"files/abc"_s, u"resource name files/abc"_s, u"files/abc"_s,
        u"resource name files/abc"_s);
    row(HashColumn, u"SHA-256"_s, emptyHash, u"SHA-256 "_s + emptyHash, u"—"_s, u"SHA-256 not known"_s);
}

void tst_FileCells::texts()
{
    QFETCH(FilesModel::Column, column);
    QTEST(FilesModel::columns().title(column), "title");
    QTEST(FilesModel::columns().displayText(fullFile(), column, now), "full");
    QTEST(FilesModel::columns().accessibleText(fullFile(), column, now), "fullInWords");
    QTEST(FilesModel::columns().displayText(bareFile(), column, now), "bare");
    QTEST(FilesModel::columns().accessibleText(bareFile(), column, now), "bareInWords");
}

void tst_FileCells::sizeThatIsNotUnderstood()
{
    RemoteFile file = bareFile();
    file.sizeBytes.reset();
    QCOMPARE(FilesModel::columns().displayText(file, FilesModel::SizeColumn, now), u"?"_s);
    QCOMPARE(FilesModel::columns().accessibleText(file, FilesModel::SizeColumn, now), u"size not known"_s);
    QVERIFY(!FilesModel::columns().sortValue(file, FilesModel::SizeColumn).isValid());
}

void tst_FileCells::hostileNameStaysOnItsLine()
{
    RemoteFile file = bareFile();
    file.displayName = u"a\nb\u202Egpj.exe"_s;
    file.mimeType = u"text\n/plain"_s;
    QCOMPARE(FilesModel::columns().displayText(file, FilesModel::NameColumn, now), u"a␊b\uFFFDgpj.exe"_s);
    QCOMPARE(FilesModel::columns().displayText(file, FilesModel::TypeColumn, now), u"text␊/plain"_s);
    QCOMPARE(FilesModel::columns().sortValue(file, FilesModel::NameColumn).toString(), file.displayName);
}

void tst_FileCells::expiredInWords()
{
    QCOMPARE(FilesModel::columns().accessibleText(fullFile(), FilesModel::ExpiresColumn, now.addDays(3)), u"expired"_s);
}

void tst_FileCells::sortValues_data()
{
    using enum FilesModel::Column;
    QTest::addColumn<FilesModel::Column>("column");
    QTest::addColumn<QVariant>("expected");
    QTest::newRow("name") << NameColumn << QVariant(u"clip.mp4"_s);
    QTest::newRow("size") << SizeColumn << QVariant(qint64{4200000});
    QTest::newRow("type") << TypeColumn << QVariant(u"video/mp4"_s);
    QTest::newRow("state") << StateColumn << QVariant(u"Active"_s);
    QTest::newRow("duration") << DurationColumn << QVariant(qint64{12000});
    QTest::newRow("created") << CreatedColumn << QVariant(now.addSecs(-qint64{2} * 3600));
    QTest::newRow("updated") << UpdatedColumn << QVariant(now.addSecs(-3600));
    QTest::newRow("expires") << ExpiresColumn << QVariant(now.addSecs(46 * 3600 + 1800));
    QTest::newRow("source") << SourceColumn << QVariant(u"Uploaded"_s);
    QTest::newRow("resource name") << ResourceNameColumn << QVariant(u"files/abc"_s);
    QTest::newRow("hash") << HashColumn << QVariant(emptyHash);
}

void tst_FileCells::sortValues()
{
    QFETCH(FilesModel::Column, column);
    QTEST(FilesModel::columns().sortValue(fullFile(), column), "expected");
}

void tst_FileCells::badges()
{
    for (int column = 0; column < FilesModel::ColumnCount; ++column) {
        const bool hasBadge = column == FilesModel::StateColumn || column == FilesModel::ExpiresColumn;
        const QVariant badge = FilesModel::columns().badge(fullFile(), static_cast<FilesModel::Column>(column), now);
        QCOMPARE(badge.isValid(), hasBadge);
    }
    const QVariant expiry = FilesModel::columns().badge(fullFile(), FilesModel::ExpiresColumn, now);
    QCOMPARE(expiry.value<Badge>().text, u"in 46 h"_s);
}

void tst_FileCells::numbersStandToTheRight()
{
    QVERIFY(FilesModel::columns().alignment(FilesModel::SizeColumn).testFlag(Qt::AlignRight));
    QVERIFY(FilesModel::columns().alignment(FilesModel::DurationColumn).testFlag(Qt::AlignRight));
    QVERIFY(FilesModel::columns().alignment(FilesModel::NameColumn).testFlag(Qt::AlignLeft));
}

void tst_FileCells::differences_data()
{
    using enum FilesModel::Column;
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<FilesModel::Column>("expected");
    const auto row = [](const QString &key, const QJsonValue &value, FilesModel::Column expected) {
        QTest::newRow(qPrintable(key)) << key << value << expected;
    };
    row(u"displayName"_s, u"other"_s, NameColumn);
    row(u"uri"_s, u"https://example.com"_s, NameColumn);
    row(u"downloadUri"_s, u"https://example.com"_s, NameColumn);
    row(u"newKey"_s, 1, NameColumn);
    row(u"sizeBytes"_s, u"1"_s, SizeColumn);
    row(u"mimeType"_s, u"text/plain"_s, TypeColumn);
    row(u"state"_s, u"FAILED"_s, StateColumn);
    row(u"error"_s, QJsonObject{{u"code"_s, 3}}, StateColumn);
    row(u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"2s"_s}}, DurationColumn);
    row(u"createTime"_s, u"2026-02-28T10:00:00.1Z"_s, CreatedColumn);
    row(u"updateTime"_s, u"2026-02-28T10:00:00.1Z"_s, UpdatedColumn);
    row(u"expirationTime"_s, u"2026-02-28T10:00:00.1Z"_s, ExpiresColumn);
    row(u"source"_s, u"GENERATED"_s, SourceColumn);
    row(u"sha256Hash"_s, QString::fromLatin1(QByteArray(32, 'x').toBase64()), HashColumn);
}

void tst_FileCells::differences()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(FilesModel::Column, expected);
    QJsonObject changed = fullFile().toJson();
    changed.insert(key, value);
    for (int column = 0; column < FilesModel::ColumnCount; ++column) {
        const bool differs = FilesModel::columns().differs(fullFile(), *RemoteFile::fromJson(changed),
                                                           static_cast<FilesModel::Column>(column));
        QCOMPARE(differs, column == expected);
    }
}

QTEST_GUILESS_MAIN(tst_FileCells)
#include "tst_filecells.moc"
