// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <utility>
#include <variant>

namespace pollux {

/// The value of a call that returns no data, such as files.delete.
struct Nothing {
    bool operator==(const Nothing &) const = default;
};

/// Either a value or an ApiError. Check ok() before calling value() or error().
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_content(std::move(value))
    {
    }
    Result(ApiError error)
        : m_content(std::move(error))
    {
    }

    bool ok() const { return std::holds_alternative<T>(m_content); }
    explicit operator bool() const { return ok(); }

    const T &value() const & { return std::get<T>(m_content); }
    T &&value() && { return std::get<T>(std::move(m_content)); }
    const ApiError &error() const { return std::get<ApiError>(m_content); }

private:
    std::variant<T, ApiError> m_content;
};

} // namespace pollux
