// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "models/items/files/filesmodel.h"
#include "models/items/files/storageforecast.h"

#include <QAbstractButton>
#include <QTimer>

#include <functional>

namespace pollux {

/// Shows how full the project's storage is, as a bar with text for the status bar: a warning above 80 %, critical above
/// 95 %, each with its icon. Counts the loaded files; the text says if not all are loaded. It is a button: clicked()
/// asks for the list of what expires next. Hidden without an account.
class StorageGauge final : public QAbstractButton {
    Q_OBJECT

public:
    /// The files must outlive the gauge.
    explicit StorageGauge(FilesModel &files, QWidget *parent = nullptr);

    const StorageForecast &forecast() const { return m_forecast; }
    Badge::Tone tone() const;

    /// "17.2 GB free; 1.4 GB more at 14:10". `isWhole`: false if not all files are loaded, so that less may be free.
    static QString summary(const StorageForecast &forecast, bool isWhole, const QDateTime &now);
    /// One line for the storage in use, and one for each known time at which files expire: "14:10: 3 files, 1.4 GB".
    static QString details(const StorageForecast &forecast, bool isWhole, const QDateTime &now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void schedule();
    void count();
    void showOrHide();
    void drawBar(QPainter &painter, const QRect &place) const;

    FilesModel &m_files;
    StorageForecast m_forecast;
    QTimer m_delay;
};

} // namespace pollux
