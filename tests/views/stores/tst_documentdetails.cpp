// SPDX-License-Identifier: Apache-2.0
#include "views/stores/documentdetails.h"

#include "views/details/fieldvalue.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTest>
#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

const QByteArray documentJson = R"({"name": "fileSearchStores/manuals-1/documents/guide",
    "displayName": "<b>Führer</b>\nzwei", "mimeType": "text/plain", "sizeBytes": "48210", "state": "STATE_ACTIVE",
    "createTime": "2026-03-01T12:00:00Z", "updateTime": "2026-03-01T12:00:05.250Z",
    "customMetadata": [{"key": "topic", "stringValue": "visitors"}, {"key": "year", "numericValue": 2024.5},
                       {"key": "tags", "stringListValue": {"values": ["a", "b"]}}],
    "futureField": {"depth": 2}, "futureText": "x"})";

} // namespace

class tst_DocumentDetails : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForARow();
    void showsEveryField_data();
    void showsEveryField();
    void timesAreLocalWithUtcInTheToolTip();
    void metadataIsTyped();
    void longNamesAreCut();
    void missingValues();
    void valuesCanBeSelected();
    void sameDocumentKeepsTheSelection();
    void rawJson();
    void severalDocuments();

private:
    FieldValue *value(const QString &name) const { return m_details->findChild<FieldValue *>(name); }
    void show(const QByteArray &json);

    std::unique_ptr<DocumentDetails> m_details;
};

void tst_DocumentDetails::init()
{
    m_details = std::make_unique<DocumentDetails>();
    m_details->resize(420, 400);
    m_details->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_details.get()));
}

void tst_DocumentDetails::cleanup()
{
    m_details.reset();
}

void tst_DocumentDetails::show(const QByteArray &json)
{
    const std::optional<Document> document = Document::fromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(document);
    m_details->setDocuments({*document});
}

void tst_DocumentDetails::asksForARow()
{
    const auto *hint = m_details->findChild<QLabel *>(u"hint"_s);
    QVERIFY(hint->isVisible());
    QCOMPARE(hint->text(), u"Select a document to see its details."_s);
    show(documentJson);
    QVERIFY(!hint->isVisible());
    m_details->setDocuments({});
    QVERIFY(hint->isVisible());
    QVERIFY(!value(u"displayName"_s));
}

void tst_DocumentDetails::showsEveryField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"name"_s << u"fileSearchStores/manuals-1/documents/guide"_s;
    QTest::newRow("displayName") << u"displayName"_s << u"<b>Führer</b>␊zwei"_s;
    QTest::newRow("state") << u"state"_s << u"Active (STATE_ACTIVE)"_s;
    QTest::newRow("mimeType") << u"mimeType"_s << u"text/plain"_s;
    QTest::newRow("sizeBytes") << u"sizeBytes"_s << u"48.2 kB (%1 bytes)"_s.arg(QLocale().toString(48210));
    QTest::newRow("text") << u"topic"_s << u"visitors"_s;
    QTest::newRow("number") << u"year"_s << u"2024.5"_s;
    QTest::newRow("list") << u"tags"_s << u"• a\n• b"_s;
    QTest::newRow("unknown object") << u"futureField"_s << u"{\n    \"depth\": 2\n}"_s;
    QTest::newRow("unknown text") << u"futureText"_s << u"x"_s;
}

void tst_DocumentDetails::showsEveryField()
{
    QFETCH(const QString, name);
    show(documentJson);
    QVERIFY(value(name));
    QTEST(value(name)->toPlainText(), "text");
}

void tst_DocumentDetails::timesAreLocalWithUtcInTheToolTip()
{
    show(documentJson);
    const QDateTime created(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    QCOMPARE(value(u"createTime"_s)->toPlainText(), QLocale().toString(created.toLocalTime(), QLocale::LongFormat));
    QVERIFY(value(u"createTime"_s)->toolTip().contains(u"2026-03-01T12:00:00Z"_s));
    QVERIFY(value(u"updateTime"_s)->toolTip().contains(u"2026-03-01T12:00:05.250Z"_s));
}

void tst_DocumentDetails::metadataIsTyped()
{
    show(documentJson);
    QCOMPARE(value(u"topic"_s)->accessibleName(), u"customMetadata topic stringValue: visitors"_s);
    QCOMPARE(value(u"year"_s)->accessibleName(), u"customMetadata year numericValue: 2024.5"_s);
    QCOMPARE(value(u"tags"_s)->accessibleName(), u"customMetadata tags stringListValue: • a • b"_s);
}

void tst_DocumentDetails::longNamesAreCut()
{
    const QByteArray key(300, 'k');
    show(R"({"name": "ragStores/a/documents/b", "customMetadata": [{"key": ")" + key + R"(", "stringValue": "v"}]})");
    for (const QLabel *label : m_details->findChildren<QLabel *>())
        QVERIFY2(label->sizeHint().width() < m_details->width(), qPrintable(label->text()));
}

void tst_DocumentDetails::missingValues()
{
    show(R"({"name": "ragStores/a/documents/b"})");
    for (const QString &name : {u"displayName"_s, u"mimeType"_s, u"createTime"_s, u"updateTime"_s})
        QCOMPARE(value(name)->toPlainText(), u"—"_s);
    QCOMPARE(value(u"sizeBytes"_s)->toPlainText(), u"0 bytes"_s);
}

void tst_DocumentDetails::valuesCanBeSelected()
{
    show(documentJson);
    for (const QString &name : {u"name"_s, u"state"_s, u"createTime"_s, u"tags"_s, u"futureField"_s}) {
        const Qt::TextInteractionFlags flags = value(name)->textInteractionFlags();
        QVERIFY(flags.testFlag(Qt::TextSelectableByMouse) && flags.testFlag(Qt::TextSelectableByKeyboard));
    }
}

void tst_DocumentDetails::sameDocumentKeepsTheSelection()
{
    show(documentJson);
    FieldValue *mimeType = value(u"mimeType"_s);
    mimeType->selectAll();
    show(documentJson);
    QCOMPARE(value(u"mimeType"_s), mimeType);
    QCOMPARE(mimeType->textCursor().selectedText(), u"text/plain"_s);
}

void tst_DocumentDetails::rawJson()
{
    show(documentJson);
    m_details->findChild<QTabWidget *>()->setCurrentIndex(1);
    const QString shown = m_details->findChild<QPlainTextEdit *>(u"json"_s)->toPlainText();
    QCOMPARE(QJsonDocument::fromJson(shown.toUtf8()).object(), QJsonDocument::fromJson(documentJson).object());
    QCOMPARE(m_details->text(), shown);
}

void tst_DocumentDetails::severalDocuments()
{
    Document document = *Document::fromJson(QJsonDocument::fromJson(documentJson).object());
    Document pending = document;
    pending.state = Document::State::Pending;
    pending.sizeBytes = 1000;
    m_details->setDocuments({document, pending, document});
    QCOMPARE(value(u"Documents"_s)->toPlainText(), u"3"_s);
    QCOMPARE(value(u"Active"_s)->toPlainText(), u"2"_s);
    QCOMPARE(value(u"Pending"_s)->toPlainText(), u"1"_s);
    QVERIFY(value(u"Total size"_s)->toPlainText().startsWith(u"97.4 kB ("_s));
}

QTEST_MAIN(tst_DocumentDetails)
#include "tst_documentdetails.moc"
