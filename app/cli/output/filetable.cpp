// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/filetable.h"

#include "app/cli/output/sentences.h"
#include "app/cli/output/textcolumns.h"
#include "models/text/format.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace pollux::filetable {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::FileTable)
};

QString columns(const QString &name, const QString &state, const QString &size, const QString &expires,
                const QString &displayName)
{
    using textcolumns::fitted;
    // A name is never cut: it is what the other commands take.
    return u"%1  %2 %3  %4  %5"_s.arg(name.leftJustified(18), fitted(state, 10), size.rightJustified(9),
                                      fitted(expires, 16), displayName);
}

QString sizeText(const RemoteFile &file)
{
    return file.sizeBytes ? format::size(*file.sizeBytes) : u"?"_s;
}

} // namespace

QString header()
{
    return columns(Texts::tr("NAME"), Texts::tr("STATE"), Texts::tr("SIZE"), Texts::tr("EXPIRES"),
                   Texts::tr("DISPLAY NAME"));
}

QString row(const RemoteFile &file)
{
    const QString expires =
        file.expirationTime ? file.expirationTime->toDateTime().toLocalTime().toString(u"yyyy-MM-dd hh:mm"_s) : u"-"_s;
    return columns(format::singleLine(file.name), format::singleLine(file.stateText), sizeText(file), expires,
                   format::singleLine(file.displayName));
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

} // namespace pollux::filetable
