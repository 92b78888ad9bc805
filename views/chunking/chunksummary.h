// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/textmeasure.h"

#include <QWidget>

class QLabel;

namespace pollux {

class MessageWidget;

/// The figures of a text and its chunks in two lines, and a warning if chunks counted in words do not suit the text.
class ChunkSummary final : public QWidget {
    Q_OBJECT

public:
    explicit ChunkSummary(QWidget *parent = nullptr);

    /// If the measure has no chunks, only the figures of the text are shown.
    void setMeasure(const TextMeasure &measure);
    void clear();

    /// "1 word", "2,300 words"
    static QString words(qint64 count);
    static QString characters(qint64 count);

private:
    void showTexts(const QString &totals, const QString &lengths, const QString &warning);

    QLabel *m_totals;
    QLabel *m_lengths;
    MessageWidget *m_warning;
};

} // namespace pollux
