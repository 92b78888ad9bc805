// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

/// Files of the server as text for people: a row each, or every field of one.
namespace pollux::filetable {

QString header();
QString row(const RemoteFile &file);
/// A line "name: value" for each field that is known.
QString fields(const RemoteFile &file);

} // namespace pollux::filetable
