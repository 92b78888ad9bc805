// SPDX-License-Identifier: Apache-2.0
//
// Measures the list of files with 100,000 rows: memory of a row, and the time of a page, of a keystroke in the find
// field, of a sort and of a repaint. Times are ms of processor time, which do not depend on the load of the machine.
// Usage: surface_speed [ROWS], 100,000 by default. Prints a table; exit code 1 if a goal is missed.
#include "models/items/files/filesfiltermodel.h"
#include "tests/bench/pagesnetwork.h"
#include "views/files/filestable.h"

#include <QApplication>
#include <QHeaderView>
#include <QImage>
#include <QRandomGenerator>
#include <QTimer>

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int pageSize = 100;
constexpr int shownRows = 40;
constexpr int repaints = 300;
constexpr int runs = 7;

double milliseconds()
{
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

template <typename Work>
double timeOf(Work work)
{
    const double start = milliseconds();
    work();
    return milliseconds() - start;
}

/// The smallest value that `percent` % of the values do not exceed.
double percentile(std::vector<double> values, std::size_t percent)
{
    std::ranges::sort(values);
    return values.at((values.size() - 1) * percent / 100);
}

template <typename Work>
double medianOf(Work work)
{
    std::vector<double> times;
    times.reserve(runs);
    for (int run = 0; run < runs; ++run)
        times.push_back(timeOf([&work, run] { work(run); }));
    return percentile(times, 50);
}

std::size_t usedMemory()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

QJsonObject fileJson(int number, QRandomGenerator &random)
{
    static const QStringList types{u"application/pdf"_s, u"text/plain"_s, u"video/mp4"_s, u"image/png"_s,
                                   u"audio/wav"_s};
    static const QStringList words{u"Report"_s, u"meeting notes"_s, u"clip"_s, u"invoice"_s, u"Überblick"_s};
    static const QStringList states{u"ACTIVE"_s, u"ACTIVE"_s, u"ACTIVE"_s, u"PROCESSING"_s, u"FAILED"_s};
    const QString id = QString::number(random.generate64(), 36).left(12).rightJustified(12, u'0');
    const QDateTime created = QDateTime::fromMSecsSinceEpoch(1'780'000'000'000 - number * qint64{1717}, Qt::UTC);
    QByteArray hash(32, Qt::Uninitialized);
    std::ranges::generate(hash, [&random] { return static_cast<char>(random.bounded(256)); });
    const QString &type = types.at(random.bounded(5));
    QJsonObject json{
        {u"name"_s, u"files/"_s + id},
        {u"displayName"_s,
         u"%1 %2.%3"_s.arg(words.at(random.bounded(5))).arg(random.bounded(20000)).arg(type.section(u'/', 1))},
        {u"mimeType"_s, type},
        {u"sizeBytes"_s, QString::number(random.bounded(2'000'000'000))},
        {u"createTime"_s, created.toString(Qt::ISODateWithMs)},
        {u"updateTime"_s, created.addMSecs(1234).toString(Qt::ISODateWithMs)},
        {u"expirationTime"_s, created.addDays(2).toString(Qt::ISODateWithMs)},
        {u"sha256Hash"_s, QString::fromLatin1(hash.toHex().toBase64())},
        {u"uri"_s, u"https://generativelanguage.googleapis.com/v1beta/files/"_s + id},
        {u"state"_s, states.at(random.bounded(5))},
        {u"source"_s, u"UPLOADED"_s}};
    if (type == "video/mp4"_L1)
        json.insert(u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"%1s"_s.arg(random.bounded(3000))}});
    return json;
}

class Report {
public:
    void add(const char *what, double value, const char *unit, double goal)
    {
        const bool isMet = value < goal;
        m_isMet &= isMet;
        std::printf("%-52s %9.2f %-3s  < %-6g %s\n", what, value, unit, goal, isMet ? "met" : "MISSED");
        std::fflush(stdout);
    }
    void tell(const char *what, double value, const char *unit)
    {
        std::printf("%-52s %9.2f %-3s\n", what, value, unit);
        std::fflush(stdout);
    }
    bool isMet() const { return m_isMet; }

private:
    bool m_isMet = true;
};

class Surface {
public:
    explicit Surface(int rows)
        : m_network(u"files"_s, rows, pageSize,
                    [random = QRandomGenerator(7)](int number) mutable { return fileJson(number, random); })
        , m_client(m_network, RequestFactory({QUrl(u"http://localhost"_s), u"v1beta"_s}, "key"))
    {
        QObject::connect(&m_files, &FilesModel::loadingChanged, &m_files, [this](FilesModel::Loading loading) {
            if (loading == FilesModel::Loading::Partial)
                QTimer::singleShot(0, &m_files, [this] { m_files.fetchMore({}); });
            else if (loading != FilesModel::Loading::Loading && loading != FilesModel::Loading::Inactive)
                QCoreApplication::quit();
        });
    }

    bool measure();

private:
    void measureRows();
    void showTable();
    void measureFilter();
    void measureSort();
    void measureRepaint();
    void repaint();

    Report m_report;
    PagesNetwork m_network;
    ApiClient m_client;
    FilesModel m_files{m_client};
    FilesFilterModel m_filter{m_files};
    FilesTable m_table;
    QImage m_screen;
};

bool Surface::measure()
{
    measureRows();
    showTable();
    measureFilter();
    measureSort();
    measureRepaint();
    return m_report.isMet();
}

void Surface::measureRows()
{
    m_filter.sort(FilesModel::CreatedColumn, Qt::DescendingOrder);
    malloc_trim(0);
    const std::size_t before = usedMemory();
    m_files.reset(true);
    QCoreApplication::exec();
    malloc_trim(0);
    const double rows = m_files.rowCount();
    std::printf("%d files\n", m_files.rowCount());
    m_report.add("memory of a row, order and filter included", static_cast<double>(usedMemory() - before) / rows, "B",
                 320.01);
    m_report.add("a page of 100, from bytes to rows in order (p50)", percentile(m_network.times(), 50), "ms", 1);
    m_report.tell("  the same (p99)", percentile(m_network.times(), 99), "ms");
}

void Surface::showTable()
{
    m_table.setModel(&m_filter);
    const int height = shownRows * m_table.verticalHeader()->defaultSectionSize();
    m_table.resize(1500, height + m_table.horizontalHeader()->height());
    m_table.show();
    m_screen = QImage(m_table.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    repaint();
}

/// Paints into an image, because a window that is not on a screen is not painted.
void Surface::repaint()
{
    m_table.viewport()->render(&m_screen);
}

void Surface::measureFilter()
{
    struct Step {
        const char *what;
        QString from;
        QString to;
    };
    const std::array steps = {Step{"keystroke: nothing to \"a\"", {}, u"a"_s},
                              Step{"keystroke: nothing to \"rep\"", {}, u"rep"_s},
                              Step{"keystroke: nothing to a text of no file", {}, u"no such file"_s},
                              Step{"keystroke: \"rep\" to \"clip\"", u"rep"_s, u"clip"_s},
                              Step{"keystroke: nothing to a hash", {}, u"3f9"_s},
                              Step{"a text of no file cleared", u"no such file"_s, {}},
                              Step{"\"rep\" cleared", u"rep"_s, {}}};
    for (const Step &step : steps) {
        std::vector<double> times;
        for (int run = 0; run < runs; ++run) {
            m_filter.setFilterText(step.from);
            m_table.setMarkedText(step.from);
            repaint();
            times.push_back(timeOf([this, &step] {
                m_filter.setFilterText(step.to);
                m_table.setMarkedText(step.to);
                repaint();
            }));
        }
        m_report.add(step.what, percentile(times, 50), "ms", 50);
    }
    m_filter.setFilterText({});
}

void Surface::measureSort()
{
    const auto sortBy = [this](FilesModel::Column column) {
        return medianOf([this, column](int run) {
            m_table.sortByColumn(column, run % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            repaint();
        });
    };
    m_report.add("sort by name", sortBy(FilesModel::NameColumn), "ms", 250);
    m_report.add("sort by size", sortBy(FilesModel::SizeColumn), "ms", 250);
    m_report.add("sort by type", sortBy(FilesModel::TypeColumn), "ms", 250);
    m_report.add("sort by time of creation", sortBy(FilesModel::CreatedColumn), "ms", 250);
}

void Surface::measureRepaint()
{
    std::vector<double> still;
    std::vector<double> scrolled;
    for (int i = 0; i < repaints; ++i) {
        still.push_back(timeOf([this] { repaint(); }));
        m_table.scrollTo(m_filter.index(i * 101 % m_filter.rowCount(), 0), QAbstractItemView::PositionAtTop);
        scrolled.push_back(timeOf([this] { repaint(); }));
    }
    m_report.tell("repaint of 40 rows (p50)", percentile(still, 50), "ms");
    m_report.add("repaint of 40 rows (p99)", percentile(still, 99), "ms", 16);
    m_report.tell("the same with rows not seen before (p50)", percentile(scrolled, 50), "ms");
    m_report.add("the same with rows not seen before (p99)", percentile(scrolled, 99), "ms", 16);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setStyle(u"fusion"_s);
    const int rows = argc > 1 ? static_cast<int>(std::strtol(argv[1], nullptr, 10)) : 100'000;
    Surface surface(std::max(rows, pageSize));
    return surface.measure() ? EXIT_SUCCESS : EXIT_FAILURE;
}
