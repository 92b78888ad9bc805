# SPDX-License-Identifier: Apache-2.0
"""One upload of the resumable protocol as the foreign server keeps it (contract 1.2 and 1.11)."""

import base64
import contextlib
import datetime
import hashlib
import secrets
import socket
import string
import threading
import time
from dataclasses import dataclass, field

MAXIMUM_SIZE = 2147483648  # bytes of one file (contract 4)
TAKE_OVER_SECONDS = 5


def random_id(length):
    return "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(length))


def time_text(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass
class UploadedFile:
    display_name: str | None
    mime_type: str
    name: str = field(default_factory=lambda: "files/" + random_id(12))
    size: int = 0
    sha256: str = ""  # 64 hex digits
    created: float = 0
    is_listed: bool = False

    def resource(self, base_url):
        """The File as the service shows it; int64 is a string and left out where it is 0."""
        resource = {
            "name": self.name, "mimeType": self.mime_type, "createTime": time_text(self.created),
            "updateTime": time_text(self.created), "expirationTime": time_text(self.created + 48 * 3600),
            "sha256Hash": base64.b64encode(self.sha256.encode()).decode(), "uri": f"{base_url}/v1beta/{self.name}",
            "state": "ACTIVE", "source": "UPLOADED"}
        if self.display_name is not None:
            resource["displayName"] = self.display_name
        if self.size:
            resource["sizeBytes"] = str(self.size)
        return resource


@dataclass
class Answer:
    code: int
    status: str
    text: str = ""
    received: int | None = None  # bytes, where the answer tells them


class UploadSession:
    """Used by many threads. begin(), take()…, finish(), leave() belong to the one request that writes."""

    def __init__(self, file, granularity, announced):
        self.file = file
        self.granularity = granularity
        self.announced = announced  # bytes; None: not said
        self.state = "active"
        self.persisted = 0
        self.waiting = bytearray()  # less than a granule, lost when its request breaks off
        self.hash = hashlib.sha256()
        self.changed = threading.Condition()
        self.writer = None  # the socket that the running upload request comes from
        self.hurry = threading.Event()

    def _end_writer(self):
        """What the older request has already delivered counts; then its connection is broken. Holds the lock."""
        self.hurry.set()
        if not self.changed.wait_for(lambda: self.writer is None, TAKE_OVER_SECONDS):
            with contextlib.suppress(OSError):
                self.writer.shutdown(socket.SHUT_RDWR)
            self.changed.wait_for(lambda: self.writer is None)
        self.hurry.clear()

    def _refuse(self, code, text):
        return Answer(code, self.state, text)

    def query(self):
        with self.changed:
            self._end_writer()
            if self.state == "active":
                return Answer(200, "active", received=self.persisted)
            return Answer(200 if self.state == "final" else 410, self.state)

    def cancel(self):
        with self.changed:
            self._end_writer()
            if self.state == "final":
                return self._refuse(400, "Upload has already been terminated.")
            self.state = "cancelled"
            return Answer(200, "cancelled")

    def begin(self, writer, offset, length, has_content, finalizes):
        """The answer where the request cannot be taken, else None."""
        with self.changed:
            self._end_writer()
            if self.state == "final" and not has_content:
                return Answer(200, "final")
            if self.state != "active":
                return self._refuse(400, "Upload has already been terminated.")
            if not (offset or "0").isdigit():
                return self._refuse(400, "The offset is no number.")
            if has_content and int(offset or "0") != self.persisted:
                return self._refuse(409, f"The offset is {self.persisted}, not {offset}.")
            if not finalizes and length % self.granularity:
                return self._refuse(400, f"The client sent {length} bytes, which is not a multiple of the "
                                    f"{self.granularity} byte chunk granularity.")
            total = self.persisted + length
            limit = MAXIMUM_SIZE if self.announced is None else self.announced
            if total > limit or (finalizes and self.announced not in (None, total)):
                return self._refuse(400, f"The upload comes to {total} bytes; {limit} were announced.")
            self.writer = writer
            return None

    def take(self, piece):
        self.waiting += piece
        whole = len(self.waiting) // self.granularity * self.granularity
        if whole:
            self._persist(whole)

    def _persist(self, count):
        with memoryview(self.waiting) as waiting:
            self.hash.update(waiting[:count])
        del self.waiting[:count]
        self.persisted += count

    def wait(self, seconds):
        """Makes the server slow, until somebody else wants the session."""
        self.hurry.wait(seconds)

    def finish(self, finalizes):
        """The whole body has come."""
        if not finalizes:
            return Answer(200, "active")
        self._persist(len(self.waiting))
        with self.changed:
            self.state = "final"
            self.file.size = self.persisted
            self.file.sha256 = self.hash.hexdigest()
            self.file.created = time.time()
        return Answer(200, "final")

    def leave(self):
        with self.changed:
            self.waiting.clear()
            self.writer = None
            self.changed.notify_all()
