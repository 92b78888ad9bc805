// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"

#include "models/items/badge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Column = DocumentsModel::Column;

class tst_DocumentCells final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void cells_data();
    void cells();
    void values_data();
    void values();
    void metadata();
    void badges_data();
    void badges();
    void differences_data();
    void differences();
    void columnsHaveTitles();

private:
    static Document full();
};

Document tst_DocumentCells::full()
{
    Document document;
    document.name = u"ragStores/s/documents/d"_s;
    document.displayName = u"Büro\tplan.txt"_s;
    document.mimeType = u"text/plain"_s;
    document.sizeBytes = 4'200'000;
    document.createTime = Timestamp{1767268800, 0};
    document.state = Document::State::Active;
    document.stateText = u"STATE_ACTIVE"_s;
    document.customMetadata = {{u"year"_s, 2024.0}, {u"tags"_s, QStringList{u"a"_s, u"b"_s}}};
    return document;
}

void tst_DocumentCells::cells_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<QVariant>("sorted");
    const QDateTime created = full().createTime->toDateTime();
    const QString moment = QLocale::c().toString(created.toLocalTime(), QLocale::ShortFormat);
    const QString name = full().name;
    QTest::newRow("name") << true << int{Column::NameColumn} << u"Büro␉plan.txt"_s << u"Büro␉plan.txt"_s
                          << QVariant(u"Büro\tplan.txt"_s);
    QTest::newRow("state") << true << int{Column::StateColumn} << u"Active"_s << u"state Active"_s
                           << QVariant(u"Active"_s);
    QTest::newRow("size") << true << int{Column::SizeColumn} << u"4.2 MB"_s << u"size 4.2 MB"_s
                          << QVariant(qint64{4'200'000});
    QTest::newRow("type") << true << int{Column::TypeColumn} << u"text/plain"_s << u"type text/plain"_s
                          << QVariant(u"text/plain"_s);
    QTest::newRow("created") << true << int{Column::CreatedColumn} << moment << u"created "_s + moment
                             << QVariant(created);
    QTest::newRow("metadata") << true << int{Column::MetadataColumn} << u"year=2024, tags=a|b"_s
                              << u"metadata year=2024, tags=a|b"_s << QVariant(u"year=2024, tags=a|b"_s);
    QTest::newRow("resource name") << true << int{Column::ResourceNameColumn} << name << u"resource name "_s + name
                                   << QVariant(name);
    QTest::newRow("no name") << false << int{Column::NameColumn} << name << name << QVariant(name);
    QTest::newRow("no state") << false << int{Column::StateColumn} << u"Unknown"_s << u"state Unknown"_s
                              << QVariant(u"Unknown"_s);
    QTest::newRow("no size") << false << int{Column::SizeColumn} << u"0 B"_s << u"size 0 B"_s << QVariant(qint64{0});
    QTest::newRow("no type") << false << int{Column::TypeColumn} << u"—"_s << u"type not known"_s
                             << QVariant(QString());
    QTest::newRow("no time") << false << int{Column::UpdatedColumn} << u"—"_s << u"updated not known"_s << QVariant();
    QTest::newRow("no metadata") << false << int{Column::MetadataColumn} << u"—"_s << u"metadata none"_s
                                 << QVariant(QString());
}

void tst_DocumentCells::cells()
{
    QFETCH(const bool, isFull);
    QFETCH(const int, column);
    Document document = full();
    if (!isFull) {
        document = Document();
        document.name = full().name;
    }
    QTEST(DocumentsModel::columns().displayText(document, static_cast<Column>(column)), "shown");
    QTEST(DocumentsModel::columns().accessibleText(document, static_cast<Column>(column)), "spoken");
    QTEST(DocumentsModel::columns().sortValue(document, static_cast<Column>(column)), "sorted");
}

void tst_DocumentCells::values_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("year") << u"2024"_s << 2024.0;
    QTest::newRow("million") << u"1000000"_s << 1e6;
    QTest::newRow("fraction") << u"0.1"_s << 0.1;
    QTest::newRow("negative") << u"-3.25"_s << -3.25;
    QTest::newRow("large") << u"1e+30"_s << 1e30;
}

void tst_DocumentCells::values()
{
    QFETCH(const double, number);
    QTEST(DocumentsModel::valueText(number), "text");
}

void tst_DocumentCells::metadata()
{
    QCOMPARE(DocumentsModel::metadataText({}), QString());
    QCOMPARE(DocumentsModel::metadataText({{u"a"_s, u"x"_s}, {u"b"_s, QStringList()}}), u"a=x, b="_s);
    Document document = full();
    document.customMetadata = {{u"a"_s, u"x\ny"_s}};
    QCOMPARE(DocumentsModel::columns().displayText(document, Column::MetadataColumn), u"a=x␊y"_s);
}

void tst_DocumentCells::badges_data()
{
    QTest::addColumn<Document::State>("state");
    QTest::addColumn<Badge>("badge");
    using Icon = Badge::Icon;
    using Tone = Badge::Tone;
    QTest::newRow("pending") << Document::State::Pending << Badge{Icon::Processing, Tone::Busy, u"Pending"_s};
    QTest::newRow("active") << Document::State::Active << Badge{Icon::Active, Tone::Positive, u"Active"_s};
    QTest::newRow("failed") << Document::State::Failed << Badge{Icon::Failed, Tone::Critical, u"Failed"_s};
    QTest::newRow("none") << Document::State::Unspecified << Badge{Icon::Unknown, Tone::Neutral, u"Unknown"_s};
    QTest::newRow("new") << Document::State::Unknown << Badge{Icon::Unknown, Tone::Neutral, u"STATE_NEW"_s};
}

void tst_DocumentCells::badges()
{
    QFETCH(const Document::State, state);
    QFETCH(const Badge, badge);
    Document document;
    document.state = state;
    document.stateText = u"STATE_NEW"_s;
    QCOMPARE(documentBadge(document), badge);
}

void tst_DocumentCells::differences_data()
{
    using Change = std::function<void(Document &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, Column column, const Change &change) {
        QTest::newRow(name) << change << int{column};
    };
    row("nothing", Column::ColumnCount, [](Document &) {});
    row("name", Column::NameColumn, [](Document &document) { document.displayName = u"x"_s; });
    row("unknown field", Column::NameColumn, [](Document &document) { document.unknownFields[u"x"_s] = 1; });
    row("state", Column::StateColumn, [](Document &document) { document.state = Document::State::Failed; });
    row("state's word", Column::StateColumn, [](Document &document) { document.stateText = u"X"_s; });
    row("size", Column::SizeColumn, [](Document &document) { ++document.sizeBytes; });
    row("type", Column::TypeColumn, [](Document &document) { document.mimeType.clear(); });
    row("created", Column::CreatedColumn, [](Document &document) { document.createTime.reset(); });
    row("updated", Column::UpdatedColumn, [](Document &document) { document.updateTime = Timestamp{1, 0}; });
    row("metadata", Column::MetadataColumn, [](Document &document) { document.customMetadata.clear(); });
}

void tst_DocumentCells::differences()
{
    QFETCH(const std::function<void(Document &)>, change);
    QFETCH(const int, column);
    Document after = full();
    change(after);
    for (int other = 0; other < Column::ColumnCount; ++other)
        QCOMPARE(DocumentsModel::columns().differs(full(), after, static_cast<Column>(other)), other == column);
}

void tst_DocumentCells::columnsHaveTitles()
{
    QSet<QString> titles;
    for (int column = 0; column < Column::ColumnCount; ++column)
        titles.insert(DocumentsModel::columns().title(static_cast<Column>(column)));
    QCOMPARE(titles.size(), int{Column::ColumnCount});
    QVERIFY(!titles.contains(QString()));
    QVERIFY(DocumentsModel::columns().alignment(Column::SizeColumn).testFlag(Qt::AlignRight));
    QVERIFY(DocumentsModel::columns().alignment(Column::NameColumn).testFlag(Qt::AlignLeft));
}

QTEST_APPLESS_MAIN(tst_DocumentCells)
#include "tst_documentcells.moc"
