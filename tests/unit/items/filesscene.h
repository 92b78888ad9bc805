// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "tests/support/scripteddemoserver.h"

#include <QAbstractItemModelTester>

namespace pollux {

/// A FilesModel with a demo server and a model tester that does not fetch pages. Starts inactive.
class FilesScene {
public:
    FilesScene();

    ScriptedDemoServer server{DemoServerOptions()};
    QNetworkAccessManager network;
    ApiClient client;
    FilesModel model;

    /// A File resource "files/f<number>"; the server lists lower numbers first.
    static QJsonObject fileJson(int number, const QString &state = QStringLiteral("ACTIVE"));
    static QString name(int number);
    static QStringList names(int first, int count);
    static RemoteFile file(int number);

    void addFiles(int first, int count);
    /// The resource names of the rows.
    QStringList rows() const;
    /// Each of the following calls sets the answer to one more files.list request; after these the server answers
    /// itself. Returns the fault's id.
    int answerPage(const QStringList &names, const QString &nextPageToken);
    int answerError(int status, const QByteArray &body = {});
    int answerStalled();

    /// The number of requests for pages so far, and the query of one of them.
    int listRequests() const;
    QByteArray listQuery(int number) const;

    /// Changes one condition of a filter and keeps the others.
    static void setStates(FilesFilterModel &filter, const QSet<RemoteFile::State> &states);
    static void setTypes(FilesFilterModel &filter, const QSet<FileType> &types);
    /// The resource name in a row of a filter.
    static QString nameAt(const FilesFilterModel &filter, int row);

    /// Activates the model and reads pages as a view that scrolls to the end does.
    void loadAll();
    void loadPage();

private:
    int plan(const FaultAction &action);

    QAbstractItemModelTester m_tester;
};

} // namespace pollux
