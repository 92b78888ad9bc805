// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

#include <algorithm>

namespace pollux {

/// A small request body in memory. Like FileWindow, it cannot be rewound once read, so Qt cannot resend it by itself
/// (reliability, section 0.2). Not a QBuffer, because Qt reads the bytes of a QBuffer directly, without calling
/// overridden functions.
class SequentialBuffer final : public QIODevice {
public:
    explicit SequentialBuffer(const QByteArray &content, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_content(content)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_content.size(); }
    bool seek(qint64 position) override
    {
        // An empty body is never read, so a second sending could not be detected: never allow a seek.
        return !m_content.isEmpty() && position == m_position && QIODevice::seek(position);
    }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 count = std::clamp<qint64>(m_content.size() - m_position, 0, maximum);
        std::copy_n(m_content.cbegin() + m_position, count, data);
        m_position += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_content;
    qint64 m_position = 0;
};

} // namespace pollux
