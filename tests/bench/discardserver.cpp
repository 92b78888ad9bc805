// SPDX-License-Identifier: Apache-2.0
//
// The server for benchmarks of clients: it implements just enough of the upload protocol (contract 1.2) and discards
// every body inside the kernel, so that no client has to wait for it. It also accepts and discards a PUT of any path,
// which `curl -T` sends.
//
// It cannot compute the hash of discarded bytes; --hash SIZE:HEX sets the hash that it returns for files of that size.
//
// discardserver ADDRESS [--hash SIZE:HEX]…    Prints "listening on URL". Linux only.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace {

constexpr std::uint64_t granularity = 8388608;       // bytes, the same as that of the service
constexpr std::size_t discardAtOnce = 1024UL * 1024; // bytes
constexpr std::size_t maxHeadSize = 64UL * 1024;     // bytes

struct Upload {
    std::string type;
    std::uint64_t received = 0;
    bool isFinal = false;
};

class Service {
public:
    explicit Service(std::map<std::uint64_t, std::string> hashes)
        : m_hashes(std::move(hashes))
    {
    }
    void setUrl(const std::string &url) { m_url = url; }
    std::string answer(std::string_view head, std::uint64_t bodyLength);

private:
    std::string answerUpload(std::string_view head, std::string_view target, std::uint64_t bodyLength);
    std::string file(const std::string &id, const Upload &upload) const;

    std::string m_url;
    std::map<std::uint64_t, std::string> m_hashes; // 64 hex digits, by size in bytes
    std::map<std::string, Upload> m_uploads;       // by id
};

struct Connection {
    std::string input; // bytes of the next head so far
    std::string head;
    std::uint64_t bodyLength = 0;
    std::uint64_t bodyLeft = 0;
};

[[noreturn]] void die(const char *what)
{
    std::perror(what);
    std::exit(1);
}

bool isSameName(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](unsigned char one, unsigned char other) { return std::tolower(one) == std::tolower(other); });
}

std::string_view headerValue(std::string_view head, std::string_view name)
{
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && isSameName(line.substr(0, colon), name)) {
            const std::size_t start = line.find_first_not_of(' ', colon + 1);
            return start == std::string_view::npos ? std::string_view{} : line.substr(start);
        }
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    return {};
}

std::string reply(const char *status, const std::string &headers, const std::string &body)
{
    return std::string("HTTP/1.1 ") + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

std::string base64(std::string_view text)
{
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t start = 0; start < text.size(); start += 3) {
        std::uint32_t bits = 0;
        for (std::size_t index = 0; index < 3; ++index) {
            const std::size_t position = start + index;
            bits = bits << 8U | (position < text.size() ? static_cast<unsigned char>(text[position]) : 0U);
        }
        for (std::size_t index = 0; index < 4; ++index) {
            const bool isPadding = start + index > text.size();
            result += isPadding ? '=' : digits[bits >> (18 - 6 * index) & 63U];
        }
    }
    return result;
}

std::string Service::file(const std::string &id, const Upload &upload) const
{
    std::string text = R"({"name":"files/)" + id + R"(","mimeType":")" + upload.type + R"(","sizeBytes":")" +
                       std::to_string(upload.received) + R"(","state":"ACTIVE","source":"UPLOADED","uri":")" + m_url +
                       "/v1beta/files/" + id + R"(","createTime":"2026-01-01T00:00:00Z")";
    if (const auto hash = m_hashes.find(upload.received); hash != m_hashes.end()) {
        text += R"(,"sha256Hash":")" + base64(hash->second) + '"';
    }
    return text + '}';
}

std::string Service::answer(std::string_view head, std::uint64_t bodyLength)
{
    const std::size_t space = head.find(' ');
    const std::string_view method = head.substr(0, space);
    const std::string_view target = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
    constexpr const char *json = "Content-Type: application/json; charset=UTF-8\r\n";
    if (method == "PUT") {
        return reply("200 OK", {}, {});
    }
    if (method == "POST" && target.substr(0, 8) == "/upload/") {
        return answerUpload(head, target, bodyLength);
    }
    if (const std::size_t id = target.find("/v1beta/files/"); method == "GET" && id == 0) {
        const auto upload = m_uploads.find(std::string(target.substr(14)));
        return upload == m_uploads.end() ? reply("403 Forbidden", json, "{}")
                                         : reply("200 OK", json, file(upload->first, upload->second));
    }
    return reply("200 OK", json, "{}"); // an empty list
}

std::string Service::answerUpload(std::string_view head, std::string_view target, std::uint64_t bodyLength)
{
    const std::string_view command = headerValue(head, "X-Goog-Upload-Command");
    if (command == "start") {
        const std::string id = "upload" + std::to_string(m_uploads.size());
        m_uploads[id].type = headerValue(head, "X-Goog-Upload-Header-Content-Type");
        return reply("200 OK",
                     "X-Goog-Upload-Status: active\r\nX-Goog-Upload-Chunk-Granularity: " + std::to_string(granularity) +
                         "\r\nX-Goog-Upload-URL: " + m_url + "/upload/v1beta/files?upload_id=" + id + "\r\n",
                     {});
    }
    const std::size_t mark = target.find("upload_id=");
    const auto found =
        mark == std::string_view::npos ? m_uploads.end() : m_uploads.find(std::string(target.substr(mark + 10)));
    if (found == m_uploads.end()) {
        return reply("404 Not Found", {}, {});
    }
    Upload &upload = found->second;
    upload.received += bodyLength;
    upload.isFinal = upload.isFinal || command.find("finalize") != std::string_view::npos;
    if (upload.isFinal) {
        return reply("200 OK", "X-Goog-Upload-Status: final\r\nContent-Type: application/json; charset=UTF-8\r\n",
                     R"({"file":)" + file(found->first, upload) + '}');
    }
    const bool isQuery = command == "query";
    return reply(
        "200 OK",
        "X-Goog-Upload-Status: active\r\n" +
            (isQuery ? "X-Goog-Upload-Size-Received: " + std::to_string(upload.received) + "\r\n" : std::string()),
        {});
}

/// False if the connection has ended.
bool readBody(int socket, Connection &connection)
{
    // MSG_TRUNC lets the kernel drop the bytes instead of copying them.
    const std::size_t wish = static_cast<std::size_t>(std::min<std::uint64_t>(connection.bodyLeft, discardAtOnce));
    const ssize_t count = ::recv(socket, nullptr, wish, MSG_TRUNC);
    if (count <= 0) {
        return count < 0 && errno == EAGAIN;
    }
    connection.bodyLeft -= static_cast<std::uint64_t>(count);
    return true;
}

bool readHead(int socket, Connection &connection)
{
    std::array<char, 16384> buffer{};
    const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        return count < 0 && errno == EAGAIN;
    }
    connection.input.append(buffer.data(), static_cast<std::size_t>(count));
    const std::size_t end = connection.input.find("\r\n\r\n");
    if (end == std::string::npos) {
        return connection.input.size() < maxHeadSize;
    }
    connection.head = connection.input.substr(0, end + 2);
    connection.input.erase(0, end + 4);
    connection.bodyLength =
        std::strtoull(std::string(headerValue(connection.head, "Content-Length")).c_str(), nullptr, 10);
    const std::uint64_t here = std::min<std::uint64_t>(connection.bodyLength, connection.input.size());
    connection.input.erase(0, here);
    connection.bodyLeft = connection.bodyLength - here;
    return true;
}

bool serve(Service &service, int socket, Connection &connection)
{
    const bool isOpen = connection.bodyLeft > 0 ? readBody(socket, connection) : readHead(socket, connection);
    if (!isOpen) {
        return false;
    }
    if (connection.head.empty() || connection.bodyLeft > 0) {
        return true;
    }
    const std::string answer = service.answer(connection.head, connection.bodyLength);
    connection.head.clear();
    // Answers are far smaller than the buffer of a socket, so they are sent in one piece.
    return ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(answer.size());
}

/// Listens on any free port and returns the URL.
std::string listenOn(int listener, const char *address)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    socklen_t length = sizeof(name);
    auto *const generic = reinterpret_cast<sockaddr *>(&name);
    if (::inet_pton(AF_INET, address, &name.sin_addr) != 1) {
        std::fprintf(stderr, "%s is no IPv4 address\n", address);
        std::exit(2);
    }
    if (::bind(listener, generic, length) < 0 || ::listen(listener, 512) < 0 ||
        ::getsockname(listener, generic, &length) < 0) {
        die("listen");
    }
    return "http://" + std::string(address) + ':' + std::to_string(ntohs(name.sin_port));
}

void watch(int poll, int socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event) < 0) {
        die("epoll_ctl");
    }
}

[[noreturn]] void run(Service &service, int listener)
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(poll, listener);
    std::map<int, Connection> connections;
    std::array<epoll_event, 64> events{};
    for (;;) {
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
        for (std::size_t index = 0; index < static_cast<std::size_t>(std::max(count, 0)); ++index) {
            const int socket = events.at(index).data.fd;
            if (socket != listener) {
                if (!serve(service, socket, connections[socket])) {
                    connections.erase(socket);
                    ::close(socket);
                }
            } else if (const int accepted = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
                       accepted >= 0) {
                const int yes = 1;
                ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
                watch(poll, accepted);
            }
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    std::map<std::uint64_t, std::string> hashes;
    for (int index = 2; index + 1 < argc; index += 2) {
        const std::string pair = argv[index + 1];
        const std::size_t colon = pair.find(':');
        if (std::string_view(argv[index]) != "--hash" || colon == std::string::npos) {
            argc = 0;
            break;
        }
        hashes[std::strtoull(pair.c_str(), nullptr, 10)] = pair.substr(colon + 1);
    }
    if (argc < 2 || argc % 2 != 0) {
        std::fputs("usage: discardserver ADDRESS [--hash SIZE:HEX]...\n", stderr);
        return 2;
    }
    Service service(std::move(hashes));
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const std::string url = listenOn(listener, argv[1]);
    service.setUrl(url);
    std::printf("listening on %s\n", url.c_str());
    std::fflush(stdout);
    run(service, listener);
}
