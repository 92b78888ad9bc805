// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace pollux {

/// Prints JSON lines or lines for people on standard output, and, if standard error is a terminal, status lines there
/// that are rewritten as uploads progress. Callers make sure that text from servers and files contains no line breaks,
/// no control characters and no secrets.
class Output final {
public:
    /// `showsStatus` false: no status lines, even if standard error is a terminal.
    explicit Output(bool isJson, bool showsStatus = true);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    bool isJson() const { return m_isJson; }
    /// True if status lines are shown.
    bool hasStatus() const { return m_hasStatus; }

    /// Prints one event: as JSON `fields` with "event" added, else `line`, unless that is empty.
    void event(const QString &name, QJsonObject fields, const QString &line);
    /// Prints a line on standard output, unless the output is JSON.
    void line(const QString &text);
    /// Reports a failure: as JSON an "error" event with `error`, which jsonoutput::errorObject() makes, else the
    /// sentence on standard error. `name`: the resource that failed; empty if it is the whole command.
    void fail(const QJsonObject &error, const QString &sentence, const QString &name = {},
              const QJsonObject &moreFields = {});
    /// The same for an error of the program itself, for which there is no ErrorKind. `kind`: "account", "anotherKey",
    /// "folder" or "journal".
    void fail(const QString &kind, const QString &sentence);
    /// Prints a line for people on standard error, even if the output is JSON.
    void say(const QString &line);
    /// The same, unless the output is JSON.
    void hint(const QString &line);
    /// Replaces the status lines. No line may be wider than the terminal.
    void status(const QStringList &lines);
    void clearStatus();

    /// False once a write to standard output has failed: a full disk, a closed pipe.
    bool isWritten() const;

private:
    bool m_isJson;
    bool m_hasStatus;
    qsizetype m_statusLines = 0;
};

} // namespace pollux
