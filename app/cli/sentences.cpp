// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sentences.h"

#include "views/errortext.h"

#include <QCoreApplication>

namespace pollux::sentences {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::Sentences)
};

/// Empty where the window's next step can be taken here as well.
QString nextStep(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidKey:
    case ErrorKind::MissingKey:
        return Texts::tr("Give a valid key: by --key-stdin, in GEMINI_API_KEY, or "
                         "in the account.");
    case ErrorKind::Unreachable:
        return Texts::tr("Check the network, and the address in "
                         "GOOGLE_GEMINI_BASE_URL or the account.");
    case ErrorKind::InsecureEndpoint:
    case ErrorKind::Redirected:
    case ErrorKind::ProxyPage:
    case ErrorKind::Protocol:
    case ErrorKind::AnswerTooLarge:
    case ErrorKind::ForeignUploadUrl:
        return Texts::tr("Check the address in GOOGLE_GEMINI_BASE_URL or the account.");
    case ErrorKind::Gone:
        return Texts::tr("\"pollux-cli list --all\" shows what is there.");
    default:
        return {};
    }
}

} // namespace

QString sentence(const ApiError &error)
{
    const QString ownStep = nextStep(error.kind);
    if (ownStep.isEmpty())
        return errorSentence(error);
    return Texts::tr("%1. %2", "title, next step").arg(errorText(error).title, ownStep);
}

QString failedState(const RemoteFile &file)
{
    return file.error ? statusText(*file.error) : Texts::tr("the service gave no reason");
}

QString failedTask(const UploadTask &task)
{
    if (task.error)
        return sentence(*task.error);
    if (task.notes.testFlag(UploadNote::GoneFromServer))
        return Texts::tr("It was uploaded, and is no longer on the server.");
    if (task.file && task.file->state == RemoteFile::State::Failed)
        return Texts::tr("The service could not process it: %1").arg(failedState(*task.file));
    return Texts::tr("The upload was cancelled.");
}

} // namespace pollux::sentences
