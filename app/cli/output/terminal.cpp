// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/terminal.h"

#include <utility>
#include <vector>

#ifdef Q_OS_WIN
#include <io.h>
#include <qt_windows.h>
#else
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace pollux::terminal {

namespace {

constexpr int usualColumns = 80;

/// Turns off the echo of the terminal during its lifetime.
class HiddenInput final {
public:
#ifdef Q_OS_WIN
    HiddenInput()
    {
        GetConsoleMode(m_input, &m_before);
        SetConsoleMode(m_input, m_before & ~DWORD(ENABLE_ECHO_INPUT));
    }
    ~HiddenInput()
    {
        SetConsoleMode(m_input, m_before);
    }
#else
    HiddenInput()
    {
        tcgetattr(STDIN_FILENO, &m_before);
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~HiddenInput()
    {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
#endif
    HiddenInput(const HiddenInput &) = delete;
    HiddenInput &operator=(const HiddenInput &) = delete;

private:
#ifdef Q_OS_WIN
    const HANDLE m_input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD m_before = 0;
#else
    termios m_before{};
#endif
};

/// Overwrites what a compiler would leave, since nobody reads it afterwards.
void wipe(std::vector<char> &line)
{
    volatile char *bytes = line.data();
    for (std::size_t i = 0; i < line.size(); ++i)
        bytes[i] = 0;
}

#ifdef Q_OS_WIN

std::optional<QByteArray> readLine(int longest)
{
    std::vector<char> line(static_cast<std::size_t>(longest) + 1);
    // Without a buffer, no copy of the key stays behind.
    std::setvbuf(stdin, nullptr, _IONBF, 0);
    const bool isRead = std::fgets(line.data(), longest + 1, stdin) != nullptr;
    const QByteArray text = isRead ? QByteArray(line.data()).trimmed() : QByteArray();
    wipe(line);
    return text;
}

#else

volatile std::sig_atomic_t caughtSignal = 0;
// A signal that comes just before poll() would not interrupt it, but a byte in this pipe does.
std::array<int, 2> signalPipe{-1, -1};

void catchSignal(int signal)
{
    caughtSignal = signal;
    const char byte = 0;
    // A failure cannot be handled here.
    [[maybe_unused]] const ssize_t written = write(signalPipe[1], &byte, 1);
}

/// Lets signals that end a program interrupt readLine() during its lifetime, and then does for the one that came what
/// the program does for it.
class InterruptibleRead final {
public:
    InterruptibleRead()
    {
        caughtSignal = 0;
        if (pipe(signalPipe.data()) != 0)
            signalPipe = {-1, -1};
        struct sigaction action = {};
        action.sa_handler = catchSignal;
        for (std::size_t i = 0; i < signalNumbers.size(); ++i) {
            sigaction(signalNumbers.at(i), nullptr, &m_before.at(i));
            // What the program ignores, as nohup makes it, does not end the reading.
            if (m_before.at(i).sa_handler != SIG_IGN)
                sigaction(signalNumbers.at(i), &action, nullptr);
        }
    }
    ~InterruptibleRead()
    {
        for (std::size_t i = 0; i < signalNumbers.size(); ++i)
            sigaction(signalNumbers.at(i), &m_before.at(i), nullptr);
        for (const int end : std::exchange(signalPipe, {-1, -1}))
            close(end);
        if (caughtSignal != 0)
            std::raise(caughtSignal);
    }
    InterruptibleRead(const InterruptibleRead &) = delete;
    InterruptibleRead &operator=(const InterruptibleRead &) = delete;

private:
    static constexpr std::array signalNumbers{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    std::array<struct sigaction, signalNumbers.size()> m_before{};
};

/// Returns false if a signal ends the reading.
bool waitForInput()
{
    std::array<pollfd, 2> awaited{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{signalPipe[0], POLLIN, 0}};
    while (caughtSignal == 0 && poll(awaited.data(), awaited.size(), -1) < 0 && errno == EINTR) {
    }
    return caughtSignal == 0;
}

std::optional<QByteArray> readLine(int longest)
{
    // Not by std::fgets(), whose buffer would keep a copy of the key.
    std::vector<char> line(static_cast<std::size_t>(longest));
    std::size_t length = 0;
    while (length < line.size() && waitForInput()) {
        const ssize_t count = read(STDIN_FILENO, &line.at(length), 1);
        if (count == 0 || (count < 0 && errno != EINTR) || (count > 0 && line.at(length) == '\n'))
            break;
        length += count > 0 ? 1 : 0;
    }
    const QByteArray text = QByteArray(line.data(), static_cast<qsizetype>(length)).trimmed();
    wipe(line);
    return caughtSignal == 0 ? std::optional(text) : std::nullopt;
}

#endif

} // namespace

bool isTerminal(std::FILE *stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

bool canRewriteLines()
{
    if (!isTerminal(stderr))
        return false;
#ifdef Q_OS_WIN
    const HANDLE console = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode = 0;
    return GetConsoleMode(console, &mode) && SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
#else
    const QByteArray kind = qgetenv("TERM");
    return !kind.isEmpty() && kind != "dumb";
#endif
}

int columns()
{
#ifdef Q_OS_WIN
    CONSOLE_SCREEN_BUFFER_INFO screen{};
    if (GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &screen))
        return screen.srWindow.Right - screen.srWindow.Left + 1;
#else
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return usualColumns;
}

std::optional<QByteArray> readSecretLine(const QString &prompt, int longest)
{
#ifndef Q_OS_WIN
    // Outlives HiddenInput: the echo is on again when the signal is delivered.
    const InterruptibleRead interruptible;
#endif
    if (!isTerminal(stdin))
        return readLine(longest);
    std::fputs(prompt.toLocal8Bit().constData(), stderr);
    std::fflush(stderr);
    auto line = [longest] {
        const HiddenInput hidden;
        return readLine(longest);
    }();
    std::fputs("\n", stderr);
    return line;
}

} // namespace pollux::terminal
