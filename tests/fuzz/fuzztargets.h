// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <span>
#include <string_view>

namespace pollux {

/// Code that reads bytes from the service, a gateway or the journal, with the properties that hold for any bytes.
struct FuzzTarget {
    std::string_view name;
    /// Ends the program if a property does not hold.
    void (*run)(const QByteArray &input);
};

// One function a target; `input` as described.
void fuzzFile(const QByteArray &input);         ///< JSON of a File
void fuzzDocument(const QByteArray &input);     ///< JSON of a Document or a store
void fuzzOperation(const QByteArray &input);    ///< JSON of an Operation
void fuzzPage(const QByteArray &input);         ///< JSON of a page of any list
void fuzzError(const QByteArray &input);        ///< "STATUS\nRetry-After\n" and a body
void fuzzUploadAnswer(const QByteArray &input); ///< header lines, an empty line and a body
void fuzzJournal(const QByteArray &input);      ///< JSON object: column -> value
void fuzzTime(const QByteArray &input);         ///< text of a timestamp, a duration or an HTTP date

/// All targets.
std::span<const FuzzTarget> fuzzTargets();
/// Null if no target has this name.
const FuzzTarget *fuzzTarget(std::string_view name);

/// Ends the program with the sentence unless `holds`.
void require(bool holds, const char *sentence);
/// Empty for bytes that are no JSON object.
QJsonObject objectFrom(const QByteArray &input);

} // namespace pollux
