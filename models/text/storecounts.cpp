// SPDX-License-Identifier: Apache-2.0
#include "models/text/storecounts.h"

#include "models/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StoreCounts)
};

} // namespace

QString storeCountsText(const RagStore &store)
{
    const QLocale locale;
    QStringList parts;
    if (store.activeDocumentsCount > 0)
        parts.append(Texts::tr("%1 active").arg(locale.toString(store.activeDocumentsCount)));
    if (store.pendingDocumentsCount > 0)
        parts.append(Texts::tr("%1 pending").arg(locale.toString(store.pendingDocumentsCount)));
    if (store.failedDocumentsCount > 0)
        parts.append(Texts::tr("%1 failed").arg(locale.toString(store.failedDocumentsCount)));
    if (parts.isEmpty())
        parts.append(Texts::tr("no documents"));
    if (store.sizeBytes > 0)
        parts.append(format::size(store.sizeBytes));
    return parts.join(u" · "_s);
}

} // namespace pollux
