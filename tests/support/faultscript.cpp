// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faultscript.h"

#include "app/demo/service/demosession.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace pollux {

namespace faults {

FaultAction answer(int status, const QByteArray &body, const QByteArray &contentType, const QList<HttpHeader> &headers,
                   qint64 bodyBytes)
{
    FaultAction action;
    action.kind = FaultAction::Kind::Answer;
    action.answer.status = status;
    action.answer.body = body;
    action.answer.headers = headers;
    action.answer.setHeader("Content-Type"_ba, contentType);
    action.bytes = bodyBytes;
    return action;
}

namespace {

FaultAction ofKind(FaultAction::Kind kind, qint64 bytes = 0)
{
    FaultAction action;
    action.kind = kind;
    action.bytes = bytes;
    return action;
}

FaultAction stallOfKind(FaultAction::Kind kind, std::chrono::milliseconds time)
{
    FaultAction action = ofKind(kind);
    action.time = time;
    return action;
}

} // namespace

FaultAction dropBefore()
{
    return ofKind(FaultAction::Kind::DropBefore);
}

FaultAction answerAfter(int status, const QByteArray &body, const QByteArray &contentType)
{
    FaultAction action = answer(status, body, contentType);
    action.kind = FaultAction::Kind::AnswerAfter;
    return action;
}

FaultAction dropAfter()
{
    return ofKind(FaultAction::Kind::DropAfter);
}

FaultAction stallBefore(std::chrono::milliseconds time)
{
    return stallOfKind(FaultAction::Kind::StallBefore, time);
}

FaultAction stallAfter(std::chrono::milliseconds time)
{
    return stallOfKind(FaultAction::Kind::StallAfter, time);
}

FaultAction cutBody(qint64 bytes)
{
    return ofKind(FaultAction::Kind::CutBody, bytes);
}

FaultAction slowBody(qint64 bytesPerSecond, bool isAnswerLost)
{
    FaultAction action = ofKind(FaultAction::Kind::SlowBody, bytesPerSecond);
    action.status = isAnswerLost ? 1 : 0;
    return action;
}

FaultAction slowAnswer(qint64 bytesPerSecond)
{
    return ofKind(FaultAction::Kind::SlowAnswer, bytesPerSecond);
}

FaultAction garbage(qint64 bytes)
{
    return ofKind(FaultAction::Kind::Garbage, bytes);
}

FaultAction keepUntil(qint64 absoluteOffset)
{
    return ofKind(FaultAction::Kind::KeepUntil, absoluteOffset);
}

FaultAction rollBack(qint64 absoluteOffset)
{
    return ofKind(FaultAction::Kind::RollBack, absoluteOffset);
}

FaultAction endSession(int status, const HttpHeader &header)
{
    FaultAction action = ofKind(FaultAction::Kind::EndSession);
    action.status = status;
    std::tie(action.name, action.value) = header;
    return action;
}

FaultAction setHeader(const QByteArray &name, const QByteArray &value)
{
    FaultAction action = ofKind(FaultAction::Kind::SetHeader);
    action.name = name;
    action.value = value;
    return action;
}

FaultAction removeHeader(const QByteArray &name)
{
    FaultAction action = ofKind(FaultAction::Kind::RemoveHeader);
    action.name = name;
    return action;
}

} // namespace faults

namespace faultpaths {

namespace {

/// Matches a path under any version of the API: `prefix`, one of the two collections, `rest`.
QRegularExpression pathOf(QLatin1StringView prefix, QLatin1StringView rest)
{
    return QRegularExpression(u"\\A%1/(?:v1beta|v1)/(?:ragStores|fileSearchStores)%2\\z"_s.arg(prefix, rest));
}

} // namespace

QRegularExpression stores()
{
    return pathOf({}, {});
}

QRegularExpression store()
{
    return pathOf({}, "/[^/:]+"_L1);
}

QRegularExpression storeUpload()
{
    return pathOf("(?:/resumable)?/upload"_L1, "/[^/:]+:uploadTo\\w+"_L1);
}

QRegularExpression storeMetadata()
{
    return pathOf({}, "/[^/:]+:uploadTo\\w+"_L1);
}

QRegularExpression storeImport()
{
    return pathOf({}, "/[^/:]+:importFile"_L1);
}

QRegularExpression documents()
{
    return pathOf({}, "/[^/:]+/documents"_L1);
}

QRegularExpression document()
{
    return pathOf({}, "/[^/:]+/documents/[^/:]+"_L1);
}

QRegularExpression operation()
{
    return pathOf({}, "/[^/:]+(?:/upload)?/operations/[^/:]+"_L1);
}

} // namespace faultpaths

int FaultScript::add(FaultRule rule)
{
    const std::lock_guard lock(m_mutex);
    m_entries[++m_lastId].rule = std::move(rule);
    return m_lastId;
}

void FaultScript::clear()
{
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
    m_wake.notify_all();
}

int FaultScript::fired(int id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? 0 : found->second.fired;
}

bool FaultScript::allFired() const
{
    const std::lock_guard lock(m_mutex);
    return std::all_of(m_entries.begin(), m_entries.end(), [](const auto &item) {
        const Entry &entry = item.second;
        return entry.fired >= (entry.rule.times < 0 ? 1 : entry.rule.times);
    });
}

void FaultScript::release(int id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    if (found != m_entries.end()) {
        found->second.released = true;
        m_wake.notify_all();
    }
}

void FaultScript::setPrologue(std::function<void()> prologue)
{
    const std::lock_guard lock(m_mutex);
    m_prologue = std::move(prologue);
}

std::optional<FaultScript::Planned> FaultScript::take(const HttpRequest &request)
{
    const QByteArray command = uploadCommand(request);
    const QString path = QString::fromLatin1(request.path);
    const std::lock_guard lock(m_mutex);
    if (m_prologue) {
        m_prologue();
    }
    for (auto &[id, entry] : m_entries) {
        const FaultRule &rule = entry.rule;
        const bool matches = (rule.method.isEmpty() || rule.method == request.method) &&
                             (rule.command.isEmpty() || rule.command == command) && rule.path.match(path).hasMatch();
        const bool usedUp = rule.times >= 0 && entry.seen >= rule.skip + rule.times;
        if (matches && !usedUp && ++entry.seen > rule.skip) {
            return Planned{.id = id, .action = rule.action};
        }
    }
    return {};
}

void FaultScript::markFired(int id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    if (found != m_entries.end()) {
        ++found->second.fired;
    }
}

bool FaultScript::stall(const Planned &planned)
{
    std::unique_lock lock(m_mutex);
    const auto over = [this, &planned] {
        const auto found = m_entries.find(planned.id);
        return m_stopping || found == m_entries.end() || found->second.released;
    };
    if (planned.action.time == std::chrono::milliseconds::max()) {
        m_wake.wait(lock, over);
    } else {
        m_wake.wait_for(lock, planned.action.time, over);
    }
    return !m_stopping;
}

void FaultScript::setStopping(bool stopping)
{
    const std::lock_guard lock(m_mutex);
    m_stopping = stopping;
    m_wake.notify_all();
}

} // namespace pollux
