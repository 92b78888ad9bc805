// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// Sanitises texts that come from a server or the operating system: they are untrusted, and may repeat a key or session
/// URL that was sent.
namespace pollux::untrustedtext {

/// Removes what looks like an API key or an upload session URL.
QString withoutSecrets(const QString &text);

/// The same, as one line of at most 300 characters (see format::singleLine), without a full stop at the end.
QString oneLine(const QString &text);

} // namespace pollux::untrustedtext
