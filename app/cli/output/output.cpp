// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/output.h"

#include "app/cli/output/terminal.h"

#include <QJsonDocument>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

void print(std::FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// `json` with the control characters U+007F to U+009F as escapes: to a terminal they are commands, and JSON allows
/// them as they are.
QByteArray withoutControls(const QByteArray &json)
{
    constexpr auto first = '\x80';
    constexpr auto last = '\x9f';
    QByteArray escaped;
    escaped.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const bool isControl =
            json.at(i) == '\xc2' && i + 1 < json.size() && json.at(i + 1) >= first && json.at(i + 1) <= last;
        if (isControl)
            escaped += "\\u00" + json.mid(++i, 1).toHex();
        else if (json.at(i) == '\x7f')
            escaped += "\\u007f";
        else
            escaped += json.at(i);
    }
    return escaped;
}

} // namespace

Output::Output(bool isJson, bool showsStatus)
    : m_isJson(isJson)
    , m_hasStatus(showsStatus && !isJson && terminal::canRewriteLines())
{
}

Output::~Output()
{
    clearStatus();
}

void Output::event(const QString &name, QJsonObject fields, const QString &line)
{
    if (m_isJson) {
        fields.insert("event"_L1, name);
        print(stdout, withoutControls(QJsonDocument(fields).toJson(QJsonDocument::Compact)) + '\n');
    } else if (!line.isEmpty()) {
        clearStatus();
        print(stdout, line.toLocal8Bit() + '\n');
    }
}

void Output::line(const QString &text)
{
    if (!m_isJson)
        event({}, {}, text);
}

void Output::fail(const QJsonObject &error, const QString &sentence, const QString &name, const QJsonObject &moreFields)
{
    QJsonObject fields = moreFields;
    fields.insert("error"_L1, error);
    if (!name.isEmpty())
        fields.insert("name"_L1, name);
    event(u"error"_s, fields, {});
    hint(name.isEmpty() ? sentence : u"%1: %2"_s.arg(name, sentence));
}

void Output::fail(const QString &kind, const QString &sentence)
{
    fail(QJsonObject{{"kind"_L1, kind}, {"text"_L1, sentence}}, sentence);
}

void Output::say(const QString &line)
{
    clearStatus();
    print(stderr, line.toLocal8Bit() + '\n');
}

void Output::hint(const QString &line)
{
    if (!m_isJson)
        say(line);
}

void Output::status(const QStringList &lines)
{
    if (!m_hasStatus)
        return;
    QByteArray bytes;
    if (m_statusLines > 0)
        bytes += "\x1b[" + QByteArray::number(m_statusLines) + 'A';
    for (const QString &line : lines)
        bytes += '\r' + line.toLocal8Bit() + "\x1b[K\n";
    m_statusLines = lines.size();
    print(stderr, bytes + "\x1b[J");
}

void Output::clearStatus()
{
    if (const qsizetype lines = std::exchange(m_statusLines, 0); lines > 0)
        print(stderr, "\x1b[" + QByteArray::number(lines) + "A\r\x1b[J");
}

bool Output::isWritten() const
{
    return std::ferror(stdout) == 0;
}

} // namespace pollux
