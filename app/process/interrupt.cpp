// SPDX-License-Identifier: Apache-2.0
#include "app/process/interrupt.h"

#ifdef Q_OS_WIN
#include <qt_windows.h>

#include <utility>
#else
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <unistd.h>
#endif

namespace pollux {

#ifdef Q_OS_WIN

namespace {

Interrupt *listener = nullptr;

BOOL WINAPI handleConsoleEvent(DWORD)
{
    Interrupt *const receiver = std::exchange(listener, nullptr);
    if (!receiver)
        return FALSE;
    QMetaObject::invokeMethod(receiver, &Interrupt::requested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    listener = this;
    SetConsoleCtrlHandler(&handleConsoleEvent, TRUE);
}

Interrupt::~Interrupt()
{
    listener = nullptr;
}

#else

namespace {

// A signal handler may call little more than write(), so it writes to a pipe.
std::array<int, 2> pipeEnds{-1, -1};

void handleSignal(int signal)
{
    const char byte = 0;
    // A failure cannot be handled here.
    [[maybe_unused]] const ssize_t written = write(pipeEnds[1], &byte, 1);
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (pipe(pipeEnds.data()) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit requested();
    });
    std::signal(SIGINT, handleSignal);
    std::signal(SIGTERM, handleSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (const int end : pipeEnds)
        close(end);
}

#endif

} // namespace pollux
