// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/outcomes.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"

namespace pollux {

Outcomes::Outcomes(Output &output)
    : m_output(output)
{
}

void Outcomes::reportFailure(const ApiError &error, const QString &name)
{
    addFailure(error.kind);
    m_output.fail(jsonoutput::errorObject(error), sentences::sentence(error), name);
}

} // namespace pollux
