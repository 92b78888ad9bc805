// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace pollux {

struct HostileName {
    const char *description;
    QString name;
};

/// Display names that mean something to Python, JavaScript, Go, bash, JSON, HTML, curl, QString::arg or a terminal,
/// or that are hard to show. Commands in them would make a file "canary".
inline QList<HostileName> hostileNames()
{
    const auto text = [](QStringView name) { return name.toString(); };
    return {
        {"plain", text(u"notes.txt")},
        {"empty", {}},
        {"blanks", text(u"   ")},
        {"double quote", text(u"\"; touch canary; \"")},
        {"single quote", text(u"'; touch canary; '")},
        {"quotes of all kinds", text(u"'\"`’“«\\'\\\"")},
        {"backslash at the end", text(u"C:\\folder\\")},
        {"escapes", text(u"\\n \\u0041 \\x41 \\101 \\N{BULLET} \\U00000041 \\0")},
        {"line feed", text(u"first\ntouch canary\nlast")},
        {"carriage return", text(u"first\rtouch canary\r\nlast")},
        {"tab and form feed", text(u"a\tb\fc\vd")},
        {"all control characters",
         text(u"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x1a\x1b[31m\x1f\x7f\u0080\u009b")},
        {"nul", QString::fromLatin1("before\0after", 12)},
        {"command substitution", text(u"$(touch canary)")},
        {"backticks", text(u"`touch canary`")},
        {"arithmetic and braces", text(u"$((1+1)) ${HOME} {a,b} ~ * ?")},
        {"variables", text(u"$GEMINI_API_KEY $@ $$ $'x' $\"x\"")},
        {"history", text(u"wow! !! !$ !touch ^a^b^")},
        {"redirections", text(u"a > canary | tee canary & touch canary; < x")},
        {"end of the document", text(u"x\nEND_OF_JSON\ntouch canary\n)\n")},
        {"comment", text(u"# // /* */ -- <!-- -->")},
        {"coding mark", text(u"-*- coding: utf-7 -*-")},
        {"build mark", text(u"//go:build ignore\n// +build ignore")},
        {"template", text(u"${touch} #{x} {{x}} %(x)s %s %1 %2 @name@ @body@ @title@")},
        {"percent", text(u"100 %41 %n %% %99")},
        {"line separators", text(u"a\u2028touch canary\u2029b\u0085c")},
        {"writing direction", text(u"invoice\u202egpj.exe\u202c \u2066isolated\u2069 \u200f")},
        {"right to left", text(u"חשבונית 12 فاتورة.pdf")},
        {"zero width", text(u"a\u200bb\u200cc\u200dd\ufeffe\u00ade\u2060")},
        {"other blanks", text(u"a\u00a0b\u3000c\u2003d")},
        {"emoji", text(u"😀 👩‍👩‍👧‍👦 🏳️‍🌈 📄")},
        {"half a pair", text(u"a") + QChar(0xd83d) + text(u"b") + QChar(0xde00) + text(u"c")},
        {"private and unassigned", text(u"\ue000 \U000f0000 \U0003ffff \ufffe")},
        {"combining marks", text(u"Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u030flgo")},
        {"html", text(u"<img src=x onerror=alert(1)></script><b>&amp;")},
        {"json", text(u"{\"nextPageToken\": \"x\", \"done\": true}")},
        {"options", text(u"--output canary -o canary @canary -")},
        {"path", text(u"../../../etc/passwd")},
        {"key", text(u"AIzaSyD-0123456789abcdefghijklmnopqrstu")},
        {"ten thousand characters", QString(5000, u'x') + QString(2500, u'"') + QString(2500, u'ü')},
        {"ten thousand escapes", QString(5000, QChar(0x202e)) + QString(5000, u'\n')},
    };
}

/// The name as a snippet can express it: without NUL, and with U+FFFD for half a surrogate pair.
inline QString meaningOf(const QString &name)
{
    QString meaning;
    for (qsizetype index = 0; index < name.size(); ++index) {
        const bool isPair =
            name.at(index).isHighSurrogate() && index + 1 < name.size() && name.at(index + 1).isLowSurrogate();
        if (isPair)
            meaning += name.mid(index++, 2);
        else if (name.at(index).isSurrogate())
            meaning += QChar(QChar::ReplacementCharacter);
        else if (!name.at(index).isNull())
            meaning += name.at(index);
    }
    return meaning;
}

} // namespace pollux
