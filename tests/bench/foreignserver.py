#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A second stand-in for the Files service, written from the contract (1.2, 1.3, 1.5, 1.11) and from nothing else.

It shares no line and no language with Pollux and its demo server, so that a misreading of the contract cannot hide in
both. Bodies are counted and hashed, not kept. What a broken connection has delivered is persisted in whole granules
only. GET /_stats answers what the server has seen, as JSON.
"""

import argparse
import json
import socket
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from uploadsession import MAXIMUM_SIZE, UploadSession, UploadedFile, random_id

UPLOAD_PATHS = ("/upload/v1beta/files", "/resumable/upload/v1beta/files")
PIECE = 1 << 20
IDLE_SECONDS = 60


class Service:
    """What all connections share."""

    def __init__(self, granularity, rate, canary):
        self.granularity = granularity
        self.rate = rate
        self.canary = canary
        self.lock = threading.Lock()
        self.sessions = {}
        self.files = {}  # by name, in the order of their arrival
        self.count = dict.fromkeys(
            ("requests", "sessions", "queries", "bytesReceived", "bytesPersisted", "keyInUrl", "keyElsewhere",
             "keyOnSession"), 0)

    def add(self, counter, number=1):
        with self.lock:
            self.count[counter] += number

    def preflight(self, path, headers):
        """Counts where a key shows that should only ever stand in its header."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        self.add("requests")
        if "key" in query:
            self.add("keyInUrl")
        others = [path] + [f"{name}: {value}" for name, value in headers.items() if name.lower() != "x-goog-api-key"]
        if self.canary and any(self.canary in text for text in others):
            self.add("keyElsewhere")
        if "upload_id" in query and "x-goog-api-key" in headers:
            self.add("keyOnSession")

    def show(self, file):
        """Lists a finished file; only once, for a deleted one does not come back."""
        with self.lock:
            if not file.is_listed:
                file.is_listed = True
                self.files[file.name] = file

    def stats(self):
        with self.lock:
            files = [{"name": file.name, "displayName": file.display_name, "sizeBytes": file.size,
                      "sha256": file.sha256} for file in self.files.values()]
            return {**self.count, "uploadIds": list(self.sessions), "files": files}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "UploadServer"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    upload_path = None  # one more path that sessions are served at

    def log_message(self, *_):
        pass

    @property
    def service(self):
        return self.server.service

    # Answers

    def answer(self, code, body=b"", content_type="text/plain; charset=utf-8", headers=()):
        self.send_response(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_json(self, value, code=200, headers=()):
        self.answer(code, json.dumps(value, indent=2).encode(), "application/json; charset=UTF-8", headers)

    def answer_error(self, code, status, message):
        self.answer_json({"error": {"code": code, "message": message, "status": status}}, code)

    def refuse_without_key(self):
        if self.headers.get("x-goog-api-key"):
            return False
        self.discard_body()
        self.answer_error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without "
                          "established identity). Please use API Key or other form of API consumer identity to call "
                          "this API.")
        return True

    def answer_missing(self, name):
        self.answer_error(403, "PERMISSION_DENIED", f"You do not have permission to access the File "
                          f"{name.removeprefix('files/')} or it may not exist.")

    # Bodies

    def body_length(self):
        return int(self.headers.get("Content-Length", "0"))

    def pieces(self, limit=PIECE):
        """The body as it comes. ConnectionError where it breaks off."""
        remaining = self.body_length()
        buffer = memoryview(bytearray(min(limit, max(remaining, 1))))
        while remaining:
            count = self.rfile.readinto1(buffer[:min(len(buffer), remaining)])
            if not count:
                raise ConnectionResetError
            remaining -= count
            yield buffer[:count]

    def discard_body(self):
        return sum(len(piece) for piece in self.pieces())

    # Requests

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/_stats":
            self.answer_json(self.service.stats())
            return
        self.service.preflight(self.path, self.headers)
        if self.refuse_without_key():
            return
        if url.path == "/v1beta/files":
            self.list_files(urllib.parse.parse_qs(url.query))
            return
        name = url.path.removeprefix("/v1beta/")
        with self.service.lock:
            file = self.service.files.get(name)
        if file:
            self.answer_json(file.resource(self.base_url()))
        else:
            self.answer_missing(name)

    def do_DELETE(self):
        self.service.preflight(self.path, self.headers)
        if self.refuse_without_key():
            return
        name = urllib.parse.urlsplit(self.path).path.removeprefix("/v1beta/")
        with self.service.lock:
            file = self.service.files.pop(name, None)
        if file:
            self.answer_json({})
        else:
            self.answer_missing(name)

    def do_POST(self):
        self.service.preflight(self.path, self.headers)
        url = urllib.parse.urlsplit(self.path)
        if url.path not in UPLOAD_PATHS and url.path != self.upload_path:
            self.discard_body()
            self.answer_error(404, "NOT_FOUND", "There is no such method.")
            return
        words = [word.strip().lower() for word in self.headers.get("X-Goog-Upload-Command", "").split(",")]
        if "start" in words and self.headers.get("X-Goog-Upload-Protocol") == "resumable":
            self.start_session(url.path)
            return
        upload_id = urllib.parse.parse_qs(url.query).get("upload_id", [""])[0]
        with self.service.lock:
            session = self.service.sessions.get(upload_id)
        if not session:
            self.discard_body()
            self.answer(404, b"There is no such upload.")
        elif "query" in words:
            self.discard_body()
            self.service.add("queries")
            self.answer_session(session, session.query())
        elif "cancel" in words:
            self.discard_body()
            self.answer_session(session, session.cancel())
        elif "upload" in words or "finalize" in words:
            self.upload(session, "upload" in words, "finalize" in words)
        else:
            self.discard_body()
            self.answer(400, b"The upload command is not known.")

    def base_url(self):
        return f"http://{self.headers.get('Host')}"

    def list_files(self, query):
        size = min(max(int(query.get("pageSize", ["10"])[0]), 1), 100)
        first = int(query.get("pageToken", ["0"])[0])
        with self.service.lock:
            newest_first = list(reversed(self.service.files.values()))
        page = {}
        if newest_first[first:first + size]:
            page["files"] = [file.resource(self.base_url()) for file in newest_first[first:first + size]]
        if first + size < len(newest_first):
            page["nextPageToken"] = str(first + size)
        self.answer_json(page)

    def start_session(self, path):
        if self.refuse_without_key():
            return
        body = b"".join(bytes(piece) for piece in self.pieces())
        metadata = json.loads(body or b"{}").get("file", {})
        announced = self.headers.get("X-Goog-Upload-Header-Content-Length")
        if announced and int(announced) > MAXIMUM_SIZE:
            self.answer_error(400, "INVALID_ARGUMENT", f"A file holds at most {MAXIMUM_SIZE} bytes.")
            return
        file = UploadedFile(metadata.get("displayName"),
                            self.headers.get("X-Goog-Upload-Header-Content-Type", "application/octet-stream"))
        self.announce_session(path, UploadSession(file, self.service.granularity,
                                                  int(announced) if announced else None))

    def announce_session(self, path, session):
        upload_id = random_id(43)
        with self.service.lock:
            self.service.sessions[upload_id] = session
            self.service.count["sessions"] += 1
        url = f"{self.base_url()}{path}?upload_id={upload_id}&upload_protocol=resumable"
        self.answer(200, b"", "text/plain; charset=utf-8", (
            ("X-Goog-Upload-Status", "active"), ("X-Goog-Upload-URL", url), ("X-Goog-Upload-Control-URL", url),
            ("X-Goog-Upload-Chunk-Granularity", str(self.service.granularity)), ("X-GUploader-UploadID", upload_id)))

    def upload(self, session, has_content, finalizes):
        """Takes a body in. A newer request for the session hurries this one and then breaks it off."""
        length = self.body_length()
        refusal = session.begin(self.connection, self.headers.get("X-Goog-Upload-Offset"), length, has_content,
                                finalizes)
        if refusal:
            self.service.add("bytesReceived", self.discard_body())
            self.answer_session(session, refusal)
            return
        persisted = session.persisted
        try:
            for piece in self.pieces(PIECE if not self.service.rate else max(self.service.rate // 50, 4096)):
                self.service.add("bytesReceived", len(piece))
                session.take(piece)
                if self.service.rate:
                    session.wait(len(piece) / self.service.rate)
            result = session.finish(finalizes)
        finally:
            session.leave()
            self.service.add("bytesPersisted", session.persisted - persisted)
        self.answer_session(session, result)

    def answer_session(self, session, result):
        headers = [("X-Goog-Upload-Status", result.status)]
        if result.received is not None:
            headers.append(("X-Goog-Upload-Size-Received", str(result.received)))
        if result.code != 200 or result.status != "final":
            self.answer(result.code, result.text.encode(), headers=headers)
            return
        self.service.show(session.file)
        self.answer_json(self.final_body(session), headers=headers)

    def final_body(self, session):
        return {"file": session.file.resource(self.base_url())}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that went away is no event; anything else is a mistake here and must be seen."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0: a free one")
    parser.add_argument("--granularity", type=int, default=8388608, help="bytes")
    parser.add_argument("--rate", type=int, default=0, help="bytes per second that one body is read at; 0: all speed")
    parser.add_argument("--canary", default="", help="text that may stand in the x-goog-api-key header only")
    options = parser.parse_args()
    server = Server(("127.0.0.1", options.port), Handler, bind_and_activate=False)
    if options.rate:
        # With the usual buffer whole files would fit between a client and a slow server.
        server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    server.allow_reuse_address = True
    server.server_bind()
    server.server_activate()
    server.service = Service(options.granularity, options.rate, options.canary)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
