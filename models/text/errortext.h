// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QString>
#include <QUrl>

/// The only place that turns errors into text for people. Texts may contain text from a server, so show them as plain
/// text only (QLabel: Qt::PlainText). API keys and upload session URLs in text from the server or the system are
/// removed.
namespace pollux {

/// What a button next to an error can do about it.
enum class ErrorAction {
    None,
    TryAgain, ///< repeats the action; only the caller that started it can offer this
    OpenAccounts,
    ChangeKey, ///< opens the accounts too, where another key is entered
    OpenSettings,
    RefreshList,
    ShowExpiring, ///< shows which files expire next
    ShowBilling,
    ShowLimits,
    ShowLocations,
    MakeKey, ///< shows where API keys are made
    ShowServiceStatus
};

struct ErrorText {
    QString title;       ///< what happened, without a full stop: "The API key is not valid"
    QString explanation; ///< whole sentences: the cause, and what follows from it
    QString nextStep;    ///< one sentence: what the user can do now
    ErrorAction action = ErrorAction::None;
    QString serverText = {}; ///< one sentence that quotes the service or the system; empty if it sent no text
    ErrorAction secondAction = ErrorAction::None; ///< for a second button; opens a page on the web

    /// All but the title: explanation and next step, and below them serverText.
    QString paragraph() const;
};

ErrorText errorText(const ApiError &error);

/// The label of the button; empty for None.
QString errorActionText(ErrorAction action);
/// The page on the web that the action opens; empty for actions within the program.
QUrl errorActionPage(ErrorAction action);

/// Title and next step in one line, for tables and the message bar.
QString errorSentence(const ApiError &error);

/// For "Copy details": kind, HTTP status, code name, reason, the server's message and its details as JSON, one per
/// line, untranslated. Contains a local path only for errors with local files.
QString errorDetails(const ApiError &error);

/// Why a file or an operation failed: the name of the google.rpc.Code and the service's message. Not for the status of
/// an HTTP answer, whose code is an HTTP status (contract 1.10).
QString statusText(const Status &status);

} // namespace pollux
