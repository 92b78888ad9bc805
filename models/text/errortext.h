// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QString>
#include <QUrl>

/// The one place that turns errors into words. Every text is plain text and may hold words of a server, so it is shown
/// as plain text only (QLabel: Qt::PlainText). Keys and upload session URLs that a server or the system repeats in its
/// words are taken out.
namespace pollux {

/// What a button beside an error can do about it.
enum class ErrorAction {
    None,
    TryAgain, ///< repeats the action; only the caller that started it can offer this
    OpenAccounts,
    OpenSettings,
    RefreshList,
    ShowExpiring, ///< what leaves the storage next
    ShowBilling,
    ShowLimits,
    ShowLocations,
    ShowServiceStatus
};

struct ErrorText {
    QString title;       ///< what happened, without a full stop: "The API key is not valid"
    QString explanation; ///< whole sentences: the cause, and what follows from it
    QString nextStep;    ///< one sentence: what a person can do now
    ErrorAction action = ErrorAction::None;
    QString serverText = {}; ///< one sentence with the words of the service or the system; empty where there are none

    /// Explanation and next step, and underneath the words: all but the title.
    QString paragraph() const;
};

ErrorText errorText(const ApiError &error);

/// The label of the button; empty for None.
QString errorActionText(ErrorAction action);
/// The page on the web that the action opens; empty for actions within the program.
QUrl errorActionPage(ErrorAction action);

/// Title and next step in one line, for tables and the message bar.
QString errorSentence(const ApiError &error);

/// For "Copy details": kind, HTTP status, code name, reason, the server's words and its details as JSON, one per line,
/// untranslated. A local path stands in it only for errors of the local side.
QString errorDetails(const ApiError &error);

/// Why a file FAILED or an operation ended: the name of the google.rpc.Code and the service's words. Never meant for
/// the status of an HTTP answer, whose code is another (contract 1.10).
QString statusText(const Status &status);

} // namespace pollux
