// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QUrl started(ScriptedDemoServer &server)
{
    if (!server.start())
        qFatal("%s", qPrintable(server.errorText()));
    return server.baseUrl();
}

} // namespace

FilesScene::FilesScene()
    : client(network, RequestFactory({started(server), u"v1beta"_s}, "key"))
    , model(client)
    , m_tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
{
    m_tester.setUseFetchMore(false);
}

QString FilesScene::name(int number)
{
    return u"files/f"_s + QString::number(number);
}

QStringList FilesScene::names(int first, int count)
{
    QStringList names;
    for (int number = first; number < first + count; ++number)
        names.append(name(number));
    return names;
}

QJsonObject FilesScene::fileJson(int number, const QString &state)
{
    const QDateTime created = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(-number);
    return {{u"name"_s, name(number)},
            {u"displayName"_s, u"file %1.txt"_s.arg(number)},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, QString::number(1000 + number)},
            {u"createTime"_s, created.toString(Qt::ISODate)},
            {u"state"_s, state}};
}

RemoteFile FilesScene::file(int number)
{
    return *RemoteFile::fromJson(fileJson(number));
}

void FilesScene::addFiles(int first, int count)
{
    for (int number = first; number < first + count; ++number)
        server.addFile(fileJson(number));
}

QStringList FilesScene::rows() const
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.fileAt(row).name);
    return names;
}

int FilesScene::plan(const FaultAction &action)
{
    return server.faults().add({"GET", QRegularExpression(u"/files$"_s), {}, 0, 1, action});
}

int FilesScene::answerPage(const QStringList &names, const QString &nextPageToken)
{
    QJsonArray files;
    for (const QString &name : names)
        files.append(QJsonObject{{u"name"_s, name}});
    QJsonObject page{{u"files"_s, files}};
    if (!nextPageToken.isEmpty())
        page.insert(u"nextPageToken"_s, nextPageToken);
    return plan(faults::answer(200, QJsonDocument(page).toJson()));
}

int FilesScene::answerError(int status, const QByteArray &body)
{
    return plan(faults::answer(status, body));
}

int FilesScene::answerStalled()
{
    return plan(faults::stallAfter());
}

int FilesScene::listRequests() const
{
    const QList<RequestRecord> records = server.requests();
    return static_cast<int>(std::ranges::count(records, "/v1beta/files"_ba, &RequestRecord::path));
}

QByteArray FilesScene::listQuery(int number) const
{
    QList<RequestRecord> records = server.requests();
    records.removeIf([](const RequestRecord &record) { return record.path != "/v1beta/files"_ba; });
    return records.value(number).query;
}

void FilesScene::loadPage()
{
    model.fetchMore({});
    QTRY_VERIFY(model.loading() != FilesModel::Loading::Loading);
}

void FilesScene::loadAll()
{
    model.reset(true);
    do
        loadPage();
    while (model.canFetchMore({}));
    QCOMPARE(model.loading(), FilesModel::Loading::Complete);
}

void FilesScene::setStates(FilesFilterModel &filter, const QSet<RemoteFile::State> &states)
{
    FileFilter changed = filter.filter();
    changed.states = states;
    filter.setFilter(changed);
}

void FilesScene::setTypes(FilesFilterModel &filter, const QSet<FileType> &types)
{
    FileFilter changed = filter.filter();
    changed.types = types;
    filter.setFilter(changed);
}

QString FilesScene::nameAt(const FilesFilterModel &filter, int row)
{
    return filter.index(row, 0).data(FilesModel::ResourceNameRole).toString();
}

} // namespace pollux
