// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/terminal.h"

#include <vector>

#ifdef Q_OS_WIN
#include <io.h>
#include <qt_windows.h>
#else
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

QByteArray readLine(int longest)
{
    std::vector<char> line(static_cast<std::size_t>(longest) + 1);
    if (!std::fgets(line.data(), longest + 1, stdin))
        return {};
    return QByteArray(line.data()).trimmed();
}

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

QByteArray readSecretLine(const QString &prompt, int longest)
{
    if (!isTerminal(stdin))
        return readLine(longest);
    std::fputs(prompt.toLocal8Bit().constData(), stderr);
    std::fflush(stderr);
    QByteArray line = [longest] {
        const HiddenInput hidden;
        return readLine(longest);
    }();
    std::fputs("\n", stderr);
    return line;
}

} // namespace pollux::terminal
