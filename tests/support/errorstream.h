// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryFile>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace pollux {

/// Captures what is written to the error stream while this object exists.
class ErrorStream final {
public:
    ErrorStream()
    {
#ifdef Q_OS_UNIX
        if (!m_file.open())
            qFatal("no temporary file");
        std::fflush(stderr);
        m_before = dup(STDERR_FILENO);
        dup2(m_file.handle(), STDERR_FILENO);
#endif
    }

    ~ErrorStream()
    {
#ifdef Q_OS_UNIX
        std::fflush(stderr);
        dup2(m_before, STDERR_FILENO);
        close(m_before);
#endif
    }

    QByteArray text()
    {
        std::fflush(stderr);
        m_file.seek(0);
        return m_file.readAll();
    }

    ErrorStream(const ErrorStream &) = delete;
    ErrorStream &operator=(const ErrorStream &) = delete;

private:
    QTemporaryFile m_file;
    int m_before = -1;
};

} // namespace pollux
