// SPDX-License-Identifier: Apache-2.0
#include "views/stores/storedetails.h"

#include "views/details/fieldvalue.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

const QByteArray storeJson = R"({"name": "fileSearchStores/pictures-1", "displayName": "Pictures",
    "embeddingModel": "models/gemini-embedding-2", "activeDocumentsCount": "3", "futureField": "x"})";

} // namespace

class tst_StoreDetails : public QObject {
    Q_OBJECT

private slots:
    void showsFields_data();
    void showsFields();
};

void tst_StoreDetails::showsFields_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"name"_s << u"fileSearchStores/pictures-1"_s;
    QTest::newRow("displayName") << u"displayName"_s << u"Pictures"_s;
    QTest::newRow("model") << u"embeddingModel"_s << u"models/gemini-embedding-2"_s;
    QTest::newRow("count") << u"activeDocumentsCount"_s << u"3"_s;
    QTest::newRow("unknown") << u"futureField"_s << u"x"_s;
}

void tst_StoreDetails::showsFields()
{
    QFETCH(const QString, name);
    const auto store = RagStore::fromJson(QJsonDocument::fromJson(storeJson).object());
    QVERIFY(store);
    StoreDetails details;
    details.resize(420, 400);
    details.show();
    QVERIFY(QTest::qWaitForWindowExposed(&details));
    details.setStore(store);
    const auto *value = details.findChild<FieldValue *>(name);
    QVERIFY(value);
    QTEST(value->toPlainText(), "text");
}

QTEST_MAIN(tst_StoreDetails)
#include "tst_storedetails.moc"
