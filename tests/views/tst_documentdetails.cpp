// SPDX-License-Identifier: Apache-2.0
#include "views/documentdetails.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QTest>
#include <QToolButton>

#include <algorithm>
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
    void copiesJson();
    void textsArePlain();

private:
    QLabel *value(const QString &name) const { return m_details->findChild<QLabel *>(name); }
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
    m_details->setDocument(document);
}

void tst_DocumentDetails::asksForARow()
{
    const auto isAsking = [this] {
        const QList<QLabel *> labels = m_details->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"Select a document to see its details."_s;
        });
    };
    QVERIFY(isAsking());
    show(documentJson);
    QVERIFY(!isAsking());
    m_details->setDocument(std::nullopt);
    QVERIFY(isAsking());
    QVERIFY(!value(u"displayName"_s));
}

void tst_DocumentDetails::showsEveryField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"name"_s << u"fileSearchStores/manuals-1/documents/guide"_s;
    QTest::newRow("displayName") << u"displayName"_s << u"<b>Führer</b>\nzwei"_s;
    QTest::newRow("state") << u"state"_s << u"Active (STATE_ACTIVE)"_s;
    QTest::newRow("mimeType") << u"mimeType"_s << u"text/plain"_s;
    QTest::newRow("sizeBytes") << u"sizeBytes"_s << u"48.2 kB (%1 bytes)"_s.arg(QLocale().toString(48210));
    QTest::newRow("text") << u"topic"_s << u"visitors"_s;
    QTest::newRow("number") << u"year"_s << u"2024.5"_s;
    QTest::newRow("list") << u"tags"_s << u"• a\n• b"_s;
    QTest::newRow("unknown object") << u"futureField"_s << u"{\"depth\":2}"_s;
    QTest::newRow("unknown text") << u"futureText"_s << u"x"_s;
}

void tst_DocumentDetails::showsEveryField()
{
    QFETCH(const QString, name);
    show(documentJson);
    QVERIFY(value(name));
    QTEST(value(name)->text(), "text");
}

void tst_DocumentDetails::timesAreLocalWithUtcInTheToolTip()
{
    show(documentJson);
    const QDateTime created(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    QCOMPARE(value(u"createTime"_s)->text(), QLocale().toString(created.toLocalTime(), QLocale::LongFormat));
    QVERIFY(value(u"createTime"_s)->toolTip().contains(u"2026-03-01T12:00:00Z"_s));
    QVERIFY(value(u"updateTime"_s)->toolTip().contains(u"2026-03-01T12:00:05.250Z"_s));
}

void tst_DocumentDetails::metadataIsTyped()
{
    show(documentJson);
    QCOMPARE(value(u"topic"_s)->accessibleName(), u"topic stringValue"_s);
    QCOMPARE(value(u"year"_s)->accessibleName(), u"year numericValue"_s);
    QCOMPARE(value(u"tags"_s)->accessibleName(), u"tags stringListValue"_s);
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
        QCOMPARE(value(name)->text(), u"—"_s);
    QCOMPARE(value(u"sizeBytes"_s)->text(), u"0 bytes"_s);
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
    QLabel *mimeType = value(u"mimeType"_s);
    mimeType->setSelection(0, 4);
    show(documentJson);
    QCOMPARE(value(u"mimeType"_s), mimeType);
    QCOMPARE(mimeType->selectedText(), u"text"_s);
}

void tst_DocumentDetails::copiesJson()
{
    show(documentJson);
    QTest::mouseClick(m_details->findChild<QToolButton *>(u"copyJson"_s), Qt::LeftButton);
    QCOMPARE(QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object(),
             QJsonDocument::fromJson(documentJson).object());
}

void tst_DocumentDetails::textsArePlain()
{
    show(documentJson);
    for (const QLabel *label : m_details->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(tst_DocumentDetails)
#include "tst_documentdetails.moc"
