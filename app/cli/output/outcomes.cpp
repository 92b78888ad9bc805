// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/outcomes.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"

using namespace Qt::StringLiterals;

namespace pollux {

Outcomes::Outcomes(Output &output)
    : m_output(output)
{
}

void Outcomes::tell(const ApiError &error, const QString &name)
{
    addFailure(error.kind);
    if (name.isEmpty())
        m_output.fail(jsonoutput::errorObject(error), sentences::sentence(error));
    else if (m_output.isJson())
        m_output.event(u"error"_s, {{"name"_L1, name}, {"error"_L1, jsonoutput::errorObject(error)}}, {});
    else
        m_output.say(u"%1: %2"_s.arg(name, sentences::sentence(error)));
}

} // namespace pollux
