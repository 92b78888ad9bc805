// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/sentences.h"

#include "models/text/errortext.h"
#include "models/text/format.h"
#include "models/text/untrustedtext.h"

#include <QCoreApplication>
#include <QDir>

namespace pollux::sentences {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::Sentences)
};

/// The next step on the command line; empty if it is the same as in the window.
QString nextStep(ErrorKind kind)
{
    const ErrorRemedy remedy = traitsOf(kind).remedy;
    if (remedy == ErrorRemedy::ChangeKey)
        return Texts::tr("Give a valid key: by --key-stdin, in GEMINI_API_KEY, or "
                         "in the account. New keys are made at %1")
            .arg(errorActionPage(ErrorAction::MakeKey).toString());
    if (kind == ErrorKind::Proxy)
        return Texts::tr("Check the proxy in https_proxy: http://user:password@host:port if it asks for a name and a "
                         "password, which Pollux sends by the method Basic only.");
    if (kind == ErrorKind::Unreachable)
        return Texts::tr("Check the network, and the address in "
                         "GOOGLE_GEMINI_BASE_URL or the account.");
    if (kind == ErrorKind::ReadRefused)
        return Texts::tr("Run the command again; it reads from the beginning.");
    if (remedy == ErrorRemedy::ChangeEndpoint || kind == ErrorKind::ProxyPage || kind == ErrorKind::Protocol)
        return Texts::tr("Check the address in GOOGLE_GEMINI_BASE_URL or the account.");
    return {};
}

} // namespace

QString sentence(const ApiError &error)
{
    if (error.kind == ErrorKind::Gone)
        return Texts::tr("It is gone, has expired, or belongs to another project. \"pollux-cli list --all\" shows the "
                         "files that are there, \"pollux-cli stores\" the stores.");
    const QString ownStep = nextStep(error.kind);
    if (ownStep.isEmpty())
        return errorSentence(error);
    const QString words = error.kind == ErrorKind::Proxy ? untrustedtext::oneLine(error.message) : QString();
    if (!words.isEmpty())
        return Texts::tr("%1: %2. %3", "title, words of the proxy, next step")
            .arg(errorText(error).title, words, ownStep);
    return Texts::tr("%1. %2", "title, next step").arg(errorText(error).title, ownStep);
}

QString failedState(const RemoteFile &file)
{
    return file.error ? statusText(*file.error) : Texts::tr("the service gave no reason");
}

QString failedTask(const UploadTask &task)
{
    if (task.error && task.error->kind == ErrorKind::Gone && task.storeUpload)
        return Texts::tr("The store %1 is gone, or belongs to another project. \"pollux-cli stores\" shows those that "
                         "are there.")
            .arg(format::singleLine(task.target));
    if (task.error)
        return sentence(*task.error);
    if (task.notes.testFlag(UploadNote::GoneFromServer))
        return Texts::tr("It was uploaded, and is no longer on the server.");
    if (task.file && task.file->state == RemoteFile::State::Failed)
        return Texts::tr("The service could not process it: %1").arg(failedState(*task.file));
    return Texts::tr("The upload was cancelled.");
}

QString failedOperation(const OperationRecord &operation)
{
    if (operation.state == OperationRecord::State::Lost)
        return Texts::tr("Neither the operation nor its document is on the server any more.");
    return operation.error ? statusText(*operation.error) : Texts::tr("the service gave no reason");
}

QString journalTrouble(const JournalReport &report)
{
    QStringList sentences;
    switch (report.health) {
    case Journal::Health::Good:
        break;
    case Journal::Health::SetAside:
        sentences.append(
            Texts::tr("The list of uploads was damaged. It now stands at %1; what could be read of it is kept.")
                .arg(QDir::toNativeSeparators(report.setAsidePath)));
        break;
    case Journal::Health::NewerVersion:
        sentences.append(Texts::tr("A newer Pollux wrote the list of uploads at %1, so it is left as it is. What is "
                                   "interrupted cannot be resumed.")
                             .arg(QDir::toNativeSeparators(report.path)));
        break;
    default:
        sentences.append(
            Texts::tr("The list of uploads at %1 cannot be written, so what is interrupted cannot be resumed. %2")
                .arg(QDir::toNativeSeparators(report.path), report.errorText));
        break;
    }
    if (report.unreadable > 0)
        sentences.append(Texts::tr("%n entries of the list of uploads cannot be read.", nullptr, report.unreadable));
    return sentences.join(u' ');
}

} // namespace pollux::sentences
