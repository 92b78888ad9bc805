// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/logging.h"

namespace pollux {

Q_LOGGING_CATEGORY(logApi, "pollux.api", QtInfoMsg)
Q_LOGGING_CATEGORY(logUpload, "pollux.upload", QtInfoMsg)

} // namespace pollux
