// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/preflight/preflightanswer.h"

#include <QString>

/// The texts of the preflight dialog, which asks questions before an upload. All are plain text; names and paths in
/// them have no line breaks.
namespace pollux::preflighttext {

/// The notices about a file in the table: "Already on the server", "Link to /home/me/a.txt"; empty if there are none.
QString noticesText(const AcceptedFile &file);

/// The question about all files with a notice, `count` at least 1. Empty for links, which are only shown.
QString questionText(PreflightNotice notice, int count);

/// The name of a decision about all files with this notice: "Upload again".
QString decisionText(PreflightDecision decision, PreflightNotice notice);
/// The name of a decision about one or several rows of the table.
QString decisionText(PreflightDecision decision);

/// "12 files, 34.5 MB", and how much storage is left if that is known.
QString totalsText(const PreflightTotals &totals, const std::optional<qint64> &storageLeft);
/// Says that the upload cannot begin yet, because `count` files are undecided.
QString undecidedText(int count);
QString storageWarning(qint64 bytes, const std::optional<qint64> &storageLeft);

/// The path of a file that has another display name than its own name; empty for others.
QString renamedPathText(const AcceptedFile &file);
/// What is wrong with a display name, as a sentence; empty if nothing is.
QString nameProblem(const QString &displayName);
/// What is wrong with a pattern for display names, see DisplayNamePattern; empty if nothing is.
QString patternProblem(const QString &pattern);
/// Says that several files have the same display name; empty if `count` is 0.
QString sharedNamesText(int count);

/// One line per path, with the reason.
QString skippedText(const QList<SkippedPath> &skipped);

} // namespace pollux::preflighttext
