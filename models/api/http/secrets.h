// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QString>

/// Removes secrets from texts that will be shown, stored or passed on: API keys, and the URLs of upload sessions, which
/// give anyone access to the session (reliability, section 2).
namespace pollux::secrets {

/// Replaces each secret.
inline constexpr char16_t removedMark[] = u"[removed]";

/// Removes what looks like an API key or an upload session URL.
QString withoutLookalikes(const QString &text);

/// Removes known secrets in every form in which a server may repeat them: as they are, percent-encoded, with JSON
/// escapes, in base64, in hexadecimal or backwards; upper and lower case count as the same. Values of fewer than six
/// characters are ignored, because they would match too much of a text.
class Redactor {
public:
    explicit Redactor(const QByteArrayList &values = {});

    /// `text` without the known secrets and without what withoutLookalikes() removes.
    QString clean(const QString &text) const;

private:
    QStringList m_forms; // longest first
};

} // namespace pollux::secrets
