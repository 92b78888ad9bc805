#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long uploads take with curl, pollux-cli and Google's JavaScript client, on loopback and over a long link.

Each row is run several times, the clients taking turns, all against the same server that throws the bytes away. curl -T
sends one PUT with the whole file, which is the limit of what HTTP gives. Medians of whole processes; the ratios are
compared with the goals, and the exit code is 1 where one is missed.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from harness import HERE, Client, Server, fail, make_file, size_of, work_folder
from longlink import FAR, LongLink

MEGABITS = 200
DELAY = 40  # ms, one way
GENAI = HERE.parent / "genai"


def install_google_client(folder):
    """Google's client in the version that tests/genai pins. True if it is there."""
    if not shutil.which("node") or not shutil.which("npm"):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(GENAI / name, folder)
    shutil.copy(HERE / "upload.mjs", folder)
    if (folder / "node_modules" / ".package-lock.json").exists():
        return True
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode == 0


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.google = pathlib.Path(options.google).resolve() if options.google else folder / "google"
        self.has_google = install_google_client(self.google)
        if not self.has_google:
            print("Google's client is left out: node, npm or its packages cannot be had here")
        self.missed = 0

    # What is timed

    def pollux(self, url, prefix, paths, *words):
        """With a home of its own each time: no run knows of the one before it."""
        with tempfile.TemporaryDirectory(dir=self.folder) as home:
            client = Client(self.options.client, pathlib.Path(home), url)
            return self.timed([*prefix, *client.command("upload", *paths, *words)], client.environment)

    def curl(self, url, prefix, path):
        # Without Expect: curl would wait for a 100 that this server does not send.
        return self.timed([*prefix, "curl", "-sS", "-f", "-o", os.devnull, "-H", "Expect:", "-T", str(path), url + "/"])

    def one_request(self, url, path):
        """One plain request of QNetworkAccessManager: what any upload through Qt takes at least."""
        return self.timed([str(self.options.tools / "onerequest"), url + "/", str(path)])

    def google_client(self, url, prefix, paths):
        return self.timed([*prefix, "node", str(self.google / "upload.mjs"), url, *map(str, paths)])

    @staticmethod
    def timed(command, environment=None):
        """Seconds."""
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        seconds = time.perf_counter() - start
        if done.returncode != 0:
            fail(f"exit code {done.returncode}: {' '.join(command[:8])}")
        return seconds

    # Tables

    def medians(self, title, clients):
        """Runs the clients in turn, prints a table, and returns each one's median seconds."""
        times = {name: [] for name in clients}
        for _ in range(self.options.runs):
            for name, run in clients.items():
                times[name].append(run())
        result = {name: statistics.median(values) for name, values in times.items()}
        first = next(iter(result))
        print(f"\n{title}, medians of {self.options.runs}")
        for name, values in times.items():
            print(f"  {name:28} {result[name]:8.3f} s  ({min(values):.3f} to {max(values):.3f})  "
                  f"{result[name] / result[first]:6.2f} x {first}")
        return result

    def goal(self, text, seconds, limit, other):
        """`seconds` are to be at most `limit` times `other`."""
        ratio = seconds / other
        is_met = ratio <= limit
        self.missed += not is_met
        print(f"  {'met   ' if is_met else 'MISSED'} {text}: {ratio:.2f}, at most {limit:.2f}")

    def discard_server(self, address, hashes, prefix=()):
        words = [word for size, digest in hashes.items() for word in ("--hash", f"{size}:{digest}")]
        return Server([*prefix, self.options.tools / "discardserver", address, *words])

    def loopback(self):
        path = self.folder / "big.bin"
        size = size_of(self.options.loopback_size)
        digest = make_file(path, size)
        with self.discard_server("127.0.0.1", {size: digest}) as server:
            clients = {
                "curl -T": lambda: self.curl(server.url, [], path),
                "one request of Qt's": lambda: self.one_request(server.url, path),
                "pollux-cli --no-verify": lambda: self.pollux(server.url, [], [path], "--no-verify"),
                "pollux-cli": lambda: self.pollux(server.url, [], [path]),
                "openssl dgst -sha256": lambda: self.timed(["openssl", "dgst", "-sha256", str(path)]),
            }
            if self.has_google:
                clients["Google's client"] = lambda: self.google_client(server.url, [], [path])
            median = self.medians(f"{self.options.loopback_size} on loopback", clients)
        path.unlink()
        unverified, verified = median["pollux-cli --no-verify"], median["pollux-cli"]
        self.goal("unverified by one request of Qt's", unverified, 1.15, median["one request of Qt's"])
        self.goal("verified by the larger of unverified and openssl", verified, 1.15,
                  max(unverified, median["openssl dgst -sha256"]))
        if self.has_google:
            self.goal("verified by Google's client", verified, 0.85, median["Google's client"])

    def long_link_big(self, link):
        path = self.folder / "big.bin"
        size = size_of(self.options.link_size)
        digest = make_file(path, size)
        with self.discard_server(FAR, {size: digest}, link.far()) as server:
            clients = {
                "curl -T": lambda: self.curl(server.url, link.near(), path),
                "pollux-cli": lambda: self.pollux(server.url, link.near(), [path]),
            }
            if self.has_google:
                clients["Google's client"] = lambda: self.google_client(server.url, link.near(), [path])
            median = self.medians(f"{self.options.link_size} over {2 * DELAY} ms and {MEGABITS} Mbit/s", clients)
        path.unlink()
        self.goal("by curl", median["pollux-cli"], 1.03, median["curl -T"])
        if self.has_google:
            self.goal("by Google's client", median["pollux-cli"], 0.65, median["Google's client"])

    def long_link_small(self, link):
        # Each file has a different size, by which the server finds its hash.
        size = size_of(self.options.small_size)
        paths = {size + index: self.folder / f"small{index}.bin" for index in range(self.options.small_files)}
        hashes = {size: make_file(path, size) for size, path in paths.items()}
        with self.discard_server(FAR, hashes, link.far()) as server:
            clients = {
                "pollux-cli --jobs 32": lambda: self.pollux(server.url, link.near(), paths.values(), "--jobs", "32")}
            if self.has_google:
                clients["Google's client, all at once"] = lambda: self.google_client(server.url, link.near(),
                                                                                     paths.values())
            title = f"{len(paths)} x {self.options.small_size} over {2 * DELAY} ms and {MEGABITS} Mbit/s"
            median = self.medians(title, clients)
        if self.has_google:
            self.goal("by Google's client", median["pollux-cli --jobs 32"], 1.0,
                      median["Google's client, all at once"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client", help="the program pollux-cli, as it is released")
    parser.add_argument("--tools", type=pathlib.Path, help="folder of discardserver, longlink and onerequest; else the client's")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--loopback-size", default="1G")
    parser.add_argument("--link-size", default="256M")
    parser.add_argument("--small-files", type=int, default=200)
    parser.add_argument("--small-size", default="100K")
    parser.add_argument("--rows", default="loopback,big,small", help="which of these to run")
    parser.add_argument("--google", help="folder in which Google's client is installed, or will be and stays")
    parser.add_argument("--folder", help="where the files are made; else the system's temporary folder")
    options = parser.parse_args()
    options.tools = options.tools or pathlib.Path(options.client).parent
    rows = options.rows.split(",")
    with work_folder(options.folder) as folder:
        bench = Bench(options, folder)
        if "loopback" in rows:
            bench.loopback()
        if "big" in rows or "small" in rows:
            with LongLink(options.tools / "longlink", MEGABITS, DELAY) as link:
                if "big" in rows:
                    bench.long_link_big(link)
                if "small" in rows:
                    bench.long_link_small(link)
    if bench.missed:
        fail(f"{bench.missed} goals missed")


if __name__ == "__main__":
    main()
