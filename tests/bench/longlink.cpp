// SPDX-License-Identifier: Apache-2.0
//
// A long wire between two network namespaces: reads IP packets from a TUN device in each, and writes them to the other
// one after a delay and at a limited rate. The kernel's own TCP runs at both ends, so that handshakes, acknowledgements
// and slow start take as long as on such a link; a proxy that accepts connections would hide them.
//
// longlink NAMESPACE DEVICE NAMESPACE DEVICE MBIT_PER_SECOND DELAY_MS    The delay is one way. Prints "ready". Linux
// only, as root; the namespaces are those of `ip netns`, the devices exist (`ip tuntap add mode tun`).
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

constexpr std::size_t maxWaiting = 1000; // packets in the queue before the wire, like in a router; more are dropped
constexpr nanoseconds tick = std::chrono::microseconds(200);
constexpr std::size_t maxPacketSize = 65536;

[[noreturn]] void die(const std::string &what)
{
    std::perror(what.c_str());
    std::exit(1);
}

/// Returns the device's descriptor, and moves the calling thread into that namespace.
int openDevice(const std::string &space, const std::string &device)
{
    const int handle = ::open(("/run/netns/" + space).c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0 || ::setns(handle, CLONE_NEWNET) < 0) {
        die(space);
    }
    ::close(handle);
    const int tunnel = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::strncpy(request.ifr_name, device.c_str(), IFNAMSIZ - 1);
    if (tunnel < 0 || ::ioctl(tunnel, TUNSETIFF, &request) < 0) {
        die(device);
    }
    return tunnel;
}

/// One direction of the wire.
class Wire {
public:
    Wire(int from, int to, double bitsPerSecond, nanoseconds delay)
        : m_from(from)
        , m_to(to)
        , m_nanosecondsPerByte(8e9 / bitsPerSecond)
        , m_delay(delay)
    {
    }

    int from() const { return m_from; }

    void takeIn()
    {
        std::array<char, maxPacketSize> buffer = {};
        for (;;) {
            const ssize_t count = ::read(m_from, buffer.data(), buffer.size());
            if (count <= 0) {
                return;
            }
            const Clock::time_point now = Clock::now();
            if (waitingAt(now) >= maxWaiting) {
                continue;
            }
            const nanoseconds length(static_cast<long>(static_cast<double>(count) * m_nanosecondsPerByte));
            m_free = std::max(m_free, now) + length;
            m_packets.push_back({m_free + m_delay, {buffer.data(), buffer.data() + count}});
        }
    }

    void handOver()
    {
        while (!m_packets.empty() && m_packets.front().arrival <= Clock::now()) {
            const std::vector<char> &bytes = m_packets.front().bytes;
            if (::write(m_to, bytes.data(), bytes.size()) < 0) {
                die("write");
            }
            m_packets.pop_front();
        }
    }

    bool isEmpty() const { return m_packets.empty(); }

private:
    struct Packet {
        Clock::time_point arrival;
        std::vector<char> bytes;
    };

    /// Number of packets that wait before the wire.
    std::size_t waitingAt(Clock::time_point now) const
    {
        const auto first = std::partition_point(m_packets.begin(), m_packets.end(), [this, now](const Packet &packet) {
            return packet.arrival - m_delay <= now;
        });
        return static_cast<std::size_t>(m_packets.end() - first);
    }

    int m_from;
    int m_to;
    double m_nanosecondsPerByte;
    nanoseconds m_delay;
    Clock::time_point m_free{}; // when the wire is free again
    std::deque<Packet> m_packets;
};

[[noreturn]] void run(std::array<Wire, 2> wires)
{
    ::prctl(PR_SET_TIMERSLACK, 1UL);
    std::array<pollfd, 2> inputs{pollfd{.fd = wires[0].from(), .events = POLLIN, .revents = 0},
                                 pollfd{.fd = wires[1].from(), .events = POLLIN, .revents = 0}};
    const timespec oneTick{.tv_sec = 0, .tv_nsec = tick.count()};
    for (;;) {
        // While packets are on the wire, looks for more once per tick, so that it does not wake up for each packet.
        const bool isBusy = !wires[0].isEmpty() || !wires[1].isEmpty();
        ::ppoll(inputs.data(), isBusy ? 0 : inputs.size(), isBusy ? &oneTick : nullptr, nullptr);
        for (Wire &wire : wires) {
            wire.takeIn();
            wire.handOver();
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const double megabits = argc == 7 ? std::strtod(argv[5], nullptr) : 0;
    const long milliseconds = argc == 7 ? std::strtol(argv[6], nullptr, 10) : -1;
    if (megabits <= 0 || milliseconds < 0) {
        std::fputs("usage: longlink NAMESPACE DEVICE NAMESPACE DEVICE MBIT_PER_SECOND DELAY_MS\n", stderr);
        return 2;
    }
    const int near = openDevice(argv[1], argv[2]);
    const int far = openDevice(argv[3], argv[4]);
    const std::chrono::milliseconds delay(milliseconds);
    ::setpriority(PRIO_PROCESS, 0, -15); // a busy machine must not look like a slower wire
    std::puts("ready");
    std::fflush(stdout);
    run({Wire(near, far, megabits * 1e6, delay), Wire(far, near, megabits * 1e6, delay)});
}
