// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesfiltermodel.h"
#include "tests/unit/items/filesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Loading = FilesModel::Loading;

class tst_FilesFilterModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sorts_data();
    void sorts();
    void equalRowsStayAsTheyCame();
    void followsChangesOfValues();
    void filtersByText_data();
    void filtersByText();
    void filtersByState();
    void bothFiltersMustMatch();
    void tellsChangesOfTheFilter();
    void findsRows();
    void loadsTheRestWhileFiltering();
    void stopsLoadingAtAFailure();
    void stopsLoadingWithTheFilter();
    void goesOnAfterAnotherAccount();
    void addsTheSizesOfWhatIsShown();
    void countsWhenRowsHaveGone_data();
    void countsWhenRowsHaveGone();

private:
    FilesModel &model() { return m_scene->model; }
    /// Adds a row for each of these values of one field of the resource.
    void addRows(const QString &key, const QStringList &values);
    QStringList shown() const;

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<FilesFilterModel> m_filter;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_FilesFilterModel::init()
{
    m_scene = std::make_unique<FilesScene>();
    m_filter = std::make_unique<FilesFilterModel>(model());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_filter.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_tester->setUseFetchMore(false);
}

void tst_FilesFilterModel::cleanup()
{
    m_tester.reset();
    m_filter.reset();
    m_scene.reset();
}

void tst_FilesFilterModel::addRows(const QString &key, const QStringList &values)
{
    model().reset(true);
    for (int i = 0; i < values.size(); ++i) {
        QJsonObject json{{u"name"_s, FilesScene::name(i)}};
        if (!values.at(i).isNull()) {
            const QString &value = values.at(i);
            if (key == "videoDuration"_L1)
                json.insert(u"videoMetadata"_s, QJsonObject{{key, value}});
            else
                json.insert(key, value);
        }
        model().upsert(*RemoteFile::fromJson(json));
    }
}

/// The numbers of the rows' resource names, in the order of the proxy.
QStringList tst_FilesFilterModel::shown() const
{
    QStringList numbers;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        numbers.append(FilesScene::nameAt(*m_filter, row).mid(FilesScene::name(0).size() - 1));
    return numbers;
}

void tst_FilesFilterModel::sorts_data()
{
    using enum FilesModel::Column;
    QTest::addColumn<FilesModel::Column>("column");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    const QStringList times{QString(), u"2026-01-02T00:00:00Z"_s, u"2026-01-01T00:00:00Z"_s,
                            u"2026-01-01T00:00:00.000000001Z"_s};
    QTest::newRow("names, with numbers and without case")
        << NameColumn << u"displayName"_s << QStringList{u"clip10"_s, u"Clip2"_s, u"anna"_s, u"clip1"_s} << u"2310"_s
        << u"0132"_s;
    QTest::newRow("names beyond ASCII") << NameColumn << u"displayName"_s
                                        << QStringList{u"zebra"_s, u"ähre"_s, u"berg"_s} << u"120"_s << u"021"_s;
    QTest::newRow("sizes as numbers; what is not understood comes last")
        << SizeColumn << u"sizeBytes"_s << QStringList{u"-1"_s, u"1000"_s, u"20"_s, u"3"_s} << u"3210"_s << u"1230"_s;
    QTest::newRow("types") << TypeColumn << u"mimeType"_s << QStringList{u"text/plain"_s, u"audio/wav"_s} << u"10"_s
                           << u"01"_s;
    QTest::newRow("states") << StateColumn << u"state"_s
                            << QStringList{u"NEW"_s, u"FAILED"_s, u"ACTIVE"_s, u"PROCESSING"_s, u"LATE"_s} << u"32140"_s
                            << u"04123"_s;
    QTest::newRow("durations") << DurationColumn << u"videoDuration"_s << QStringList{QString(), u"10s"_s, u"9.5s"_s}
                               << u"210"_s << u"120"_s;
    QTest::newRow("created") << CreatedColumn << u"createTime"_s << times << u"2310"_s << u"1320"_s;
    QTest::newRow("updated") << UpdatedColumn << u"updateTime"_s << times << u"2310"_s << u"1320"_s;
    QTest::newRow("expires") << ExpiresColumn << u"expirationTime"_s << times << u"2310"_s << u"1320"_s;
    QTest::newRow("sources") << SourceColumn << u"source"_s << QStringList{u"UPLOADED"_s, u"GENERATED"_s} << u"10"_s
                             << u"01"_s;
    QTest::newRow("resource names") << ResourceNameColumn << u"displayName"_s << QStringList{u"b"_s, u"a"_s} << u"01"_s
                                    << u"10"_s;
    QTest::newRow("hashes") << HashColumn << u"sha256Hash"_s
                            << QStringList{QString::fromLatin1(QByteArray(32, 'b').toBase64()),
                                           QString::fromLatin1(QByteArray(32, 'a').toBase64())}
                            << u"10"_s << u"01"_s;
}

void tst_FilesFilterModel::sorts()
{
    QFETCH(FilesModel::Column, column);
    QFETCH(QString, key);
    QFETCH(QStringList, values);
    addRows(key, values);
    m_filter->sort(column, Qt::AscendingOrder);
    QTEST(shown().join(QString()), "ascending");
    m_filter->sort(column, Qt::DescendingOrder);
    QTEST(shown().join(QString()), "descending");
    m_filter->sort(-1);
    QVERIFY(shown().join(QString()).startsWith(u"01"_s));
}

void tst_FilesFilterModel::equalRowsStayAsTheyCame()
{
    addRows(u"mimeType"_s, {u"b"_s, u"a"_s, u"b"_s, u"a"_s, u"b"_s});
    m_filter->sort(FilesModel::TypeColumn, Qt::AscendingOrder);
    QCOMPARE(shown().join(QString()), u"13024"_s);
    m_filter->sort(FilesModel::TypeColumn, Qt::DescendingOrder);
    QCOMPARE(shown().join(QString()), u"02413"_s);
}

void tst_FilesFilterModel::followsChangesOfValues()
{
    addRows(u"sizeBytes"_s, {u"1"_s, u"2"_s, u"3"_s});
    m_filter->sort(FilesModel::SizeColumn, Qt::AscendingOrder);
    RemoteFile file = model().fileAt(0);
    file.sizeBytes = 10;
    model().upsert(file);
    QCOMPARE(shown().join(QString()), u"120"_s);
}

void tst_FilesFilterModel::filtersByText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QString() << u"012"_s;
    QTest::newRow("part of a name") << u"ali"_s << u"0"_s;
    QTest::newRow("any case") << u"ÜBER"_s << u"1"_s;
    QTest::newRow("resource name") << u"files/f2"_s << u"2"_s;
    QTest::newRow("type") << u"Video/"_s << u"1"_s;
    QTest::newRow("hash") << u"E3B0C44298"_s << u"2"_s;
    QTest::newRow("not in one field") << u"alice.txttext"_s << QString();
    QTest::newRow("no pattern") << u".*"_s << QString();
    QTest::newRow("blanks count") << u" "_s << u"1"_s;
}

void tst_FilesFilterModel::filtersByText()
{
    QFETCH(QString, text);
    model().reset(true);
    const auto add = [this](const QJsonObject &json) { model().upsert(*RemoteFile::fromJson(json)); };
    add({{u"name"_s, u"files/f0"_s}, {u"displayName"_s, u"Alice.txt"_s}, {u"mimeType"_s, u"text/plain"_s}});
    add({{u"name"_s, u"files/f1"_s}, {u"displayName"_s, u"Der Überblick"_s}, {u"mimeType"_s, u"video/mp4"_s}});
    add({{u"name"_s, u"files/f2"_s}, {u"sha256Hash"_s, u"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="_s}});
    m_filter->setFilterText(text);
    QCOMPARE(m_filter->filter().text, text);
    QCOMPARE(m_filter->isFiltering(), !text.isEmpty());
    QTEST(shown().join(QString()), "expected");
    m_filter->setFilterText({});
    QCOMPARE(shown().join(QString()), u"012"_s);
}

void tst_FilesFilterModel::filtersByState()
{
    using enum RemoteFile::State;
    addRows(u"state"_s, {u"ACTIVE"_s, u"PROCESSING"_s, u"FAILED"_s, u"ODD"_s, QString()});
    FilesScene::setStates(*m_filter, {Active, Failed});
    QVERIFY(m_filter->isFiltering());
    QCOMPARE(shown().join(QString()), u"02"_s);
    RemoteFile file = model().fileAt(1);
    file.state = Active;
    model().upsert(file);
    QCOMPARE(shown().join(QString()), u"012"_s);
    FilesScene::setStates(*m_filter, {Unknown});
    QCOMPARE(shown().join(QString()), u"3"_s);
    FilesScene::setStates(*m_filter, {});
    QVERIFY(!m_filter->isFiltering());
    QCOMPARE(m_filter->rowCount(), 5);
}

void tst_FilesFilterModel::bothFiltersMustMatch()
{
    addRows(u"state"_s, {u"ACTIVE"_s, u"FAILED"_s});
    FilesScene::setStates(*m_filter, {RemoteFile::State::Active});
    m_filter->setFilterText(u"f1"_s);
    QCOMPARE(m_filter->rowCount(), 0);
    m_filter->setFilterText(u"f0"_s);
    QCOMPARE(m_filter->rowCount(), 1);
}

void tst_FilesFilterModel::tellsChangesOfTheFilter()
{
    QSignalSpy changed(m_filter.get(), &FilesFilterModel::filterChanged);
    m_filter->setFilterText({});
    FilesScene::setStates(*m_filter, {});
    QCOMPARE(changed.size(), 0);
    m_filter->setFilterText(u"a"_s);
    m_filter->setFilterText(u"a"_s);
    QCOMPARE(changed.size(), 1);
    FilesScene::setStates(*m_filter, {RemoteFile::State::Active});
    QCOMPARE(changed.size(), 2);
}

void tst_FilesFilterModel::findsRows()
{
    addRows(u"displayName"_s, {u"c"_s, u"b"_s, u"a"_s});
    m_filter->sort(FilesModel::NameColumn, Qt::AscendingOrder);
    QCOMPARE(m_filter->rowOf(FilesScene::name(2)), 0);
    QCOMPARE(FilesScene::nameAt(*m_filter, 0), FilesScene::name(2));
    QCOMPARE(m_filter->rowOf(u"files/other"_s), -1);
    m_filter->setFilterText(u"b"_s);
    QCOMPARE(m_filter->rowOf(FilesScene::name(1)), 0);
    QCOMPARE(m_filter->rowOf(FilesScene::name(2)), -1);
}

void tst_FilesFilterModel::loadsTheRestWhileFiltering()
{
    m_scene->addFiles(0, 350);
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(m_scene->listRequests(), 1);
    m_filter->setFilterText(u"file 34"_s);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listRequests(), 4);
    QCOMPARE(m_filter->rowCount(), 11);
}

void tst_FilesFilterModel::stopsLoadingAtAFailure()
{
    m_scene->addFiles(0, 350);
    model().reset(true);
    m_scene->loadPage();
    m_scene->answerError(503);
    m_filter->setFilterText(u"nothing"_s);
    QTRY_COMPARE(model().loading(), Loading::Failed);
    QCOMPARE(m_scene->listRequests(), 2);
    m_filter->setFilterText(u"nothing else"_s);
    QCOMPARE(model().loading(), Loading::Failed);

    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listRequests(), 5);
}

void tst_FilesFilterModel::stopsLoadingWithTheFilter()
{
    m_scene->addFiles(0, 350);
    model().reset(true);
    m_scene->loadPage();
    m_filter->setFilterText(u"nothing"_s);
    m_filter->setFilterText({});
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(m_scene->listRequests(), 2);
}

void tst_FilesFilterModel::goesOnAfterAnotherAccount()
{
    m_scene->addFiles(0, 150);
    m_filter->setFilterText(u"file 149"_s);
    model().reset(true);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_filter->rowCount(), 1);
    model().reset(true);
    QTRY_COMPARE(m_filter->rowCount(), 1);
}

void tst_FilesFilterModel::addsTheSizesOfWhatIsShown()
{
    addRows(u"sizeBytes"_s, {u"1"_s, u"20"_s, u"300"_s, QString()});
    QCOMPARE(m_filter->shownBytes(), 321);
    m_filter->setFilterText(u"files/f1"_s);
    QCOMPARE(m_filter->shownBytes(), 20);
    m_filter->setFilterText(u"no such file"_s);
    QCOMPARE(m_filter->shownBytes(), 0);
}

void tst_FilesFilterModel::countsWhenRowsHaveGone_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("distance");
    QTest::newRow("one row") << QString() << 200;
    QTest::newRow("one row that is filtered out") << u"file 199"_s << 200;
    QTest::newRow("scattered rows") << QString() << 2;
    QTest::newRow("scattered rows, filtered") << u"file 1"_s << 2;
}

void tst_FilesFilterModel::countsWhenRowsHaveGone()
{
    QFETCH(QString, filter);
    QFETCH(int, distance);
    m_scene->addFiles(0, 200);
    m_scene->loadAll();
    m_filter->setFilterText(filter);
    int counted = 0;
    int rows = 0;
    qint64 bytes = 0;
    connect(m_filter.get(), &FilesFilterModel::countsChanged, this, [&] {
        counted = m_filter->counts().states.value(RemoteFile::State::Active);
        rows = model().rowCount();
        bytes = model().totalBytes();
    });
    QStringList leaving;
    for (int number = 0; number < 200; number += distance)
        leaving.append(FilesScene::name(number));
    model().dropAll(leaving);
    QTRY_COMPARE(model().rowCount(), 200 - static_cast<int>(leaving.size()));
    QCOMPARE(counted, model().rowCount());
    QCOMPARE(rows, model().rowCount());
    QCOMPARE(bytes, model().totalBytes());
}

QTEST_GUILESS_MAIN(tst_FilesFilterModel)
#include "tst_filesfiltermodel.moc"
