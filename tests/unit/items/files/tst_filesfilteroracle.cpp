// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesfiltermodel.h"
#include "tests/unit/items/filesscene.h"

#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// The same rules in a QSortFilterProxyModel, written for clarity and not for speed.
class Oracle final : public QSortFilterProxyModel {
public:
    explicit Oracle(FilesModel &files)
        : m_files(files)
        , m_collator(QLocale(QLocale::English))
    {
        m_collator.setNumericMode(true);
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
        setSourceModel(&files);
    }

    void setFilter(const FileFilter &filter)
    {
        m_filter = filter;
        invalidateFilter();
    }

    const QCollator &collator() const { return m_collator; }

    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < rowCount(); ++row)
            names.append(m_files.fileAt(mapToSource(index(row, 0)).row()).name);
        return names;
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex & /*parent*/) const override
    {
        const RemoteFile file = m_files.fileAt(row);
        const auto has = [this](const QString &text) { return text.contains(m_filter.text, Qt::CaseInsensitive); };
        return (m_filter.states.isEmpty() || m_filter.states.contains(file.state)) &&
               (m_filter.types.isEmpty() || m_filter.types.contains(fileType(file.mimeType))) &&
               (has(file.displayName) || has(file.name) || has(file.mimeType) ||
                has(QString::fromLatin1(file.sha256Hash.toHex())));
    }

    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant before = left.data(FilesModel::SortRole);
        const QVariant after = right.data(FilesModel::SortRole);
        if (left.column() == FilesModel::NameColumn)
            return m_collator.compare(before.toString(), after.toString()) < 0;
        if (left.column() == FilesModel::StateColumn)
            return m_files.fileAt(left.row()).state < m_files.fileAt(right.row()).state;
        const bool isMissing = !before.isValid() || before.toString().isEmpty();
        if (isMissing != (!after.isValid() || after.toString().isEmpty()))
            return isMissing == (sortOrder() == Qt::DescendingOrder);
        return QVariant::compare(before, after) == QPartialOrdering::Less;
    }

private:
    FilesModel &m_files;
    QCollator m_collator;
    FileFilter m_filter;
};

template <typename List>
auto anyOf(QRandomGenerator &random, const List &list)
{
    return list.at(random.bounded(static_cast<int>(list.size())));
}

QString anyName(QRandomGenerator &random)
{
    static const QStringList parts{u"clip"_s, u"Clip"_s, u"10"_s, u"2"_s, u"007"_s, u" "_s,  u"_"_s,
                                   u"ß"_s,    u"ẞ"_s,    u"Ä"_s,  u"ä"_s, u"İ"_s,   u"ſ"_s,  u"K"_s,
                                   u"東京"_s, u"😀"_s,    u"𐐀"_s,  u"𐐨"_s, u"."_s,   u"-1"_s, u"µ"_s};
    QString name;
    for (int i = random.bounded(4); i > 0; --i)
        name += anyOf(random, parts);
    return name;
}

RemoteFile anyFile(QRandomGenerator &random, int number)
{
    using State = RemoteFile::State;
    RemoteFile file;
    file.name = u"files/f%1"_s.arg(number);
    file.displayName = anyName(random);
    file.mimeType = anyOf(random, QStringList{u"text/plain"_s, u"video/mp4"_s, QString(), u"application/pdf"_s});
    if (random.bounded(4) > 0)
        file.sizeBytes = random.bounded(5);
    else
        file.sizeBytes.reset();
    if (random.bounded(4) > 0)
        file.createTime = Timestamp{random.bounded(5), random.bounded(2) * 1000000};
    file.state = anyOf(random, QList{State::Active, State::Failed, State::Processing});
    file.sha256Hash = random.bounded(2) > 0 ? QByteArray(32, static_cast<char>(random.bounded(8))) : QByteArray();
    return file;
}

FileFilter anyFilter(QRandomGenerator &random)
{
    using State = RemoteFile::State;
    FileFilter filter;
    filter.text = anyOf(random, QStringList{QString(), QString(), u"c"_s, u"CLIP"_s, u"ß"_s, u"f1"_s, u"none of it"_s,
                                            u"0404"_s, u"𐐀"_s, u"i"_s, u"s"_s, u"K"_s, u"Μ"_s, u"plain"_s});
    if (random.bounded(4) == 0)
        filter.states = {anyOf(random, QList{State::Active, State::Failed, State::Unknown})};
    if (random.bounded(4) == 0)
        filter.types = {anyOf(random, QList{FileType::Text, FileType::Pdf, FileType::Image}), FileType::Other};
    return filter;
}

} // namespace

/// Compares FilesFilterModel with a QSortFilterProxyModel through the same changes.
class tst_FilesFilterOracle final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void randomOperations_data();
    void randomOperations();
    void collates_data();
    void collates();
    void folds();
    void counts();
    void manyRowsComeAsOneBlock();
    void timesMoveNothing();
    void textsOutliveManyChanges();

private:
    FilesModel &model() { return m_scene->model; }
    void change(QRandomGenerator &random);
    void addScatteredFiles(int count);
    void compare();
    QStringList shown() const;
    FileCounts countedAnew();

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<FilesFilterModel> m_filter;
    std::unique_ptr<Oracle> m_oracle;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QList<std::pair<QPersistentModelIndex, QString>> m_kept; // with the resource name of each row
    int m_nextNumber = 0;
};

void tst_FilesFilterOracle::init()
{
    m_scene = std::make_unique<FilesScene>();
    m_filter = std::make_unique<FilesFilterModel>(model());
    m_oracle = std::make_unique<Oracle>(model());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_filter.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_tester->setUseFetchMore(false);
    m_nextNumber = 0;
    model().reset(true);
}

void tst_FilesFilterOracle::cleanup()
{
    m_kept.clear();
    m_tester.reset();
    m_oracle.reset();
    m_filter.reset();
    m_scene.reset();
}

QStringList tst_FilesFilterOracle::shown() const
{
    QStringList names;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        names.append(FilesScene::nameAt(*m_filter, row));
    return names;
}

void tst_FilesFilterOracle::change(QRandomGenerator &random)
{
    const int rows = model().rowCount();
    switch (random.bounded(7)) {
    case 0:
    case 1:
        for (int i = random.bounded(1, 12); i > 0; --i)
            model().upsert(anyFile(random, m_nextNumber++));
        break;
    case 2:
        if (rows > 0)
            model().drop(model().fileAt(random.bounded(rows)).name);
        break;
    case 3:
        if (rows > 0) {
            const QString name = model().fileAt(random.bounded(rows)).name;
            model().upsert(anyFile(random, name.mid(7).toInt()));
        }
        break;
    case 4: {
        const int column = random.bounded(-1, int{FilesModel::ColumnCount});
        const auto order = random.bounded(2) > 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
        m_filter->sort(column, order);
        m_oracle->sort(column, order);
        break;
    }
    case 5: {
        const FileFilter filter = anyFilter(random);
        m_oracle->setFilter(filter);
        m_filter->setFilter(filter);
        break;
    }
    case 6:
        if (m_filter->rowCount() > 0) {
            const int row = random.bounded(m_filter->rowCount());
            m_kept.append({m_filter->index(row, random.bounded(3)), FilesScene::nameAt(*m_filter, row)});
        }
        break;
    }
}

void tst_FilesFilterOracle::compare()
{
    // The oracle may place a changed row anywhere among equal ones, so it sorts again.
    m_oracle->invalidate();
    QCOMPARE(shown(), m_oracle->names());
    for (const auto &[index, name] : std::as_const(m_kept)) {
        if (index.isValid())
            QCOMPARE(index.data(FilesModel::ResourceNameRole).toString(), name);
    }
    for (int row = 0; row < model().rowCount(); ++row) {
        const QModelIndex index = model().index(row, 0);
        QCOMPARE(m_filter->mapFromSource(index).row(), m_oracle->mapFromSource(index).row());
    }
    QCOMPARE(m_filter->counts(), countedAnew());
}

FileCounts tst_FilesFilterOracle::countedAnew()
{
    FileCounts counts;
    for (int row = 0; row < model().rowCount(); ++row) {
        const RemoteFile file = model().fileAt(row);
        ++counts.states[file.state];
        ++counts.types[fileType(file.mimeType)];
    }
    return counts;
}

void tst_FilesFilterOracle::randomOperations_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void tst_FilesFilterOracle::randomOperations()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    for (int i = 0; i < 150; ++i) {
        change(random);
        compare();
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_FilesFilterOracle::collates_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("English") << QLocale(QLocale::English);
    QTest::newRow("German") << QLocale(QLocale::German);
    QTest::newRow("Czech, where ch is a letter") << QLocale(QLocale::Czech);
    QTest::newRow("Danish, where aa is a letter") << QLocale(QLocale::Danish);
}

void tst_FilesFilterOracle::collates()
{
    QFETCH(QLocale, locale);
    const QLocale before;
    QLocale::setDefault(locale);
    const NameOrder order;
    QLocale::setDefault(before);
    QRandomGenerator random(7);
    std::vector<QString> names;
    for (int i = 0; i < 3000; ++i) {
        QString name = random.bounded(2) > 0 ? anyName(random) : QString();
        for (int length = random.bounded(6); length > 0; --length)
            name += QChar(random.bounded(u' ', u'~' + 1));
        if (random.bounded(3) == 0)
            name += u"ch"_s + QString::number(random.bounded(200)) + u"aa"_s;
        names.push_back(name);
    }
    names.push_back(QString(300, u'1'));
    names.push_back(u"00"_s);
    names.push_back(u"0"_s);
    const std::vector<int> ranks = order.ranks(names);
    QCOMPARE(ranks.size(), names.size());
    std::vector<std::size_t> sorted(names.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::ranges::stable_sort(sorted, [&](std::size_t left, std::size_t right) { return ranks[left] < ranks[right]; });
    QCOMPARE(ranks[sorted.front()], 0);
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        const int difference = order.compare(names[sorted[i - 1]], names[sorted[i]]);
        const int step = ranks[sorted[i]] - ranks[sorted[i - 1]];
        QVERIFY2(difference == 0 ? step == 0 : difference < 0 && step == 1,
                 qPrintable(names[sorted[i - 1]] + u" | "_s + names[sorted[i]]));
    }
}

void tst_FilesFilterOracle::folds()
{
    QCOMPARE(FileFinder::folded(u"AbÄ1\u212A"_s), "ab\u00e41k"_ba);
    QCOMPARE(FileFinder::folded(u"𐐀"_s), u"𐐨"_s.toUtf8());
    QCOMPARE(FileFinder::folded(u"İ"_s), u"İ"_s.toUtf8());
    QCOMPARE(FileFinder::folded(u"東"_s), u"東"_s.toUtf8());
    QCOMPARE(FileFinder::folded(QString(QChar(0xD800))), "\xED\xA0\x80"_ba);
}

void tst_FilesFilterOracle::counts()
{
    using State = RemoteFile::State;
    QSignalSpy changed(m_filter.get(), &FilesFilterModel::countsChanged);
    QRandomGenerator random(3);
    RemoteFile file = anyFile(random, 0);
    file.state = State::Processing;
    file.mimeType = u"image/png"_s;
    model().upsert(file);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_filter->counts(), (FileCounts{{{State::Processing, 1}}, {{FileType::Image, 1}}}));
    file.displayName = u"another"_s;
    model().upsert(file);
    QCOMPARE(changed.size(), 1);
    m_filter->setFilterText(u"no such file"_s);
    file.state = State::Active;
    model().upsert(file);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_filter->counts(), (FileCounts{{{State::Active, 1}}, {{FileType::Image, 1}}}));
    model().drop(file.name);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(m_filter->counts(), FileCounts());
}

void tst_FilesFilterOracle::addScatteredFiles(int count)
{
    for (int number = 0; number < count; ++number) {
        QJsonObject json = FilesScene::fileJson(number);
        json.insert(u"displayName"_s, u"%1.txt"_s.arg(number * 61 % 997));
        m_scene->server.addFile(json);
    }
}

void tst_FilesFilterOracle::manyRowsComeAsOneBlock()
{
    addScatteredFiles(300);
    m_filter->sort(FilesModel::NameColumn);
    m_oracle->sort(FilesModel::NameColumn);
    QSignalSpy inserted(m_filter.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_filter.get(), &QAbstractItemModel::rowsRemoved);
    m_scene->loadPage();
    const QPersistentModelIndex kept = m_filter->index(50, 1);
    m_kept.append({kept, FilesScene::nameAt(*m_filter, 50)});
    m_scene->loadPage();
    QCOMPARE(inserted.size(), 2);
    compare();
    m_filter->setFilterText(u"3"_s);
    m_oracle->setFilter(m_filter->filter());
    QCOMPARE(removed.size(), 1);
    compare();
    m_scene->loadPage();
    m_filter->setFilterText({});
    m_oracle->setFilter({});
    compare();
    QVERIFY(inserted.size() <= 4);
}

void tst_FilesFilterOracle::timesMoveNothing()
{
    addScatteredFiles(100);
    m_scene->loadPage();
    m_filter->sort(FilesModel::ExpiresColumn);
    QSignalSpy arranged(m_filter.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy changed(m_filter.get(), &QAbstractItemModel::dataChanged);
    model().refreshTimes();
    QCOMPARE(arranged.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_filter->index(0, FilesModel::ExpiresColumn));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_filter->index(99, FilesModel::ExpiresColumn));
}

/// The texts of changed and removed rows are freed; the others must stay searchable.
void tst_FilesFilterOracle::textsOutliveManyChanges()
{
    constexpr int count = 60;
    RemoteFile file;
    for (int round = 0; round < 12; ++round) {
        for (int number = 0; number < count; ++number) {
            file.name = FilesScene::name(number);
            file.displayName = u"<%1 in round %2>"_s.arg(number).arg(round) + QString(1000, u'-');
            model().upsert(file);
        }
        model().drop(FilesScene::name(round));
    }
    for (int number = 11; number < count; number += 7) {
        m_filter->setFilterText(u"<%1 in round 11>"_s.arg(number));
        QCOMPARE(shown(), number == 11 ? QStringList() : QStringList{FilesScene::name(number)});
    }
    m_filter->setFilterText(u"in round 10"_s);
    QCOMPARE(shown(), QStringList());
}

QTEST_GUILESS_MAIN(tst_FilesFilterOracle)
#include "tst_filesfilteroracle.moc"
