// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace pollux {

// Neither keys nor session URLs are ever handed to these.
Q_DECLARE_LOGGING_CATEGORY(logApi)
Q_DECLARE_LOGGING_CATEGORY(logUpload)

} // namespace pollux
