// SPDX-License-Identifier: Apache-2.0
#include "app/demo/stopsignal.h"

#ifdef _WIN32

#include <windows.h>

namespace pollux {

namespace {

/// The console's handler takes no argument of ours.
HANDLE stopEvent = nullptr;

BOOL WINAPI onConsoleEvent(DWORD)
{
    return SetEvent(stopEvent);
}

} // namespace

struct StopSignal::Platform {};

StopSignal::StopSignal()
{
    stopEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

StopSignal::~StopSignal()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    CloseHandle(stopEvent);
}

void StopSignal::wait()
{
    WaitForSingleObject(stopEvent, INFINITE);
}

} // namespace pollux

#else

#include <csignal>

namespace pollux {

struct StopSignal::Platform {
    sigset_t signals{};
};

StopSignal::StopSignal()
    : m_platform(std::make_unique<Platform>())
{
    sigemptyset(&m_platform->signals);
    sigaddset(&m_platform->signals, SIGINT);
    sigaddset(&m_platform->signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &m_platform->signals, nullptr);
}

StopSignal::~StopSignal() = default;

void StopSignal::wait()
{
    int received = 0;
    sigwait(&m_platform->signals, &received);
}

} // namespace pollux

#endif
