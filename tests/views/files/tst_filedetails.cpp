// SPDX-License-Identifier: Apache-2.0
#include "views/files/filedetails.h"

#include "tests/views/hostilenames.h"
#include "views/details/fieldlist.h"
#include "views/details/fieldvalue.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);
const QByteArray hash = QByteArray::fromHex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

const QByteArray activeText = R"({"name": "files/abc", "displayName": "<b>Führer</b>.mp4",
    "mimeType": "video/mp4", "sizeBytes": "1234567", "createTime": "2026-11-21T12:00:00.123456789Z",
    "updateTime": "2026-11-21T12:00:05Z", "expirationTime": "2026-11-23T12:00:00Z",
    "sha256Hash": "OWY4NmQwODE4ODRjN2Q2NTlhMmZlYWEwYzU1YWQwMTVhM2JmNGYxYjJiMGI4MjJjZDE1ZDZjMTViMGYwMGEwOA==",
    "uri": "https:\/\/host/v1beta/files/abc", "state": "ACTIVE", "source": "UPLOADED",
    "videoMetadata": {"videoDuration": "62.5s"}, "futureField": {"depth": 2}})";

const QByteArray errorText = R"({"code": 3, "message": "key=AIzaSyD-0123456789abcdef\nis bad",
    "details": [{"@type": "x", "reason": "BROKEN"}]})";

QJsonObject activeJson()
{
    return QJsonDocument::fromJson(activeText).object();
}

QJsonObject failedJson()
{
    QJsonObject json = activeJson();
    json.insert("state"_L1, u"FAILED"_s);
    json.insert("error"_L1, QJsonDocument::fromJson(errorText).object());
    return json;
}

RemoteFile file(const QJsonObject &json)
{
    return RemoteFile::fromJson(json).value_or(RemoteFile());
}

RemoteFile named(const QString &displayName)
{
    RemoteFile result = file(activeJson());
    result.displayName = displayName;
    return result;
}

RemoteFile numbered(int number, const QString &state, std::optional<qint64> size)
{
    RemoteFile result =
        file({{u"name"_s, u"files/f%1"_s.arg(number)},
              {u"state"_s, state},
              {u"expirationTime"_s, Timestamp{now.toSecsSinceEpoch() + qint64{3600} * number, 0}.toText()}});
    result.sizeBytes = size;
    return result;
}

} // namespace

class tst_FileDetails : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForAFile();
    void showsEveryField_data();
    void showsEveryField();
    void missingValues();
    void timesAreLocalWithUtcInTheToolTip();
    void errorsAreNamed();
    void expiryCountsDown();
    void originOfTheFile_data();
    void originOfTheFile();
    void anotherFileHasNoOriginYet();
    void severalFiles();
    void sizesThatDoNotFit();
    void sameFileKeepsSelectionAndPlace();
    void changedFileKeepsWhatStayed();
    void newFieldsKeepTheFocus();
    void anotherFileBeginsAtTheTop();
    void rawJson();
    void longJsonIsCut();
    void jsonCannotReorder();
    void hostileNames_data();
    void hostileNames();
    void keyboard();
    void contextMenu();
    void copiesAll();

private:
    FieldValue *value(const QString &name) const { return m_details->findChild<FieldValue *>(name); }
    QString text(const QString &name) const { return value(name) ? value(name)->toPlainText() : u"(none)"_s; }
    QTabWidget *tabs() const { return m_details->findChild<QTabWidget *>(); }
    QPlainTextEdit *json() const { return m_details->findChild<QPlainTextEdit *>(u"json"_s); }
    QScrollBar *bar() const { return m_details->findChild<FieldList *>()->verticalScrollBar(); }

    std::unique_ptr<FileDetails> m_details;
};

void tst_FileDetails::init()
{
    m_details = std::make_unique<FileDetails>();
    m_details->setClock([] { return now; });
    m_details->resize(420, 300);
    m_details->show();
    QVERIFY(QTest::qWaitForWindowActive(m_details.get()));
}

void tst_FileDetails::cleanup()
{
    m_details.reset();
}

void tst_FileDetails::asksForAFile()
{
    const auto *hint = m_details->findChild<QLabel *>(u"hint"_s);
    QVERIFY(hint->isVisible() && !tabs()->isVisible());
    m_details->setFiles({file(activeJson())});
    QVERIFY(!hint->isVisible() && tabs()->isVisible());
    m_details->setFiles({});
    QVERIFY(hint->isVisible() && !tabs()->isVisible());
    QCOMPARE(m_details->text(), QString());
    QVERIFY(!value(u"name"_s));
}

void tst_FileDetails::showsEveryField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("name") << u"name"_s << u"files/abc"_s;
    QTest::newRow("displayName") << u"displayName"_s << u"<b>Führer</b>.mp4"_s;
    QTest::newRow("mimeType") << u"mimeType"_s << u"video/mp4"_s;
    QTest::newRow("sizeBytes") << u"sizeBytes"_s << u"1.2 MB (%1 bytes)"_s.arg(QLocale().toString(1234567));
    QTest::newRow("state") << u"state"_s << u"Active (ACTIVE)"_s;
    QTest::newRow("sha256Hash") << u"sha256Hash"_s << QString::fromLatin1(hash.toHex());
    QTest::newRow("uri") << u"uri"_s << u"https://host/v1beta/files/abc"_s;
    QTest::newRow("downloadUri") << u"downloadUri"_s << u"—"_s;
    QTest::newRow("source") << u"source"_s << u"Uploaded (UPLOADED)"_s;
    QTest::newRow("videoDuration") << u"videoDuration"_s << u"1:03 (62.500s)"_s;
    QTest::newRow("unknown") << u"futureField"_s << u"{\n    \"depth\": 2\n}"_s;
}

void tst_FileDetails::showsEveryField()
{
    QFETCH(const QString, name);
    m_details->setFiles({file(activeJson())});
    QTEST(text(name), "value");
    QVERIFY2(value(name)->accessibleName().contains(name + u": "_s), qPrintable(value(name)->accessibleName()));
}

void tst_FileDetails::missingValues()
{
    RemoteFile bare = file({{u"name"_s, u"files/x"_s}});
    m_details->setFiles({bare});
    for (const QString &name : {u"displayName"_s, u"mimeType"_s, u"createTime"_s, u"updateTime"_s, u"expirationTime"_s,
                                u"sha256Hash"_s, u"uri"_s, u"source"_s})
        QCOMPARE(text(name), u"—"_s);
    QCOMPARE(text(u"sizeBytes"_s), u"0 bytes"_s);
    QVERIFY(!value(u"videoDuration"_s) && !value(u"code"_s));
    bare.sizeBytes.reset();
    m_details->setFiles({bare});
    QCOMPARE(text(u"sizeBytes"_s), u"?"_s);
}

void tst_FileDetails::timesAreLocalWithUtcInTheToolTip()
{
    m_details->setFiles({file(activeJson())});
    const QDateTime created(QDate(2026, 11, 21), QTime(12, 0, 0, 123), Qt::UTC);
    QCOMPARE(text(u"createTime"_s), QLocale().toString(created.toLocalTime(), QLocale::LongFormat));
    QVERIFY(value(u"createTime"_s)->toolTip().contains(u"2026-11-21T12:00:00.123456789Z"_s));
    QCOMPARE(value(u"createTime"_s)->accessibleDescription(), u"UTC: 2026-11-21T12:00:00.123456789Z"_s);
}

/// 3 is a google.rpc.Code, not an HTTP status. A key that the server repeats is neither shown nor copied.
void tst_FileDetails::errorsAreNamed()
{
    m_details->setFiles({file(failedJson())});
    QCOMPARE(text(u"state"_s), u"Failed (FAILED)"_s);
    QCOMPARE(text(u"code"_s), u"INVALID_ARGUMENT (3)"_s);
    QCOMPARE(value(u"code"_s)->accessibleName(), u"error code: INVALID_ARGUMENT (3)"_s);
    QCOMPARE(text(u"message"_s), u"key=[removed]\nis bad"_s);
    QVERIFY(text(u"details"_s).contains(u"\"reason\": \"BROKEN\""_s));
    value(u"message"_s)->copyExact();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"AIza"_s));
    QVERIFY(!json()->toPlainText().contains(u"AIza"_s));
}

void tst_FileDetails::expiryCountsDown()
{
    m_details->setFiles({file(activeJson())});
    QVERIFY2(text(u"expirationTime"_s).startsWith(u"in 3 h ("_s), qPrintable(text(u"expirationTime"_s)));
    m_details->setClock([] { return now.addSecs(2 * 3600 + 60 * 59); });
    QVERIFY(text(u"expirationTime"_s).startsWith(u"in 1 min ("_s));
    m_details->setClock([] { return now.addDays(1); });
    QVERIFY(text(u"expirationTime"_s).startsWith(u"expired ("_s));
    QVERIFY(value(u"expirationTime"_s)->toolTip().contains(u"2026-11-23T12:00:00Z"_s));
}

void tst_FileDetails::originOfTheFile_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QByteArray>("sha256");
    QTest::addColumn<QString>("words");
    QTest::newRow("not known") << false << QByteArray() << u"not known"_s;
    QTest::newRow("verified") << true << hash << u"yes: the server holds the content of the local file"_s;
    QTest::newRow("not verified") << true << QByteArray() << u"no: the content was not compared"_s;
    QTest::newRow("replaced") << true << QByteArray(32, 'x') << u"no: the server holds another content"_s;
}

void tst_FileDetails::originOfTheFile()
{
    QFETCH(const bool, isKnown);
    QFETCH(const QByteArray, sha256);
    m_details->setFiles({file(activeJson())});
    FileOrigin origin;
    origin.path = u"/home/me/a\nb.mp4"_s;
    origin.snapshot.size = 1234567;
    origin.snapshot.modifiedNs = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch() * 1'000'000;
    origin.sha256 = sha256;
    m_details->setOrigin(u"files/abc"_s, isKnown ? std::optional(origin) : std::nullopt);
    QTEST(text(u"Verified"_s), "words");
    QVERIFY(isKnown ? text(u"Local file"_s) == u"/home/me/a␊b.mp4"_s
                    : text(u"Local file"_s).startsWith(u"not known"_s));
    if (!isKnown)
        return;
    QVERIFY(text(u"Size"_s).startsWith(u"1.2 MB ("_s));
    QVERIFY(value(u"Modified"_s)->toolTip().contains(u"2026-11-20T08:00:00"_s));
    QCOMPARE(text(u"Uploaded"_s), u"—"_s);
}

void tst_FileDetails::anotherFileHasNoOriginYet()
{
    m_details->setFiles({file(activeJson())});
    FileOrigin origin;
    origin.path = u"/a"_s;
    m_details->setOrigin(u"files/other"_s, origin);
    QVERIFY(text(u"Local file"_s).startsWith(u"not known"_s));
    m_details->setOrigin(u"files/abc"_s, origin);
    m_details->setFiles({file(failedJson())});
    QCOMPARE(text(u"Local file"_s), u"/a"_s);
    m_details->setFiles({numbered(1, u"ACTIVE"_s, 1)});
    QVERIFY(text(u"Local file"_s).startsWith(u"not known"_s));
}

void tst_FileDetails::severalFiles()
{
    m_details->setFiles({numbered(5, u"ACTIVE"_s, 1'000'000), numbered(2, u"FAILED"_s, 500'000),
                         numbered(9, u"ACTIVE"_s, std::nullopt)});
    QCOMPARE(text(u"Files"_s), u"3"_s);
    QVERIFY(text(u"Total size"_s).startsWith(u"1.5 MB (%1 bytes), and 1"_s.arg(QLocale().toString(1'500'000))));
    QCOMPARE(text(u"Active"_s), u"2"_s);
    QCOMPARE(text(u"Failed"_s), u"1"_s);
    QVERIFY(text(u"First to expire"_s).startsWith(u"in 2 h ("_s));
    QVERIFY(!tabs()->isTabVisible(1));
    m_details->setFiles({file({{u"name"_s, u"files/a"_s}}), file({{u"name"_s, u"files/b"_s}})});
    QCOMPARE(text(u"First to expire"_s), u"none of them expires"_s);
    m_details->setFiles({file(activeJson())});
    QVERIFY(tabs()->isTabVisible(1));
}

void tst_FileDetails::sizesThatDoNotFit()
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    m_details->setFiles({numbered(1, u"ACTIVE"_s, largest), numbered(2, u"ACTIVE"_s, largest)});
    QVERIFY(text(u"Total size"_s).contains(QLocale().toString(largest)));
}

void tst_FileDetails::sameFileKeepsSelectionAndPlace()
{
    m_details->setFiles({file(failedJson())});
    QTRY_VERIFY(bar()->maximum() > 20);
    FieldValue *mimeType = value(u"mimeType"_s);
    mimeType->selectAll();
    bar()->setValue(20);
    m_details->setFiles({file(failedJson())});
    QCOMPARE(value(u"mimeType"_s), mimeType);
    QCOMPARE(mimeType->textCursor().selectedText(), u"video/mp4"_s);
    QCOMPARE(bar()->value(), 20);
}

void tst_FileDetails::changedFileKeepsWhatStayed()
{
    m_details->setFiles({file(activeJson())});
    FieldValue *mimeType = value(u"mimeType"_s);
    mimeType->selectAll();
    QJsonObject renamed = activeJson();
    renamed.insert("displayName"_L1, u"another"_s);
    m_details->setFiles({file(renamed)});
    QCOMPARE(text(u"displayName"_s), u"another"_s);
    QCOMPARE(mimeType->textCursor().selectedText(), u"video/mp4"_s);
}

void tst_FileDetails::newFieldsKeepTheFocus()
{
    m_details->setFiles({file(activeJson())});
    QTRY_VERIFY(bar()->maximum() > 20);
    value(u"uri"_s)->setFocus();
    const int place = bar()->value();
    m_details->setFiles({file(failedJson())});
    QVERIFY(value(u"code"_s));
    QVERIFY(value(u"uri"_s)->hasFocus());
    QCOMPARE(bar()->value(), place);
}

void tst_FileDetails::anotherFileBeginsAtTheTop()
{
    m_details->setFiles({file(activeJson())});
    QTRY_VERIFY(bar()->maximum() > 20);
    value(u"mimeType"_s)->selectAll();
    bar()->setValue(20);
    QJsonObject other = activeJson();
    other.insert("name"_L1, u"files/other"_s);
    m_details->setFiles({file(other)});
    QVERIFY(!value(u"mimeType"_s)->textCursor().hasSelection());
    QCOMPARE(bar()->value(), 0);
}

void tst_FileDetails::rawJson()
{
    m_details->setFiles({file(activeJson())});
    QVERIFY(json()->isReadOnly());
    QVERIFY(json()->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QVERIFY(json()->toPlainText().contains(u"\n    \"displayName\": \"<b>"_s));
    QCOMPARE(QJsonDocument::fromJson(json()->toPlainText().toUtf8()).object(), file(activeJson()).toJson());
    json()->selectAll();
    m_details->setFiles({file(activeJson())});
    QVERIFY(json()->textCursor().hasSelection());
}

void tst_FileDetails::longJsonIsCut()
{
    m_details->setFiles({named(QString(400'000, u'x'))});
    tabs()->setCurrentIndex(1);
    QVERIFY(json()->toPlainText().size() <= qsizetype{256} * 1024);
    const auto *note = m_details->findChild<QLabel *>(u"note"_s);
    QVERIFY(note->isVisible());
    QTest::mouseClick(m_details->findChild<QToolButton *>(u"copyAll"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().size() > 400'000);
    m_details->setFiles({named(u"short"_s)});
    QVERIFY(!note->isVisible());
}

void tst_FileDetails::jsonCannotReorder()
{
    const RemoteFile hostile = named(u"invoice\u202egpj.exe\u2028\u200f\u009b\U0001f600"_s);
    m_details->setFiles({hostile});
    QVERIFY(json()->toPlainText().contains(u"invoice\\u202egpj.exe\\u2028\\u200f\\u009b\U0001f600"_s));
    QCOMPARE(QJsonDocument::fromJson(json()->toPlainText().toUtf8()).object(), hostile.toJson());
}

void tst_FileDetails::hostileNames_data()
{
    QTest::addColumn<QString>("name");
    for (const HostileName &hostile : pollux::hostileNames())
        QTest::newRow(hostile.description) << hostile.name;
}

/// A hostile name is shown as plain text and completely, and does not widen the pane.
void tst_FileDetails::hostileNames()
{
    QFETCH(const QString, name);
    RemoteFile hostile = named(name);
    hostile.mimeType = hostile.uri = name;
    hostile.unknownFields = {{u"x"_s + name, name}};
    m_details->setFiles({named(u"plain"_s)});
    const int narrowest = m_details->minimumSizeHint().width();
    m_details->setFiles({hostile});
    QCOMPARE(m_details->minimumSizeHint().width(), narrowest);
    m_details->resize(m_details->minimumSize().width(), 300);
    const auto *list = m_details->findChild<FieldList *>();
    QTRY_COMPARE(list->widget()->width(), list->viewport()->width());
    for (const FieldValue *field : list->values()) {
        QVERIFY(field->geometry().right() < list->widget()->width());
        const QString raw = field->document()->toRawText().replace(QChar(QChar::Nbsp), u' ');
        QCOMPARE(raw, field->toPlainText().replace(u'\n', QChar(QChar::ParagraphSeparator)));
        const auto missing = [&] { return field->document()->size().height() - field->height(); };
        QTRY_VERIFY2_WITH_TIMEOUT(missing() <= 0, qPrintable(u"%1: %2"_s.arg(field->accessibleName()).arg(missing())),
                                  500);
    }
    for (const QLabel *label : m_details->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const QString shown = text(u"displayName"_s);
    QVERIFY(shown.size() <= 520);
    QVERIFY(!shown.contains(u'\n') && !shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x1b)));
    value(u"displayName"_s)->copyExact();
    QCOMPARE(QGuiApplication::clipboard()->text(), name.isEmpty() ? u"—"_s : name);
}

void tst_FileDetails::keyboard()
{
    m_details->setFiles({file(activeJson())});
    QTRY_VERIFY(bar()->maximum() > 20);
    const QList<FieldValue *> values = m_details->findChild<FieldList *>()->values();
    values.constFirst()->setFocus();
    for (FieldValue *field : values) {
        QVERIFY2(field->hasFocus(), qPrintable(field->accessibleName()));
        QVERIFY(!field->accessibleName().isEmpty());
        QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), field->value());
        QTRY_VERIFY2(!field->viewport()->visibleRegion().isEmpty(), qPrintable(field->accessibleName()));
        QTest::keyClick(field, Qt::Key_Tab);
    }
    FieldValue *mimeType = value(u"mimeType"_s);
    mimeType->setFocus();
    QTest::keyClick(mimeType, Qt::Key_Home);
    for (int letter = 0; letter < 5; ++letter)
        QTest::keyClick(mimeType, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(mimeType, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"video"_s);
}

void tst_FileDetails::contextMenu()
{
    m_details->setFiles({file(activeJson())});
    FieldValue *size = value(u"sizeBytes"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(size, &event);
    const auto *menu = size->findChild<QMenu *>();
    QVERIFY(menu);
    QStringList texts;
    for (QAction *action : menu->actions()) {
        texts.append(action->text().remove(u'&'));
        if (texts.constLast() == u"Copy as Sent"_s)
            action->trigger();
    }
    QCOMPARE(texts, (QStringList{u"Copy Value"_s, u"Copy as Sent"_s, QString(), u"Select All"_s}));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1234567"_s);
}

void tst_FileDetails::copiesAll()
{
    m_details->setFiles({file(failedJson())});
    auto *copy = m_details->findChild<QToolButton *>(u"copyAll"_s);
    QTest::mouseClick(copy, Qt::LeftButton);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    for (const QString &line : {u"name: files/abc"_s, u"state: Failed (FAILED)"_s, u"code: INVALID_ARGUMENT (3)"_s})
        QVERIFY2(lines.contains(line), qPrintable(line));
    tabs()->setCurrentIndex(1);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), json()->toPlainText());
}

QTEST_MAIN(tst_FileDetails)
#include "tst_filedetails.moc"
