// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/storetable.h"

#include "app/cli/output/sentences.h"
#include "app/cli/output/textcolumns.h"
#include "models/text/format.h"
#include "models/text/storetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pollux::storetable {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StoreTable)
};

QString storeColumns(const QString &name, const QStringList &counts, const QString &displayName)
{
    QString line = name;
    for (const QString &count : counts)
        line += u' ' + count.rightJustified(9);
    return line + "  "_L1 + displayName;
}

QString documentColumns(const QString &name, const QString &state, const QString &size, const QString &created,
                        const QString &type, const QString &displayName)
{
    using textcolumns::fitted;
    return u"%1  %2 %3  %4  %5  %6"_s.arg(name, fitted(state, 10), size.rightJustified(9), fitted(created, 16),
                                          fitted(type, 20), displayName);
}

QString operationColumns(const QString &name, const QString &state, const QString &begun, const QString &displayName)
{
    using textcolumns::fitted;
    return u"%1  %2  %3  %4"_s.arg(name, fitted(state, 13), fitted(begun, 16), displayName);
}

QString moment(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd hh:mm"_s) : u"-"_s;
}

QString nameColumn(const QString &name, int width)
{
    return format::singleLine(name).leftJustified(width);
}

} // namespace

QString storeHeader(int nameWidth)
{
    return storeColumns(nameColumn(Texts::tr("NAME"), nameWidth),
                        {Texts::tr("ACTIVE"), Texts::tr("PENDING"), Texts::tr("FAILED"), Texts::tr("SIZE")},
                        Texts::tr("DISPLAY NAME"));
}

QString row(const RagStore &store, int nameWidth)
{
    return storeColumns(nameColumn(store.name, nameWidth),
                        {QString::number(store.activeDocumentsCount), QString::number(store.pendingDocumentsCount),
                         QString::number(store.failedDocumentsCount), format::size(store.sizeBytes)},
                        format::singleLine(store.displayName));
}

QString documentHeader(int nameWidth)
{
    return documentColumns(nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("STATE"), Texts::tr("SIZE"),
                           Texts::tr("CREATED"), Texts::tr("TYPE"), Texts::tr("DISPLAY NAME"));
}

QString row(const Document &document, int nameWidth)
{
    return documentColumns(nameColumn(document.name, nameWidth), storetext::stateText(document),
                           format::size(document.sizeBytes),
                           moment(document.createTime ? document.createTime->toDateTime() : QDateTime()),
                           format::singleLine(document.mimeType), format::singleLine(document.displayName));
}

QString operationHeader(int nameWidth)
{
    return operationColumns(nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("STATE"), Texts::tr("BEGUN"),
                            Texts::tr("DISPLAY NAME"));
}

QString row(const OperationRecord &operation, int nameWidth)
{
    QString line = operationColumns(nameColumn(operation.name, nameWidth), storetext::stateText(operation.state),
                                    moment(operation.created), format::singleLine(operation.displayName));
    if (operation.state == OperationRecord::State::Failed || operation.state == OperationRecord::State::Lost)
        line += ": "_L1 + sentences::failedOperation(operation);
    else if (operation.pollError)
        line += ": "_L1 + sentences::sentence(*operation.pollError);
    return line;
}

QString documentCounts(const RagStore &store)
{
    return Texts::tr("%1 active, %2 pending, %3 failed")
        .arg(store.activeDocumentsCount)
        .arg(store.pendingDocumentsCount)
        .arg(store.failedDocumentsCount);
}

} // namespace pollux::storetable
