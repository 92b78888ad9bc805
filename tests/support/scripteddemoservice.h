// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demoservice.h"
#include "tests/support/faultscript.h"
#include "tests/support/requestlog.h"
#include "tests/support/scriptedstores.h"

namespace pollux {

/// The demo server's service for tests: it keeps a log of requests and applies the planned faults to them.
class ScriptedDemoService final : public DemoService {
public:
    explicit ScriptedDemoService(const DemoServerOptions &options);

    [[nodiscard]] HttpAnswer serve(const HttpRequest &request, const BodyReader &readBody) override;
    void setStopping(bool stopping) override { m_faults.setStopping(stopping); }

    [[nodiscard]] ScriptedStores &scriptedStores() { return static_cast<ScriptedStores &>(stores()); }
    [[nodiscard]] FaultScript &faults() { return m_faults; }
    [[nodiscard]] RequestLog &log() { return m_log; }

private:
    [[nodiscard]] HttpAnswer serveFaulty(const HttpRequest &request, const BodyReader &readBody,
                                         const FaultScript::Planned &planned);
    /// Applies the faults that change only the answer.
    void spoil(HttpAnswer &answer, const FaultScript::Planned &planned);
    [[nodiscard]] HttpAnswer executeMarked(const HttpRequest &request, const BodyReader &readBody,
                                           const UploadTrouble &trouble, int id);
    [[nodiscard]] HttpAnswer answerInstead(const HttpRequest &request, const BodyReader &readBody,
                                           const FaultScript::Planned &planned);

    FaultScript m_faults;
    RequestLog m_log;
};

} // namespace pollux
