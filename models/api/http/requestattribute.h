// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkRequest>

/// The attributes that the program stores in its requests, here together so that no two are the same.
namespace pollux::requestattribute {

constexpr QNetworkRequest::Attribute own(int number)
{
    return static_cast<QNetworkRequest::Attribute>(static_cast<int>(QNetworkRequest::User) + number);
}

inline constexpr auto log = own(1);
inline constexpr auto body = own(2);
inline constexpr auto attempt = own(3);
inline constexpr auto key = own(4);
inline constexpr auto answerTime = own(5);
inline constexpr auto clock = own(6);

} // namespace pollux::requestattribute
