// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/secrets.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux::secrets {

namespace {

constexpr qsizetype minSecretLength = 6;

/// The base64 of a value inside a longer text depends on its offset modulo three. The base64 characters at both ends
/// also depend on the neighbouring bytes and are left out.
QStringList base64Forms(const QByteArray &value)
{
    QStringList forms;
    for (int shift = 0; shift < 3; ++shift) {
        const QByteArray encoded =
            (QByteArray(shift, 'x') + value).toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
        const qsizetype inner = shift == 0 ? 0 : shift + 1;
        const QString form =
            QString::fromLatin1(encoded.sliced(inner, std::max<qsizetype>(0, encoded.size() - inner - 1)));
        forms.append(form);
        forms.append(QString(form).replace(u'+', u'-').replace(u'/', u'_'));
    }
    return forms;
}

QStringList formsOf(const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    QString backwards = text;
    std::ranges::reverse(backwards);
    QByteArray everyByte;
    QByteArray jsonEscapes;
    for (const char byte : value) {
        everyByte += '%' + QByteArray(1, byte).toHex();
        jsonEscapes += "\\u00" + QByteArray(1, byte).toHex();
    }
    return QStringList{text,
                       backwards,
                       QString::fromLatin1(value.toPercentEncoding()),
                       QString::fromLatin1(everyByte),
                       QString::fromLatin1(jsonEscapes),
                       QString::fromLatin1(value.toHex())} +
           base64Forms(value);
}

} // namespace

QString withoutLookalikes(const QString &text)
{
    // The order matters: whole session URLs first, then secrets after a known name, then keys in their two known
    // formats.
    static const QRegularExpression sessionUrl(uR"(https?://[^\s"'<>\\]*upload_id=[^\s"'<>\\]*)"_s);
    static const QRegularExpression namedSecret(
        uR"(\b((?:(?:x-goog-)?api[_-]?key["']?\s*[:=]\s*|key=|upload_id=|access_token=|bearer\s+)["']?)[^\s"'<>&\\]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression key(uR"(AIza[\w-]{10,}|\bAQ\.[\w-]{10,})"_s);
    const QString removed = QString::fromUtf16(removedMark);
    QString clean = text;
    clean.replace(sessionUrl, removed);
    clean.replace(namedSecret, u"\\1"_s + removed);
    clean.replace(key, removed);
    return clean;
}

Redactor::Redactor(const QByteArrayList &values)
{
    for (const QByteArray &value : values) {
        if (value.size() >= minSecretLength)
            m_forms += formsOf(value);
    }
    m_forms.removeIf([](const QString &form) { return form.size() < minSecretLength; });
    m_forms.removeDuplicates();
    std::ranges::sort(m_forms, std::ranges::greater(), &QString::size);
}

QString Redactor::clean(const QString &text) const
{
    QString clean = text;
    for (const QString &form : m_forms)
        clean.replace(form, QString::fromUtf16(removedMark), Qt::CaseInsensitive);
    return withoutLookalikes(clean);
}

} // namespace pollux::secrets
