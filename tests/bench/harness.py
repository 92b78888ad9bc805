# SPDX-License-Identifier: Apache-2.0
"""What the programs of this folder share: a server to talk to, and pollux-cli in a home of its own."""

import contextlib
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
MEBIBYTE = 1 << 20
# Looks like a key, but is none; the programs search for it to find leaks.
CANARY_KEY = "AIzaSyCANARY0123456789abcdefghijklmnopq"


def fail(sentence):
    sys.exit(f"FAILED: {sentence}")


def size_of(text):
    """Bytes from "64M", "1G", "100K" or a plain number."""
    factors = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    return int(text[:-1]) * factors[text[-1]] if text[-1] in factors else int(text)


@contextlib.contextmanager
def work_folder(parent=None):
    with tempfile.TemporaryDirectory(prefix="pollux-bench-", dir=parent) as folder:
        yield pathlib.Path(folder)


def make_file(path, size, source=None):
    """Fills a file with bytes that never repeat, and returns its SHA-256 in hex. `source`: a random.Random."""
    digest = hashlib.sha256()
    with open(path, "wb") as file:
        for start in range(0, size, MEBIBYTE):
            count = min(MEBIBYTE, size - start)
            piece = source.randbytes(count) if source else os.urandom(count)
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


class Server:
    """A server program that prints "listening on URL" once it does; ended with the block."""

    def __init__(self, command):
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line.startswith("listening on "):
            self.process.kill()
            fail(f"the server {command[0]} did not start: {line}")
        self.url = line.removeprefix("listening on ")

    @classmethod
    def foreign(cls, **options):
        words = [word for name, value in options.items() for word in ("--" + name, value)]
        return cls([sys.executable, HERE / "foreignserver.py", *words])

    def stats(self):
        with urllib.request.urlopen(self.url + "/_stats") as answer:
            return json.load(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Client:
    """pollux-cli with a home, settings and a data folder of its own, and nothing of the user's environment."""

    def __init__(self, program, folder, url, **variables):
        self.program = pathlib.Path(program).resolve()
        if not os.access(self.program, os.X_OK):
            fail(f"there is no program {program}")
        self.home = folder / "home"
        self.data = folder / "data"
        self.home.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.home), "LC_ALL": "C.UTF-8",
            "GOOGLE_API_KEY": CANARY_KEY, "GOOGLE_GEMINI_BASE_URL": url, **variables}
        # Of a build with AddressSanitizer.
        self.environment |= {name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}

    def command(self, *words):
        return [str(self.program), *map(str, words), "--data-dir", str(self.data)]

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words), env=self.environment, **options)

    def run(self, *words, **options):
        return subprocess.run(self.command(*words), env=self.environment, check=False, **options)


def kill(process):
    """SIGKILL; False if the process had already ended by itself."""
    if process.poll() is not None:
        return False
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL
