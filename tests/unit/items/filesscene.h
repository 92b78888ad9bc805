// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "tests/support/scripteddemoserver.h"

#include <QAbstractItemModelTester>

namespace pollux {

/// A FilesModel before a demo server, watched by a model tester that asks for no page by itself. Starts inactive.
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
    /// What follows is what files.list answers, one request after the other, before the server itself is asked again.
    /// Returns the fault's id.
    int answerPage(const QStringList &names, const QString &nextPageToken);
    int answerError(int status, const QByteArray &body = {});
    int answerStalled();

    /// The requests for pages so far, and the query of one of them.
    int listRequests() const;
    QByteArray listQuery(int number) const;

    /// One condition of a filter; the others stay.
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
