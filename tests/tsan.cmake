# SPDX-License-Identifier: Apache-2.0
# The preset "tsan" runs the tests on a Qt that is built with the thread sanitizer itself (tests/tsanqt.sh).
if(NOT EXISTS "$ENV{QT_TSAN_PREFIX}/lib/libQt6Core.so.6")
    message(FATAL_ERROR
        "The preset tsan needs Qt Core, Network and Sql built with the thread sanitizer: "
        "set QT_TSAN_PREFIX to the folder where tests/tsanqt.sh has installed them")
endif()
