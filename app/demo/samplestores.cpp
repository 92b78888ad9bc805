// SPDX-License-Identifier: Apache-2.0
#include "app/demo/samplestores.h"

#include "app/demo/service/demofiles.h"
#include "app/demo/service/demostores.h"

#include <QJsonArray>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using std::chrono::microseconds;

struct Sample {
    const char16_t *id;          ///< as the service would have made it
    const char16_t *displayName; ///< empty: none was given
    const char16_t *mimeType;
    qint64 size;
    std::chrono::hours age;
    QJsonArray metadata = {};
};

enum class State { Active, Pending, Failed };

QJsonObject text(const QString &key, const QString &value)
{
    return {{u"key"_s, key}, {u"stringValue"_s, value}};
}

QJsonObject number(const QString &key, double value)
{
    return {{u"key"_s, key}, {u"numericValue"_s, value}};
}

QJsonObject list(const QString &key, const QStringList &values)
{
    return {{u"key"_s, key}, {u"stringListValue"_s, QJsonObject{{u"values"_s, QJsonArray::fromStringList(values)}}}};
}

/// Of a small museum: everything that a document can be.
std::vector<Sample> museumDocuments()
{
    const QString topic = u"topic"_s;
    return {
        {u"visitor-guide-2024pdf-4k8w0qv2m1xz",
         u"Visitor guide 2024.pdf",
         u"application/pdf",
         5'120'775,
         900h,
         {text(topic, u"visitors"_s), number(u"year"_s, 2024), list(u"languages"_s, {u"en"_s, u"de"_s, u"fr"_s})}},
        {u"fhrung-durch-die-sammlung-m-7d1rk20sx9ab",
         u"Führung durch die Sammlung.md",
         u"text/markdown",
         48'210,
         899h,
         {text(topic, u"Führungen"_s), list(u"Räume"_s, {u"Saal 1"_s, u"Saal 3"_s, u"Galerie – Süd"_s})}},
        {u"k29sx0fq1m3v-8zt41u7d0pqe", u"展示目録.txt", u"text/plain", 18'204, 870h, {text(u"言語"_s, u"日本語"_s)}},
        {u"pm40xw7s1n6c-0b9q4kd52rty",
         u"Путеводитель по залам.txt",
         u"text/plain",
         30'911,
         866h,
         {text(topic, u"visitors"_s)}},
        {u"inventory-of-the-east-wingc-u5c01jv8w3ga",
         u"Inventory of the east wing.csv",
         u"text/csv",
         2'310'448,
         720h,
         {number(u"rooms"_s, 14), number(u"insured share"_s, 0.825)}},
        {u"conservation-reportdocx-9w2jx7e4k1mh", u"Conservation report.docx",
         u"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 884'736, 700h},
        {u"letters-of-the-founderhtml-1f6yq8z0t5bd",
         u"Chars of the founder.html",
         u"text/html",
         412'090,
         650h,
         {list(u"years"_s, {u"1871"_s, u"1872"_s, u"1874"_s})}},
        {u"floor-planpdf-6m3c9x1k7w0s", u"Floor plan.pdf", u"application/pdf", 9'437'184, 610h},
        {u"yso23muqnzd8-6ze3m0bgjh0a", u"yso23muqnzd8", u"application/pdf", 334'640, 420h},
        {u"k1lmltked3tp-d9144s0drobx", u"", u"application/json", 37, 421h},
        {u"opening-hoursjson-3v8t2b0n6yqk", u"opening-hours.json", u"application/json", 1'190, 200h},
        {u"muse-des-beaux-arts-notesmd-0a7k5w2dx8uf",
         u"Musée des beaux-arts – notes d’été.md",
         u"text/markdown",
         7'733,
         120h,
         {text(u"auteur"_s, u"Zoé"_s), number(u"pages"_s, 3)}},
        {u"scanned-ledger-1902pdf-e2s6h9m4c0vq", u"Scanned ledger 1902.pdf", u"application/pdf", 61'004'113, 96h},
        {u"audio-guide-transcripttxt-2n5r8k1w7jzd", u"Audio guide transcript.txt", u"text/plain", 96'400, 30h},
        {u"press-kitzip-5x0c3u9g7h2m", u"Press kit.zip", u"application/zip", 14'680'064, 26h},
        {u"loan-agreement-drafttxt-8q1v4z6b0kes", u"Loan agreement, draft.txt", u"text/plain", 22'118, 2h}};
}

/// Of a team's handbook: plain ones, enough for a second page.
std::vector<Sample> handbookDocuments()
{
    std::vector<Sample> samples;
    const auto add = [&samples](const char16_t *id, const char16_t *displayName, qint64 size, std::chrono::hours age) {
        samples.push_back(
            {id,
             displayName,
             u"text/markdown",
             size,
             age,
             {text(u"team"_s, u"workshop"_s), number(u"chapter"_s, static_cast<double>(samples.size() + 1))}});
    };
    add(u"getting-startedmd-0k3m6x9b2v5n", u"Getting started.md", 6'204, 480h);
    add(u"tools-and-materialsmd-1l4n7y0c3w6p", u"Tools and materials.md", 15'877, 479h);
    add(u"safety-in-the-workshopmd-2m5p8z1d4x7q", u"Safety in the workshop.md", 21'330, 478h);
    add(u"first-aidmd-3n6q9a2e5y8r", u"First aid.md", 4'096, 477h);
    add(u"orders-and-invoicesmd-4p7r0b3f6z9s", u"Orders and invoices.md", 9'650, 476h);
    add(u"leave-and-sicknessmd-5q8s1c4g7a0t", u"Leave and sickness.md", 5'511, 475h);
    add(u"lftung-und-heizungmd-6r9t2d5h8b1u", u"Lüftung und Heizung.md", 11'024, 474h);
    add(u"keys-and-alarmmd-7s0u3e6j9c2v", u"Keys and alarm.md", 3'302, 473h);
    add(u"cleaning-rotamd-8t1v4f7k0d3w", u"Cleaning rota.md", 2'048, 472h);
    add(u"waste-and-recyclingmd-9u2w5g8l1e4x", u"Waste and recycling.md", 8'190, 471h);
    add(u"visitors-and-schoolsmd-0v3x6h9m2f5y", u"Visitors and schools.md", 13'402, 470h);
    add(u"telephone-listmd-1w4y7j0n3g6z", u"Telephone list.md", 1'780, 469h);
    add(u"glossarymd-2x5z8k1p4h7a", u"Glossary.md", 40'275, 468h);
    add(u"changesmd-3y6a9l2q5j8b", u"Changes.md", 18'001, 467h);
    return samples;
}

QJsonObject resourceOf(const QString &name, const QString &displayName, std::chrono::hours age)
{
    const QString created = wireTime6(wireNow() - microseconds(age).count());
    QJsonObject resource{{u"name"_s, name}, {u"createTime"_s, created}, {u"updateTime"_s, created}};
    if (!displayName.isEmpty()) {
        resource.insert(u"displayName"_s, displayName);
    }
    return resource;
}

State stateOf(const Sample &sample)
{
    const QStringView id(sample.id);
    if (id.startsWith(u"scanned-ledger") || id.startsWith(u"press-kit")) {
        return State::Failed;
    }
    return id.startsWith(u"audio-guide") || id.startsWith(u"loan-agreement") ? State::Pending : State::Active;
}

void addDocuments(DemoStores &stores, const QString &store, const std::vector<Sample> &samples,
                  std::chrono::milliseconds processing)
{
    for (const Sample &sample : samples) {
        const QString name = u"%1/documents/%2"_s.arg(store, QStringView(sample.id));
        QJsonObject resource = resourceOf(name, QString::fromUtf16(sample.displayName), sample.age);
        resource.insert(u"mimeType"_s, QString::fromUtf16(sample.mimeType));
        resource.insert(u"sizeBytes"_s, QString::number(sample.size));
        if (!sample.metadata.isEmpty()) {
            resource.insert(u"customMetadata"_s, sample.metadata);
        }
        const State state = stateOf(sample);
        resource.insert(u"state"_s, state == State::Active   ? u"STATE_ACTIVE"_s
                                    : state == State::Failed ? u"STATE_FAILED"_s
                                                             : u"STATE_PENDING"_s);
        stores.addDocument(resource, state == State::Pending ? std::optional(processing) : std::nullopt);
    }
}

} // namespace

void addSampleStores(DemoStores &stores, std::chrono::milliseconds processing)
{
    const bool isRag = stores.collections() == DemoCollections::RagStores;
    const QString collection = isRag ? u"ragStores/"_s : u"fileSearchStores/"_s;
    const QString museum = collection + "museum-archive-7kq2x0v9m4wd"_L1;
    const QString handbook = collection + "team-handbook-c81z5tn3j6hy"_L1;
    stores.addStore(resourceOf(museum, u"Museum archive"_s, 960h));
    stores.addStore(resourceOf(handbook, u"Team handbook"_s, 500h));
    stores.addStore(resourceOf(collection + "entwrfe-f3w9b7s0q2ke"_L1, u"Entwürfe – 草稿"_s, 48h));
    addDocuments(stores, museum, museumDocuments(), processing);
    addDocuments(stores, handbook, handbookDocuments(), processing);
}

} // namespace pollux
