// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/preflightanswer.h"

#include <QString>

/// The sentences of the questions before an upload. All are plain text; names and paths in them are one line.
namespace pollux::preflighttext {

/// What the table says about a file: "Already on the server", "Link to /home/me/a.txt"; empty where there is nothing.
QString noticesText(const AcceptedFile &file);

/// The question about all files with a notice, `count` at least 1. Links need no question: they are only shown.
QString questionText(PreflightNotice notice, int count);

/// What a decision is called where files with this notice are decided about together: "Upload again".
QString decisionText(PreflightDecision decision, PreflightNotice notice);
/// The same in a row of the table, or for several of them.
QString decisionText(PreflightDecision decision);

/// "12 files, 34.5 MB", and how much storage is left where that is known.
QString totalsText(const PreflightTotals &totals, const std::optional<qint64> &storageLeft);
/// Why the upload cannot begin yet.
QString undecidedText(int count);
QString storageWarning(qint64 bytes, const std::optional<qint64> &storageLeft);

/// One line for each path, with its reason.
QString skippedText(const QList<SkippedPath> &skipped);

} // namespace pollux::preflighttext
