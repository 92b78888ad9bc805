// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/resourcetable.h"

#include "app/cli/output/sentences.h"
#include "app/cli/output/textcolumns.h"
#include "models/text/format.h"
#include "models/text/storetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pollux::resourcetable {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ResourceTable)
};

// Widths of the columns between the name and the display name, for textcolumns::row().
const QList<int> fileWidths{10, -9, 16};
const QList<int> storeWidths{-9, -9, -9, -9};
const QList<int> documentWidths{10, -9, 16, 20};
const QList<int> operationWidths{13, 16};

QString moment(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd hh:mm"_s) : u"-"_s;
}

QString moment(const std::optional<Timestamp> &time)
{
    return moment(time ? time->toDateTime() : QDateTime());
}

QString nameColumn(const QString &name, int width)
{
    return format::singleLine(name).leftJustified(width);
}

QString sizeText(const RemoteFile &file)
{
    return file.sizeBytes ? format::size(*file.sizeBytes) : u"?"_s;
}

} // namespace

QString fileHeader(int nameWidth)
{
    return textcolumns::row({nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("STATE"), Texts::tr("SIZE"),
                             Texts::tr("EXPIRES"), Texts::tr("DISPLAY NAME")},
                            fileWidths);
}

QString row(const RemoteFile &file, int nameWidth)
{
    return textcolumns::row({nameColumn(file.name, nameWidth), format::singleLine(file.stateText), sizeText(file),
                             moment(file.expirationTime), format::singleLine(file.displayName)},
                            fileWidths);
}

QString fields(const RemoteFile &file)
{
    QStringList lines;
    const auto add = [&lines](const QString &title, const QString &value) {
        if (!value.isEmpty())
            lines.append(u"%1 %2"_s.arg(title + u':', -14).arg(format::singleLine(value)));
    };
    const auto addTime = [&add](const QString &title, const std::optional<Timestamp> &time) {
        if (time)
            add(title, time->toText());
    };
    add(Texts::tr("name"), file.name);
    add(Texts::tr("display name"), file.displayName);
    add(Texts::tr("state"), file.stateText);
    if (file.state == RemoteFile::State::Failed)
        add(Texts::tr("reason"), sentences::failedState(file));
    add(Texts::tr("type"), file.mimeType);
    add(Texts::tr("size"),
        file.sizeBytes ? Texts::tr("%1 (%2 bytes)").arg(sizeText(file)).arg(*file.sizeBytes) : QString());
    if (file.videoDuration)
        add(Texts::tr("duration"), format::duration(*file.videoDuration));
    add(Texts::tr("sha256"), QString::fromLatin1(file.sha256Hash.toHex()));
    add(Texts::tr("uri"), file.uri);
    add(Texts::tr("download uri"), file.downloadUri);
    add(Texts::tr("source"), file.sourceText);
    addTime(Texts::tr("created"), file.createTime);
    addTime(Texts::tr("updated"), file.updateTime);
    addTime(Texts::tr("expires"), file.expirationTime);
    return lines.join(u'\n');
}

QString storeHeader(int nameWidth)
{
    return textcolumns::row({nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("ACTIVE"), Texts::tr("PENDING"),
                             Texts::tr("FAILED"), Texts::tr("SIZE"), Texts::tr("DISPLAY NAME")},
                            storeWidths);
}

QString row(const RagStore &store, int nameWidth)
{
    return textcolumns::row({nameColumn(store.name, nameWidth), QString::number(store.activeDocumentsCount),
                             QString::number(store.pendingDocumentsCount), QString::number(store.failedDocumentsCount),
                             format::size(store.sizeBytes), format::singleLine(store.displayName)},
                            storeWidths);
}

QString documentHeader(int nameWidth)
{
    return textcolumns::row({nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("STATE"), Texts::tr("SIZE"),
                             Texts::tr("CREATED"), Texts::tr("TYPE"), Texts::tr("DISPLAY NAME")},
                            documentWidths);
}

QString row(const Document &document, int nameWidth)
{
    const QString state = storetext::stateText(document, QDateTime::currentDateTimeUtc());
    return textcolumns::row({nameColumn(document.name, nameWidth), state, format::size(document.sizeBytes),
                             moment(document.createTime), format::singleLine(document.mimeType),
                             format::singleLine(document.displayName)},
                            documentWidths);
}

QString operationHeader(int nameWidth)
{
    return textcolumns::row(
        {nameColumn(Texts::tr("NAME"), nameWidth), Texts::tr("STATE"), Texts::tr("BEGUN"), Texts::tr("DISPLAY NAME")},
        operationWidths);
}

QString row(const OperationRecord &operation, int nameWidth)
{
    const QString line = textcolumns::row({nameColumn(operation.name, nameWidth), storetext::stateText(operation),
                                           moment(operation.created), format::singleLine(operation.displayName)},
                                          operationWidths);
    if (operation.state == OperationRecord::State::Failed || operation.state == OperationRecord::State::Lost)
        return line + ": "_L1 + sentences::failedOperation(operation);
    return operation.pollError ? line + ": "_L1 + sentences::sentence(*operation.pollError) : line;
}

QString documentCounts(const RagStore &store)
{
    return Texts::tr("%1 active, %2 pending, %3 failed")
        .arg(store.activeDocumentsCount)
        .arg(store.pendingDocumentsCount)
        .arg(store.failedDocumentsCount);
}

} // namespace pollux::resourcetable
