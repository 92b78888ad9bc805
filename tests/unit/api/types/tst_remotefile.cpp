// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/remotefile.h"
#include "tests/unit/api/sample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

using State = RemoteFile::State;
using Source = RemoteFile::Source;

/// The file in a sample: the sample itself, the "file" of an upload answer, or the only file of a list.
QJsonObject fileOf(const QJsonObject &answer)
{
    if (answer.contains("file"_L1))
        return answer.value("file"_L1).toObject();
    if (answer.contains("files"_L1))
        return answer.value("files"_L1).toArray().first().toObject();
    return answer;
}

QJsonObject fullFile()
{
    const QJsonObject detail{{u"@type"_s, u"type.googleapis.com/google.rpc.ErrorInfo"_s},
                             {u"reason"_s, u"BAD_VIDEO"_s}};
    return {
        {u"name"_s, u"files/abc"_s},
        {u"displayName"_s, u"Übersicht – «ü» 📄"_s},
        {u"mimeType"_s, u"video/mp4"_s},
        {u"sizeBytes"_s, u"9007199254740993"_s},
        {u"createTime"_s, u"2025-02-14T22:33:33.377817Z"_s},
        {u"updateTime"_s, u"2025-02-14T22:33:34Z"_s},
        {u"expirationTime"_s, u"2025-02-16T22:33:33.359672295Z"_s},
        {u"sha256Hash"_s,
         u"Yjk0ZDI3Yjk5MzRkM2UwOGE1MmU1MmQ3ZGE3ZGFiZmFjNDg0ZWZlMzdhNTM4MGVlOTA4OGY3YWNlMmVmY2RlOQ=="_s},
        {u"uri"_s, u"https://a.example/v1beta/files/abc"_s},
        {u"downloadUri"_s, u"https://a.example/v1beta/files/abc:download?alt=media"_s},
        {u"state"_s, u"FAILED"_s},
        {u"source"_s, u"GENERATED"_s},
        {u"error"_s,
         QJsonObject{{u"code"_s, 3}, {u"message"_s, u"The video is damaged."_s}, {u"details"_s, QJsonArray{detail}}}},
        {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"3.500s"_s}}}};
}

/// A file in which each field has the value of a wrong type.
QJsonObject wrongTypes(const QJsonValue &value)
{
    QJsonObject object{{u"name"_s, u"files/a"_s}};
    for (const auto &key :
         {u"displayName"_s, u"mimeType"_s, u"sizeBytes"_s, u"createTime"_s, u"updateTime"_s, u"expirationTime"_s,
          u"sha256Hash"_s, u"uri"_s, u"downloadUri"_s, u"state"_s, u"source"_s, u"error"_s, u"videoMetadata"_s})
        object.insert(key, value);
    return object;
}

} // namespace

class tst_RemoteFile : public QObject {
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void videoSample();
    void everyField();
    void defaults();
    void needsAName_data();
    void needsAName();
    void sizes_data();
    void sizes();
    void states_data();
    void states();
    void sources_data();
    void sources();
    void keepsUnknownKeys();
    void keepsWhatItCannotRead();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
    void roundTrips_data();
    void roundTrips();
    void pages_data();
    void pages();
    void pageSample();
};

void tst_RemoteFile::samples_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("01") << u"01-file-get-audio-active"_s;
    QTest::newRow("02") << u"02-files-list-one-page"_s;
    QTest::newRow("03") << u"03-upload-final-video-processing"_s;
    QTest::newRow("05") << u"05-file-jsonl-odd-mime"_s;
    QTest::newRow("08") << u"08-upload-final-audio-no-displayname"_s;
    QTest::newRow("09") << u"09-upload-final-pdf-2026"_s;
    QTest::newRow("10") << u"10-file-get-pdf-2026"_s;
}

void tst_RemoteFile::samples()
{
    QFETCH(const QString, name);
    const QJsonObject sent = fileOf(sample::object(name));
    const auto file = RemoteFile::fromJson(sent);
    QVERIFY(file);
    // No field is lost, and none ends up among the unknown fields.
    QCOMPARE(file->toJson(), sent);
    QCOMPARE(file->unknownFields, QJsonObject());
    QCOMPARE(file->sha256Hash.size(), 32);
    QVERIFY(file->createTime && file->updateTime && file->expirationTime);
}

void tst_RemoteFile::videoSample()
{
    const auto file = RemoteFile::fromJson(fileOf(sample::object(u"03-upload-final-video-processing")));
    QVERIFY(file);
    QCOMPARE(file->name, u"files/4if4o2bqvugf"_s);
    QCOMPARE(file->displayName, u"Big Buck Bunny"_s);
    QCOMPARE(file->mimeType, u"video/mp4"_s);
    QCOMPARE(file->sizeBytes, 64657027);
    QCOMPARE(file->createTime, (Timestamp{1724660696, 68'012'000}));
    QCOMPARE(file->updateTime, file->createTime);
    QCOMPARE(file->expirationTime, (Timestamp{1724833496, 49'455'995}));
    QCOMPARE(file->sha256Hash.toHex(), "f78f39603e6774907f2faafabf26a667f4a6fc31769ec304a8a8f7c62d280508"_ba);
    QCOMPARE(file->uri, u"https://generativelanguage.googleapis.com/v1beta/files/4if4o2bqvugf"_s);
    QCOMPARE(file->state, State::Processing);
    QCOMPARE(file->source, Source::Unspecified);
    QVERIFY(!file->error);
    QVERIFY(!file->videoDuration);
}

void tst_RemoteFile::everyField()
{
    const auto file = RemoteFile::fromJson(fullFile());
    QVERIFY(file);
    QCOMPARE(file->downloadUri, u"https://a.example/v1beta/files/abc:download?alt=media"_s);
    QCOMPARE(file->state, State::Failed);
    QCOMPARE(file->source, Source::Generated);
    QVERIFY(file->error);
    QCOMPARE(file->error->code, 3);
    QCOMPARE(file->error->message, u"The video is damaged."_s);
    QCOMPARE(file->error->readDetails().reason, u"BAD_VIDEO"_s);
    QCOMPARE(file->videoDuration, (Duration{3, 500'000'000}));
    QCOMPARE(file->unknownFields, QJsonObject());
    QCOMPARE(file->toJson(), fullFile());
}

void tst_RemoteFile::defaults()
{
    const auto file = RemoteFile::fromJson({{u"name"_s, u"files/a"_s}});
    QVERIFY(file);
    RemoteFile expected;
    expected.name = u"files/a"_s;
    QCOMPARE(*file, expected);
    QCOMPARE(file->sizeBytes, 0);
    QCOMPARE(file->toJson(), (QJsonObject{{u"name"_s, u"files/a"_s}}));
}

void tst_RemoteFile::needsAName_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("empty name") << R"({"name":""})"_ba;
    QTest::newRow("number") << R"({"name":5,"state":"ACTIVE"})"_ba;
    QTest::newRow("null") << R"({"name":null})"_ba;
    QTest::newRow("envelope") << R"({"file":{"name":"files/a"}})"_ba;
}

void tst_RemoteFile::needsAName()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!RemoteFile::fromJson(QJsonDocument::fromJson(json).object()));
}

void tst_RemoteFile::sizes_data()
{
    QTest::addColumn<QJsonValue>("sent");
    QTest::addColumn<qint64>("expected"); // -1 = not readable
    QTest::newRow("text") << QJsonValue(u"5"_s) << qint64{5};
    QTest::newRow("number") << QJsonValue(5) << qint64{5};
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << qint64{0};
    QTest::newRow("negative") << QJsonValue(u"-1"_s) << qint64{-1};
    QTest::newRow("overflow") << QJsonValue(u"9223372036854775808"_s) << qint64{-1};
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << qint64{0};
}

void tst_RemoteFile::sizes()
{
    QFETCH(const QJsonValue, sent);
    const auto file = RemoteFile::fromJson({{u"name"_s, u"files/a"_s}, {u"sizeBytes"_s, sent}});
    QVERIFY(file);
    QTEST(file->sizeBytes.value_or(-1), "expected");
}

void tst_RemoteFile::states_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<RemoteFile::State>("expected");
    QTest::newRow("missing") << QString() << State::Unspecified;
    QTest::newRow("unspecified") << u"STATE_UNSPECIFIED"_s << State::Unspecified;
    QTest::newRow("processing") << u"PROCESSING"_s << State::Processing;
    QTest::newRow("active") << u"ACTIVE"_s << State::Active;
    QTest::newRow("failed") << u"FAILED"_s << State::Failed;
    QTest::newRow("new word") << u"QUARANTINED"_s << State::Unknown;
    QTest::newRow("other case") << u"active"_s << State::Unknown;
}

void tst_RemoteFile::states()
{
    QFETCH(const QString, word);
    const auto file = RemoteFile::fromJson({{u"name"_s, u"files/a"_s}, {u"state"_s, word}});
    QVERIFY(file);
    QTEST(file->state, "expected");
    QCOMPARE(file->stateText, word);
}

void tst_RemoteFile::sources_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<RemoteFile::Source>("expected");
    QTest::newRow("missing") << QString() << Source::Unspecified;
    QTest::newRow("unspecified") << u"SOURCE_UNSPECIFIED"_s << Source::Unspecified;
    QTest::newRow("uploaded") << u"UPLOADED"_s << Source::Uploaded;
    QTest::newRow("generated") << u"GENERATED"_s << Source::Generated;
    QTest::newRow("registered") << u"REGISTERED"_s << Source::Registered;
    QTest::newRow("new word") << u"BEAMED"_s << Source::Unknown;
}

void tst_RemoteFile::sources()
{
    QFETCH(const QString, word);
    const auto file = RemoteFile::fromJson({{u"name"_s, u"files/a"_s}, {u"source"_s, word}});
    QVERIFY(file);
    QTEST(file->source, "expected");
    QCOMPARE(file->sourceText, word);
}

void tst_RemoteFile::keepsUnknownKeys()
{
    const QJsonObject sent{
        {u"name"_s, u"files/a"_s},
        {u"color"_s, QJsonArray{1, u"two"_s}},
        {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"596s"_s}, {u"videoThumbnailBytes"_s, u"/9j/"_s}}}};
    const auto file = RemoteFile::fromJson(sent);
    QVERIFY(file);
    QCOMPARE(file->videoDuration, (Duration{596, 0}));
    QCOMPARE(file->unknownFields,
             (QJsonObject{{u"color"_s, QJsonArray{1, u"two"_s}},
                          {u"videoMetadata"_s, QJsonObject{{u"videoThumbnailBytes"_s, u"/9j/"_s}}}}));
    QCOMPARE(file->toJson(), sent);
}

void tst_RemoteFile::keepsWhatItCannotRead()
{
    const QJsonObject sent{{u"name"_s, u"files/a"_s},
                           {u"sizeBytes"_s, u"-1"_s},
                           {u"createTime"_s, u"yesterday"_s},
                           {u"sha256Hash"_s, u"?"_s},
                           {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"long"_s}}}};
    const auto file = RemoteFile::fromJson(sent);
    QVERIFY(file);
    QVERIFY(!file->sizeBytes && !file->createTime && !file->videoDuration);
    QVERIFY(file->sha256Hash.isEmpty());
    QCOMPARE(file->toJson(), sent);
}

void tst_RemoteFile::survivesWrongTypes_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("true") << QJsonValue(true);
    QTest::newRow("fraction") << QJsonValue(-1.5);
    QTest::newRow("text") << QJsonValue(u"\u202e<b>x"_s);
    QTest::newRow("array") << QJsonValue(QJsonArray{QJsonArray{}, 1});
    QTest::newRow("object") << QJsonValue(QJsonObject{{u"videoDuration"_s, QJsonArray{}}, {u"code"_s, u"x"_s}});
}

void tst_RemoteFile::survivesWrongTypes()
{
    QFETCH(const QJsonValue, value);
    const auto file = RemoteFile::fromJson(wrongTypes(value));
    QVERIFY(file);
    QCOMPARE(file->name, u"files/a"_s);
    QVERIFY(!file->createTime && !file->updateTime && !file->expirationTime && !file->videoDuration);
    QVERIFY(file->sha256Hash.isEmpty());
    QCOMPARE(file->error.has_value(), value.isObject());
    QCOMPARE(file->sizeBytes.has_value(), value.isNull());
    QCOMPARE(RemoteFile::fromJson(file->toJson()), file);
}

void tst_RemoteFile::roundTrips_data()
{
    QTest::addColumn<QJsonObject>("sent");
    QTest::newRow("name only") << QJsonObject{{u"name"_s, u"files/a"_s}};
    QTest::newRow("every field") << fullFile();
    QTest::newRow("unknown state") << QJsonObject{{u"name"_s, u"files/a"_s}, {u"state"_s, u"QUARANTINED"_s}};
    QTest::newRow("error with a text code")
        << QJsonObject{{u"name"_s, u"files/a"_s}, {u"error"_s, QJsonObject{{u"code"_s, u"not_found"_s}}}};
    QTest::newRow("largest size") << QJsonObject{{u"name"_s, u"files/a"_s}, {u"sizeBytes"_s, u"9223372036854775807"_s}};
    QTest::newRow("unreadable size") << QJsonObject{{u"name"_s, u"files/a"_s}, {u"sizeBytes"_s, u"+5"_s}};
    QTest::newRow("offset time") << QJsonObject{{u"name"_s, u"files/a"_s},
                                                {u"createTime"_s, u"2024-08-26T10:24:56+02:00"_s}};
}

void tst_RemoteFile::roundTrips()
{
    QFETCH(const QJsonObject, sent);
    const auto file = RemoteFile::fromJson(sent);
    QVERIFY(file);
    QCOMPARE(RemoteFile::fromJson(file->toJson()), file);
}

void tst_RemoteFile::pages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("files"); // -1 = not readable as a page
    QTest::addColumn<int>("unreadable");
    QTest::addColumn<QString>("token");
    QTest::newRow("empty object") << "{}"_ba << 0 << 0 << QString();
    QTest::newRow("empty array") << R"({"files":[]})"_ba << 0 << 0 << QString();
    QTest::newRow("token only") << R"({"nextPageToken":"t+/="})"_ba << 0 << 0 << u"t+/="_s;
    QTest::newRow("two") << R"({"files":[{"name":"files/a"},{"name":"files/b"}],"nextPageToken":"t"})"_ba << 2 << 0
                         << u"t"_s;
    QTest::newRow("entries that are none")
        << R"({"files":[{"name":"files/a"},null,5,"x",[],{},{"name":""}]})"_ba << 1 << 6 << QString();
    QTest::newRow("token of a wrong type") << R"({"files":[],"nextPageToken":5})"_ba << 0 << 0 << QString();
    QTest::newRow("other keys only") << R"({"status":"ok"})"_ba << -1 << 0 << QString();
    QTest::newRow("error beside the files") << R"({"files":[],"error":{"code":500}})"_ba << -1 << 0 << QString();
    QTest::newRow("error in words") << R"({"error":"no"})"_ba << -1 << 0 << QString();
    QTest::newRow("more keys") << R"({"files":[],"kind":"page"})"_ba << 0 << 0 << QString();
    QTest::newRow("files is an object") << R"({"files":{}})"_ba << -1 << 0 << QString();
    QTest::newRow("files is a text") << R"({"files":"none"})"_ba << -1 << 0 << QString();
}

void tst_RemoteFile::pages()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, files);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    const auto page = FilePage::fromJson(document.object());
    QCOMPARE(page.has_value(), files >= 0);
    if (!page)
        return;
    QCOMPARE(page->entries.size(), files);
    QTEST(page->unreadable, "unreadable");
    QTEST(page->nextPageToken, "token");
}

void tst_RemoteFile::pageSample()
{
    const auto page = FilePage::fromJson(sample::object(u"02-files-list-one-page"));
    QVERIFY(page);
    QCOMPARE(page->entries.size(), 1);
    QCOMPARE(page->entries.first(), RemoteFile::fromJson(sample::object(u"01-file-get-audio-active")).value());
    QVERIFY(page->nextPageToken.isEmpty());
}

QTEST_GUILESS_MAIN(tst_RemoteFile)
#include "tst_remotefile.moc"
