// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace pollux {

/// The resource name, "files/abc", from a text that a user typed or pasted: the bare id, the name itself, either of
/// them in quotation marks, or a URI that contains the name (contract 0, item 11). The service's rule for new ids is
/// not applied, because names that the service generates break it (contract 1.5). Nothing if there is no id, or if it
/// has characters that are not allowed in ids.
std::optional<QString> fileResourceName(QStringView text);

} // namespace pollux
