// SPDX-License-Identifier: Apache-2.0
#include "models/text/preflighttext.h"

#include "models/preflight/displaynames.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pollux::preflighttext {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::PreflightDialog)
};

QString pathText(const QString &path)
{
    return format::singleLine(QDir::toNativeSeparators(path));
}

QString noticeText(const AcceptedFile &file, PreflightNotice notice)
{
    switch (notice) {
    case PreflightNotice::AlreadyOnServer:
        return Texts::tr("On the server already: %1").arg(format::singleLine(file.sameOnServer->title()));
    case PreflightNotice::AlreadyQueued:
        return Texts::tr("In the queue already");
    case PreflightNotice::UnknownType:
        return Texts::tr("Type unknown");
    case PreflightNotice::Empty:
        return Texts::tr("Empty");
    case PreflightNotice::Link:
        return Texts::tr("Link to %1").arg(pathText(file.linkTarget));
    }
    Q_UNREACHABLE();
}

} // namespace

QString noticesText(const AcceptedFile &file)
{
    QStringList texts;
    for (const PreflightNotice notice : preflightNotices) {
        if (hasNotice(file, notice))
            texts.append(noticeText(file, notice));
    }
    return texts.join(u"; "_s);
}

QString questionText(PreflightNotice notice, int count)
{
    switch (notice) {
    case PreflightNotice::AlreadyOnServer:
        return Texts::tr("%n files are on the server already, with the same content.", nullptr, count);
    case PreflightNotice::AlreadyQueued:
        return Texts::tr("%n files are in the queue already.", nullptr, count);
    case PreflightNotice::UnknownType:
        return Texts::tr("The types of %n files are unknown, and models do not read files without a type.", nullptr,
                         count);
    case PreflightNotice::Empty:
        return Texts::tr("%n files are empty.", nullptr, count);
    case PreflightNotice::Link:
        break;
    }
    return {};
}

QString decisionText(PreflightDecision decision, PreflightNotice notice)
{
    switch (decision) {
    case PreflightDecision::Undecided:
        return Texts::tr("Choose types below");
    case PreflightDecision::Upload:
        if (notice == PreflightNotice::AlreadyQueued)
            return Texts::tr("Upload again");
        return notice == PreflightNotice::UnknownType ? Texts::tr("Upload without a type") : Texts::tr("Upload anyway");
    case PreflightDecision::Reuse:
        return Texts::tr("Use those on the server");
    case PreflightDecision::LeaveOut:
        break;
    }
    return decisionText(decision);
}

QString decisionText(PreflightDecision decision)
{
    switch (decision) {
    case PreflightDecision::Undecided:
        return Texts::tr("Choose a type");
    case PreflightDecision::Upload:
        return Texts::tr("Upload");
    case PreflightDecision::Reuse:
        return Texts::tr("Use the one on the server");
    case PreflightDecision::LeaveOut:
        return Texts::tr("Leave out");
    }
    Q_UNREACHABLE();
}

QString totalsText(const PreflightTotals &totals, const std::optional<qint64> &storageLeft)
{
    const QString files =
        Texts::tr("%n files, %1.", "count and size", totals.uploads + totals.undecided).arg(format::size(totals.bytes));
    return storageLeft ? Texts::tr("%1 At most %2 of storage is left.", "sentence before, size")
                             .arg(files, format::size(*storageLeft))
                       : files;
}

QString undecidedText(int count)
{
    return Texts::tr("Choose the types of %n files first, or decide to upload them without one.", nullptr, count);
}

QString storageWarning(qint64 bytes, const std::optional<qint64> &storageLeft)
{
    return Texts::tr("The files need %1, but at most %2 of the project's %3 is left. Uploads that do not fit wait "
                     "until files are deleted or expire.")
        .arg(format::size(bytes), format::size(storageLeft.value_or(projectStorage)), format::size(projectStorage));
}

QString renamedPathText(const AcceptedFile &file)
{
    const bool isRenamed = !file.path.isEmpty() && file.displayName != QFileInfo(file.path).fileName();
    return isRenamed ? pathText(file.path) : QString();
}

QString nameProblem(const QString &displayName)
{
    return isDisplayNameTooLong(displayName) ? Texts::tr("A display name has at most %1 characters; this one has %2.")
                                                   .arg(maxDisplayNameLength)
                                                   .arg(displayNameLength(displayName))
                                             : QString();
}

QString patternProblem(const QString &pattern)
{
    const QString unknown = DisplayNamePattern(pattern).unknownPlaceholder();
    return unknown.isEmpty()
               ? QString()
               : Texts::tr("%1 stands for nothing. A pattern may contain {name}, {stem}, {n} and {folder}.")
                     .arg(format::singleLine(unknown));
}

QString sharedNamesText(int count)
{
    return count > 0 ? Texts::tr("%n of these files share a name with another. {n} in the pattern tells them apart.",
                                 nullptr, count)
                     : QString();
}

QString skippedText(const QList<SkippedPath> &skipped)
{
    QStringList lines;
    for (const SkippedPath &path : skipped)
        lines.append(
            Texts::tr("%1 %2", "path, why it is left out").arg(pathText(path.path), skipReasonText(path.reason)));
    return lines.join(u'\n');
}

} // namespace pollux::preflighttext
