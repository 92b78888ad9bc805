// SPDX-License-Identifier: Apache-2.0
#include "app/demo/samplestores.h"

#include "app/demo/service/demofiles.h"
#include "app/demo/service/demostores.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

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
    const char *metadata = "[]"; ///< JSON: pairs of a key and a text, a number or a list of texts
    const char16_t *state = u"STATE_ACTIVE";
    bool recovers = false; ///< STATE_FAILED since the start, STATE_ACTIVE after recoveryTime
};

constexpr std::chrono::seconds recoveryTime = 45s; // long enough to be seen

/// Documents of a small museum: each state and property that a document can have.
constexpr std::array museumDocuments{
    Sample{u"visitor-guide-2024pdf-4k8w0qv2m1xz", u"Visitor guide 2024.pdf", u"application/pdf", 5'120'775, 900h,
           R"([["topic", "visitors"], ["year", 2024], ["languages", ["en", "de", "fr"]]])"},
    Sample{u"fhrung-durch-die-sammlung-m-7d1rk20sx9ab", u"Führung durch die Sammlung.md", u"text/markdown", 48'210,
           899h, R"([["topic", "Führungen"], ["Räume", ["Saal 1", "Saal 3", "Galerie – Süd"]]])"},
    Sample{u"k29sx0fq1m3v-8zt41u7d0pqe", u"展示目録.txt", u"text/plain", 18'204, 870h, R"([["言語", "日本語"]])"},
    Sample{u"pm40xw7s1n6c-0b9q4kd52rty", u"Путеводитель по залам.txt", u"text/plain", 30'911, 866h,
           R"([["topic", "visitors"]])"},
    Sample{u"inventory-of-the-east-wingc-u5c01jv8w3ga", u"Inventory of the east wing.csv", u"text/csv", 2'310'448, 720h,
           R"([["rooms", 14], ["insured share", 0.825]])"},
    Sample{u"conservation-reportdocx-9w2jx7e4k1mh", u"Conservation report.docx",
           u"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 884'736, 700h},
    Sample{u"letters-of-the-founderhtml-1f6yq8z0t5bd", u"Letters of the founder.html", u"text/html", 412'090, 650h,
           R"([["years", ["1871", "1872", "1874"]]])"},
    Sample{u"floor-planpdf-6m3c9x1k7w0s", u"Floor plan.pdf", u"application/pdf", 9'437'184, 610h},
    Sample{u"yso23muqnzd8-6ze3m0bgjh0a", u"yso23muqnzd8", u"application/pdf", 334'640, 420h},
    Sample{u"k1lmltked3tp-d9144s0drobx", u"", u"application/json", 37, 421h},
    Sample{u"opening-hoursjson-3v8t2b0n6yqk", u"opening-hours.json", u"application/json", 1'190, 200h},
    Sample{u"muse-des-beaux-arts-notesmd-0a7k5w2dx8uf", u"Musée des beaux-arts – notes d’été.md", u"text/markdown",
           7'733, 120h, R"([["auteur", "Zoé"], ["pages", 3]])"},
    Sample{u"scanned-ledger-1902pdf-e2s6h9m4c0vq", u"Scanned ledger 1902.pdf", u"application/pdf", 61'004'113, 96h,
           "[]", u"STATE_FAILED"},
    Sample{u"audio-guide-transcripttxt-2n5r8k1w7jzd", u"Audio guide transcript.txt", u"text/plain", 96'400, 30h, "[]",
           u"STATE_PENDING"},
    Sample{u"donation-recordstxt-7b3m1x5q9k0d", u"Donation records.txt", u"text/plain", 71'360, 27h, "[]",
           u"STATE_FAILED", true},
    Sample{u"press-kitzip-5x0c3u9g7h2m", u"Press kit.zip", u"application/zip", 14'680'064, 26h, "[]", u"STATE_FAILED"},
    Sample{u"loan-agreement-drafttxt-8q1v4z6b0kes", u"Loan agreement, draft.txt", u"text/plain", 22'118, 2h, "[]",
           u"STATE_PENDING"}};

/// Documents of a team's handbook: plain ones, enough for a second page.
constexpr std::array handbookDocuments{
    Sample{u"getting-startedmd-0k3m6x9b2v5n", u"Getting started.md", u"text/markdown", 6'204, 480h},
    Sample{u"tools-and-materialsmd-1l4n7y0c3w6p", u"Tools and materials.md", u"text/markdown", 15'877, 479h},
    Sample{u"safety-in-the-workshopmd-2m5p8z1d4x7q", u"Safety in the workshop.md", u"text/markdown", 21'330, 478h},
    Sample{u"first-aidmd-3n6q9a2e5y8r", u"First aid.md", u"text/markdown", 4'096, 477h},
    Sample{u"orders-and-invoicesmd-4p7r0b3f6z9s", u"Orders and invoices.md", u"text/markdown", 9'650, 476h},
    Sample{u"leave-and-sicknessmd-5q8s1c4g7a0t", u"Leave and sickness.md", u"text/markdown", 5'511, 475h},
    Sample{u"lftung-und-heizungmd-6r9t2d5h8b1u", u"Lüftung und Heizung.md", u"text/markdown", 11'024, 474h},
    Sample{u"keys-and-alarmmd-7s0u3e6j9c2v", u"Keys and alarm.md", u"text/markdown", 3'302, 473h},
    Sample{u"cleaning-rotamd-8t1v4f7k0d3w", u"Cleaning rota.md", u"text/markdown", 2'048, 472h},
    Sample{u"waste-and-recyclingmd-9u2w5g8l1e4x", u"Waste and recycling.md", u"text/markdown", 8'190, 471h},
    Sample{u"visitors-and-schoolsmd-0v3x6h9m2f5y", u"Visitors and schools.md", u"text/markdown", 13'402, 470h},
    Sample{u"telephone-listmd-1w4y7j0n3g6z", u"Telephone list.md", u"text/markdown", 1'780, 469h},
    Sample{u"glossarymd-2x5z8k1p4h7a", u"Glossary.md", u"text/markdown", 40'275, 468h},
    Sample{u"changesmd-3y6a9l2q5j8b", u"Changes.md", u"text/markdown", 18'001, 467h}};

QJsonArray customMetadata(const QJsonArray &pairs)
{
    QJsonArray entries;
    for (const QJsonValue pair : pairs) {
        const QJsonValue value = pair[1];
        QJsonObject entry{{u"key"_s, pair[0]}};
        if (value.isArray()) {
            entry.insert(u"stringListValue"_s, QJsonObject{{u"values"_s, value}});
        } else {
            entry.insert(value.isString() ? u"stringValue"_s : u"numericValue"_s, value);
        }
        entries.append(entry);
    }
    return entries;
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

void addDocument(DemoStores &stores, const QString &store, const Sample &sample, const QJsonArray &pairs,
                 std::chrono::milliseconds processing)
{
    const QString name = u"%1/documents/%2"_s.arg(store, QStringView(sample.id));
    const QString state = QString::fromUtf16(sample.state);
    QJsonObject resource = resourceOf(name, QString::fromUtf16(sample.displayName), sample.age);
    resource.insert(u"mimeType"_s, QString::fromUtf16(sample.mimeType));
    resource.insert(u"sizeBytes"_s, QString::number(sample.size));
    resource.insert(u"state"_s, state);
    if (!pairs.isEmpty()) {
        resource.insert(u"customMetadata"_s, customMetadata(pairs));
    }
    if (sample.recovers) {
        resource.insert(u"updateTime"_s, wireTime6(wireNow()));
        stores.addDocument(resource, recoveryTime);
        return;
    }
    stores.addDocument(resource, state == "STATE_PENDING"_L1 ? std::optional(processing) : std::nullopt);
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
    for (const Sample &sample : museumDocuments) {
        addDocument(stores, museum, sample, QJsonDocument::fromJson(sample.metadata).array(), processing);
    }
    for (int chapter = 1; const Sample &sample : handbookDocuments) {
        const QJsonArray team{u"team"_s, u"workshop"_s};
        addDocument(stores, handbook, sample, {team, QJsonArray{u"chapter"_s, chapter++}}, processing);
    }
}

} // namespace pollux
