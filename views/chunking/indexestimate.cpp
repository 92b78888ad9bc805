// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/indexestimate.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::IndexEstimate)
};

} // namespace

QString IndexEstimate::sentence() const
{
    QStringList sentences;
    if (uncountedFiles > 0)
        sentences.append(Texts::tr("Counting the words of %n files…", nullptr, uncountedFiles));
    if (countedFiles > 0) {
        const QString number = QLocale().toString(words);
        sentences.append(
            isOverlapOpen
                ? Texts::tr("The service will index, and charge for, about %1 words, and what overlaps repeat.")
                      .arg(number)
                : Texts::tr("The service will index, and charge for, about %1 words, overlaps included.").arg(number));
    }
    if (unknownFiles > 0)
        sentences.append(Texts::tr("Unknown for %n files, whose text the service extracts.", nullptr, unknownFiles));
    return sentences.join(u' ');
}

} // namespace pollux
