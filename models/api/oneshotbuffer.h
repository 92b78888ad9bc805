// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBuffer>

namespace pollux {

/// A small request body in memory that, like FileWindow, cannot be rewound once read: Qt cannot send it a second time
/// by itself (reliability, section 0.2).
class OneShotBuffer final : public QBuffer {
public:
    explicit OneShotBuffer(const QByteArray &content, QObject *parent = nullptr)
        : QBuffer(parent)
    {
        setData(content);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool seek(qint64 position) override { return size() > 0 && position == pos() && QBuffer::seek(position); }
};

} // namespace pollux
