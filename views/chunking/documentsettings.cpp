// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsettings.h"

#include "models/text/storetext.h"

namespace pollux {

ChunkingChoice DocumentSettings::choice() const
{
    return isServiceDefault ? ChunkingChoice() : ChunkingChoice{numbers};
}

void DocumentSettings::setChoice(const ChunkingChoice &choice)
{
    isServiceDefault = !choice.config;
    numbers = choice.config.value_or(numbers);
}

QString DocumentSettings::problem() const
{
    if (!isServiceDefault) {
        if (const ChunkingProblem problem = problemOf(numbers); problem != ChunkingProblem::None)
            return storetext::problemText(problem);
    }
    const QList<CustomMetadata> entries = entriesOf(metadata);
    return storetext::problemText(faultOf(entries), entries);
}

} // namespace pollux
