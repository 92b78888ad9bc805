// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QString>

/// Takes secrets out of texts that will be shown, kept or handed on: API keys, and the URLs of upload sessions, which
/// open the session to anyone (reliability, section 2).
namespace pollux::secrets {

/// What stands where a secret was.
inline constexpr char16_t removedMark[] = u"[removed]";

/// Takes out what looks like an API key or an upload session URL; everything else stays.
QString withoutLookalikes(const QString &text);

/// Known secrets, in every form in which a server may repeat them: as they are, percent-encoded, escaped as in JSON, in
/// base64, in hexadecimal, backwards, whatever the case of their letters. Values of fewer than six characters are no
/// secrets, and would blank half of a text.
class Redactor {
public:
    explicit Redactor(const QByteArrayList &values = {});

    /// Without the known secrets, and without what looks like one.
    QString clean(const QString &text) const;

private:
    QStringList m_forms; // longest first
};

} // namespace pollux::secrets
