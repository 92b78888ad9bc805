// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// True in a build with AddressSanitizer. It keeps freed memory and reserves an address space of terabytes, so limits
/// of memory say nothing about the program.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool isAddressSanitized = true;
#else
inline constexpr bool isAddressSanitized = false;
#endif

} // namespace pollux
