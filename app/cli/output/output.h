// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace pollux {

/// What pollux-cli prints: JSON lines or lines for people on standard output, and on a terminal's standard error a few
/// lines that are rewritten while things move. Callers make sure that text from elsewhere can neither break a line nor
/// steer a terminal, and holds no secret.
class Output final {
public:
    /// `showsStatus` false: no rewritten lines, whatever standard error is.
    explicit Output(bool isJson, bool showsStatus = true);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    bool isJson() const { return m_isJson; }
    /// True where a person sees the rewritten lines.
    bool hasStatus() const { return m_hasStatus; }

    /// One event: the object with "event" in it, or the line; nothing is printed for an empty line.
    void event(const QString &name, QJsonObject fields, const QString &line);
    /// A line of standard output that JSON has no event for.
    void line(const QString &text);
    /// Something that cannot be done: an "error" event with an object as jsonoutput::errorObject() makes it, or the
    /// sentence on standard error. `name`: what it is about; empty where it is about everything.
    void fail(const QJsonObject &error, const QString &sentence, const QString &name = {},
              const QJsonObject &moreFields = {});
    /// The same for an error of the program itself, for which there is no ErrorKind: "account", "journal", "folder".
    void fail(const QString &kind, const QString &sentence);
    /// A line for people on standard error, whatever the form of the output.
    void say(const QString &line);
    /// The same, unless the output is JSON.
    void hint(const QString &line);
    /// Takes the place of the lines shown before; at most as wide as the terminal.
    void status(const QStringList &lines);
    void clearStatus();

    /// False once standard output could not take something: a full disk, a closed pipe.
    bool isWritten() const;

private:
    bool m_isJson;
    bool m_hasStatus;
    qsizetype m_statusLines = 0;
};

} // namespace pollux
