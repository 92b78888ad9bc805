// SPDX-License-Identifier: Apache-2.0
#include "app/demo/stopsignal.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <csignal>
#endif

namespace pollux::stopsignal {

#ifdef _WIN32

namespace {

HANDLE stopEvent = nullptr;

BOOL WINAPI handleConsoleEvent(DWORD)
{
    return SetEvent(stopEvent);
}

} // namespace

void keep()
{
    stopEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    SetConsoleCtrlHandler(handleConsoleEvent, TRUE);
}

void wait()
{
    WaitForSingleObject(stopEvent, INFINITE);
}

#else

namespace {

sigset_t stopSignals{};

} // namespace

void keep()
{
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGINT);
    sigaddset(&stopSignals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stopSignals, nullptr);
}

void wait()
{
    int received = 0;
    sigwait(&stopSignals, &received);
}

#endif

} // namespace pollux::stopsignal
