// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// Makes this process one of a user to whom file permissions apply: root becomes nobody, permanently. False if
/// permissions do not apply and that cannot be changed. To be called before any file is created.
bool becomeOrdinaryUser();

} // namespace pollux
