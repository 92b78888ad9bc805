// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/storecollection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// The kind of resource that a text names.
enum class Kind { None, Store, Document, Operation };

} // namespace

class tst_StoreCollection : public QObject {
    Q_OBJECT

private slots:
    void words();
    void names_data();
    void names();
    void parts_data();
    void parts();
    void documentNames_data();
    void documentNames();
};

void tst_StoreCollection::words()
{
    QCOMPARE(collectionName(StoreCollection::RagStores), u"ragStores"_s);
    QCOMPARE(collectionName(StoreCollection::FileSearchStores), u"fileSearchStores"_s);
    QCOMPARE(uploadVerb(StoreCollection::RagStores), u"uploadToRagStore"_s);
    QCOMPARE(uploadVerb(StoreCollection::FileSearchStores), u"uploadToFileSearchStore"_s);
}

void tst_StoreCollection::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const QString &name, Kind kind) { QTest::newRow(qPrintable(name)) << name << kind; };
    row(u"ragStores/x"_s, Kind::Store);
    row(u"fileSearchStores/first-vectorstore-ovrri9954z60"_s, Kind::Store);
    row(u"fileSearchStores/A_b~c.d-1"_s, Kind::Store);
    row(u"ragStores/x/documents/d-1"_s, Kind::Document);
    row(u"ragStores/x/operations/o"_s, Kind::Operation);
    row(u"fileSearchStores/my-store-id/upload/operations/*********-mwx9dx2faap8"_s, Kind::Operation);
    for (const auto &name : {u""_s,
                             u"x"_s,
                             u"ragStores"_s,
                             u"ragStores/"_s,
                             u"ragstores/x"_s,
                             u"corpora/x"_s,
                             u"files/x"_s,
                             u"/ragStores/x"_s,
                             u"ragStores/x/"_s,
                             u"ragStores/x\n"_s,
                             u"ragStores/.."_s,
                             u"ragStores/."_s,
                             u"ragStores/.x"_s,
                             u"ragStores/a b"_s,
                             u"ragStores/x?force=true"_s,
                             u"ragStores/x#y"_s,
                             u"ragStores/x:uploadToRagStore"_s,
                             u"ragStores/x%2F..%2Fy"_s,
                             u"ragStores/ü"_s,
                             u"ragStores/ragStores/x"_s,
                             u"ragStores/x/documents"_s,
                             u"ragStores/x/documents/"_s,
                             u"ragStores/x/documents/.."_s,
                             u"ragStores/../documents/d"_s,
                             u"ragStores/x/documents/d/e"_s,
                             u"ragStores/x/operations/"_s,
                             u"ragStores/x/upload/o"_s,
                             u"ragStores/x/upload/upload/operations/o"_s,
                             u"ragStores/x/operations/o:cancel"_s,
                             u"operations/o"_s,
                             u"ragStores/x/media/m"_s})
        row(name, Kind::None);
}

void tst_StoreCollection::names()
{
    QFETCH(const QString, name);
    QFETCH(const Kind, kind);
    QCOMPARE(isStoreName(name), kind == Kind::Store);
    QCOMPARE(isDocumentName(name), kind == Kind::Document);
    QCOMPARE(isOperationName(name), kind == Kind::Operation);
}

void tst_StoreCollection::parts_data()
{
    using enum StoreCollection;
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::optional<StoreCollection>>("collection");
    QTest::addColumn<QString>("store");
    const auto row = [](const QString &name, std::optional<StoreCollection> collection, const QString &store) {
        QTest::newRow(qPrintable(name)) << name << collection << store;
    };
    row(u"ragStores/x"_s, RagStores, u"ragStores/x"_s);
    row(u"ragStores/x/documents/d"_s, RagStores, u"ragStores/x"_s);
    row(u"fileSearchStores/x/operations/o"_s, FileSearchStores, u"fileSearchStores/x"_s);
    row(u"fileSearchStores/x/upload/operations/o"_s, FileSearchStores, u"fileSearchStores/x"_s);
    row(u"ragStores/.."_s, RagStores, {});
    row(u"ragStores//documents/d"_s, RagStores, {});
    row(u"ragStores/"_s, {}, {});
    row(u"ragStoresx/y"_s, {}, {});
    row(u"files/x"_s, {}, {});
    row({}, {}, {});
}

void tst_StoreCollection::parts()
{
    QFETCH(const QString, name);
    QTEST(collectionOf(name), "collection");
    QTEST(storeOf(name), "store");
}

void tst_StoreCollection::documentNames_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("expected");
    QTest::newRow("bare id") << u"krtddxmd74p0-vaklqxyw0zbd"_s << u"ragStores/x/documents/krtddxmd74p0-vaklqxyw0zbd"_s;
    QTest::newRow("full name") << u"ragStores/x/documents/d"_s << u"ragStores/x/documents/d"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void tst_StoreCollection::documentNames()
{
    QFETCH(const QString, told);
    QTEST(documentNameIn(u"ragStores/x"_s, told), "expected");
}

QTEST_GUILESS_MAIN(tst_StoreCollection)
#include "tst_storecollection.moc"
