// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/icons.h"

#include <QList>
#include <QString>

class QWidget;

/// The pages of the settings dialog as plain forms: fields with labels, hints and object names. The dialog connects the
/// fields to the settings by their object names.
namespace pollux::settingspages {

struct Page {
    IconName icon;
    QString title;
    QWidget *widget; ///< owned by the caller
};

/// The catalogues "pollux_<language>.qm" in `translationsFolder` are the languages offered. An empty `dataDirectory` is
/// not shown.
[[nodiscard]] QList<Page> create(const QString &translationsFolder, const QString &dataDirectory);

/// "6 hours before": an item of the field "expiryNotice".
QString expiryNoticeText(int minutes);

} // namespace pollux::settingspages
