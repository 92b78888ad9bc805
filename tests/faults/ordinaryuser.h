// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// Makes this process one of a user whom permissions bind: root becomes nobody, for good. False where permissions do
/// not bind and that cannot be changed. Before any file is made.
bool becomeOrdinaryUser();

} // namespace pollux
