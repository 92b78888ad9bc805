// SPDX-License-Identifier: Apache-2.0
#include "app/demo/samplefiles.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/service/demofiles.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using std::chrono::microseconds;

struct Sample {
    QString displayName; ///< empty: none was given
    QString mimeType;
    qint64 size = 0;
    microseconds age{};
    QString duration = {}; ///< of a video
};

/// Numbers that are the same with every compiler: the standard's distributions are not.
class Dice {
public:
    /// From 0 up to `limit`, exclusive.
    qint64 below(qint64 limit) { return static_cast<qint64>(m_engine() % static_cast<std::uint64_t>(limit)); }

    template <typename List>
    const auto &pick(const List &list)
    {
        return list[static_cast<size_t>(below(static_cast<qint64>(list.size())))];
    }

private:
    std::mt19937_64 m_engine{20'250'214};
};

struct Kind {
    const char16_t *mimeType;
    const char16_t *suffix;
    qint64 smallest;
    qint64 largest;
};

constexpr std::array kinds{
    Kind{u"text/plain", u"txt", 200, 400'000},           Kind{u"text/markdown", u"md", 800, 90'000},
    Kind{u"text/csv", u"csv", 4'000, 30'000'000},        Kind{u"application/pdf", u"pdf", 40'000, 60'000'000},
    Kind{u"application/json", u"json", 300, 9'000'000},  Kind{u"image/png", u"png", 9'000, 7'000'000},
    Kind{u"image/jpeg", u"jpg", 200'000, 12'000'000},    Kind{u"audio/mpeg", u"mp3", 900'000, 45'000'000},
    Kind{u"video/mp4", u"mp4", 2'000'000, 1'900'000'000}};

constexpr std::array<const char16_t *, 14> subjects{
    u"Meeting notes", u"Field recording", u"Quarterly report", u"Site plan",    u"Interview",
    u"Lecture",       u"Receipt",         u"Kitchen photo",    u"Übersicht",    u"Протокол",
    u"会議メモ",      u"Café menu",       u"Survey",           u"Draft chapter"};

/// One sample for each special case; plain ones follow.
const std::vector<Sample> &firstSamples()
{
    static const std::vector<Sample> samples{
        {u"Harbour at dawn.mp4"_s, u"video/mp4"_s, 64'657'027, 3h, u"596s"_s},
        {u"Drone flight, raw cut.mov"_s, u"video/quicktime"_s, 148'305'552, 0h},
        {u"Broken tape 3.avi"_s, u"video/x-msvideo"_s, 22'151'680, 20h},
        {u"Minutes of the last meeting.pdf"_s, u"application/pdf"_s, 334'640, 47h + 20min},
        {u"Birdsong, garden.mp3"_s, u"audio/mpeg"_s, 41'762'063, 43h + 30min},
        {u"batch-answers.jsonl"_s, u"application/jsonl"_s, 0, 5h},
        {u"Übersicht – «ü».txt"_s, u"text/plain"_s, 18'204, 90min},
        {QString(), u"image/jpeg"_s, 2'889'389, 11h},
        {u"empty.txt"_s, u"text/plain"_s, 0, 26h},
        {u"Rapport annuel – été.pdf"_s, u"application/pdf"_s, 5'120'775, 31h},
        {u"Трамвай № 5.png"_s, u"image/png"_s, 912'004, 45h}};
    return samples;
}

Sample plainSample(Dice &dice, int number)
{
    const Kind &kind = dice.pick(kinds);
    // Sizes spread evenly over their orders of magnitude rather than crowding at the top.
    qint64 largest = kind.largest;
    while (largest / 4 > kind.smallest && dice.below(2) == 0) {
        largest /= 4;
    }
    Sample sample;
    sample.displayName = u"%1 %2.%3"_s.arg(QStringView(dice.pick(subjects))).arg(number).arg(QStringView(kind.suffix));
    sample.mimeType = QString::fromUtf16(kind.mimeType);
    sample.size = kind.smallest + dice.below(largest - kind.smallest);
    sample.age = microseconds(dice.below(microseconds(47h + 50min).count()));
    if (sample.mimeType.startsWith("video/"_L1)) {
        sample.duration = u"%1s"_s.arg(std::max<qint64>(2, sample.size / 110'000));
    }
    return sample;
}

QJsonObject resourceOf(const Sample &sample, Dice &dice, const DemoFiles &files)
{
    QString name = u"files/"_s;
    for (int digit = 0; digit < 12; ++digit) {
        name += QChar::fromLatin1("abcdefghijklmnopqrstuvwxyz0123456789"[dice.below(36)]);
    }
    FinishedUpload upload{.name = name,
                          .mimeType = sample.mimeType,
                          .size = sample.size,
                          .hashHex = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex()};
    if (!sample.displayName.isEmpty()) {
        upload.displayName = sample.displayName;
    }
    const qint64 created = wireNow() - sample.age.count();
    const qint64 expires = created + DemoFiles::lifetime - 18'000 - dice.below(700'000);
    QJsonObject resource = files.resourceOf(upload, created, expires, static_cast<int>(dice.below(1000)));
    if (!sample.duration.isEmpty()) {
        resource.insert(u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, sample.duration}});
    }
    return resource;
}

QJsonObject failure()
{
    const QString message = u"The video stream ends before its first key frame."_s;
    const QJsonObject metadata{{u"stage"_s, u"decode"_s}, {u"byteOffset"_s, u"22020096"_s}};
    return {{u"code"_s, 3},
            {u"message"_s, message},
            {u"details"_s, erroranswer::details(u"MEDIA_UNREADABLE"_s, metadata, message)}};
}

void putGenerated(DemoFiles &files, QJsonObject resource)
{
    const QByteArray content = "{\"key\":\"row-1\",\"response\":{\"text\":\"Harbour\"}}\n"
                               "{\"key\":\"row-2\",\"response\":{\"text\":\"Garden\"}}\n"_ba;
    resource.insert(u"source"_s, u"GENERATED"_s);
    resource.insert(u"sizeBytes"_s, QString::number(content.size()));
    resource.insert(u"sha256Hash"_s, wireHash(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    resource.insert(u"downloadUri"_s, resource.value("uri"_L1).toString() + ":download?alt=media"_L1);
    files.put(resource, {}, {}, content);
}

} // namespace

void addSampleFiles(DemoFiles &files, int count, std::chrono::milliseconds processing)
{
    Dice dice;
    const auto &first = firstSamples();
    for (int number = 0; number < count; ++number) {
        const auto index = static_cast<size_t>(number);
        const Sample sample = index < first.size() ? first[index] : plainSample(dice, number);
        QJsonObject resource = resourceOf(sample, dice, files);
        switch (number) {
        case 1:
            resource.insert(u"state"_s, u"PROCESSING"_s);
            files.put(
                resource,
                {{u"state"_s, u"ACTIVE"_s}, {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"83.416s"_s}}}},
                processing);
            break;
        case 2:
            resource.insert(u"state"_s, u"FAILED"_s);
            resource.insert(u"error"_s, failure());
            files.put(resource);
            break;
        case 5:
            putGenerated(files, resource);
            break;
        default:
            files.put(resource);
        }
    }
}

} // namespace pollux
