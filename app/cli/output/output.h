// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace pollux {

/// What pollux-cli prints: JSON lines or lines for people on standard output,
/// and on a terminal's standard error a few lines that are written over while
/// things move. Callers see to it that text from elsewhere can neither break a
/// line nor steer a terminal, and holds no secret.
class Output final {
public:
    /// `showsStatus` false: no lines that are written over, whatever standard
    /// error is.
    explicit Output(bool isJson, bool showsStatus = true);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    bool isJson() const { return m_isJson; }
    /// True where a person sees the lines that are written over.
    bool hasStatus() const { return m_hasStatus; }

    /// One event: the object with "event" in it, or the line; nothing is printed
    /// for an empty line.
    void event(const QString &name, QJsonObject fields, const QString &line);
    /// What cannot be done, beyond a single file: an "error" event of an object
    /// as jsonoutput::errorObject() makes it, or the sentence on standard error.
    void fail(const QJsonObject &error, const QString &sentence);
    /// A line for people on standard error, whatever the form of the output.
    void say(const QString &line);
    /// Takes the place of the lines shown before; at most as wide as the
    /// terminal.
    void status(const QStringList &lines);
    void clearStatus();

    /// False once standard output could not take something: a full disk, a closed
    /// pipe.
    bool isWritten() const;

private:
    bool m_isJson;
    bool m_hasStatus;
    qsizetype m_statusLines = 0;
};

} // namespace pollux
