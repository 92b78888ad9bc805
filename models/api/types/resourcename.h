// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace pollux {

/// "files/abc" from what people type and paste: the bare id, the name itself, either in quotation marks, or a URI that
/// holds the name (contract 0, item 11). Ids are not checked against the service's rule for new ones, which its own
/// names break (contract 1.5). Nothing where there is no id, or one with characters that no id has.
std::optional<QString> fileResourceName(QStringView text);

} // namespace pollux
