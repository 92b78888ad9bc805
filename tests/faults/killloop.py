#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Uploads a queue of twenty files, killed with SIGKILL again and again at random moments and resumed each time.

Rounds of twenty new files follow one another until there were enough kills: KILLS in the environment, 100 by default.
Every file that the journal had taken must be on the foreign server, once and whole.
"""

import collections
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
from harness import MEBIBYTE, Client, Server, fail, kill, make_file, work_folder  # noqa: E402

FILES = 20
LARGEST = 3 * MEBIBYTE
GRANULARITY = 262144
RATE = 4 * MEBIBYTE  # bytes per second of one connection: a round takes some seconds
LONGEST_RUN = 0.5  # seconds until a kill
PATIENCE = 60  # seconds for a run that nobody kills


class KillLoop:
    def __init__(self, program, folder, server, seed):
        self.folder = folder
        self.server = server
        self.client = Client(program, folder, server.url)
        self.chance = random.Random(seed)
        self.journal = self.client.data / "journal.sqlite"
        self.events = folder / "events"
        self.wanted = set()  # (name, size, hash) of each file
        self.kills = 0

    def make_round(self, number):
        """Paths of new files; the sizes on both sides of a granule are always among them."""
        edges = [1, GRANULARITY - 1, GRANULARITY, GRANULARITY + 1, LARGEST]
        sizes = edges + [self.chance.randint(1, LARGEST) for _ in range(FILES - len(edges))]
        paths = []
        for index, size in enumerate(sizes):
            path = self.folder / f"round{number}-{index}.bin"
            self.wanted.add((path.name, size, make_file(path, size, self.chance)))
            paths.append(str(path))
        return paths

    def journaled(self):
        """The paths that the journal knows as taken and as arrived. A copy is read: what a killed program left open is
        for the next program to clean up."""
        if not self.journal.exists():
            return set(), set()
        copy = self.folder / "copy.sqlite"
        for suffix in ("", "-journal"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            if pathlib.Path(f"{self.journal}{suffix}").exists():
                shutil.copy(f"{self.journal}{suffix}", f"{copy}{suffix}")
        database = sqlite3.connect(copy)
        try:
            (health,) = database.execute("PRAGMA integrity_check").fetchone()
            if health != "ok":
                fail(f"the journal is damaged: {health}")
            arrived = {path for (path,) in database.execute("SELECT path FROM origins")}
            return arrived | {path for (path,) in database.execute("SELECT path FROM tasks")}, arrived
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):  # killed before the journal was laid out
                return set(), set()
            raise
        finally:
            database.close()

    def start(self, *words):
        with open(self.events, "wb") as events:
            return self.client.start(*words, "--json", stdout=events)

    def check_promise(self, taken):
        """What was told as queued must survive."""
        for line in self.events.read_text(errors="replace").splitlines(keepends=True):
            if line.endswith("\n") and (event := json.loads(line))["event"] == "queued" and event["path"] not in taken:
                fail(f"told as queued and not in the journal: {event['path']}")

    def run_round(self, paths, kills):
        """Kills and resumes until everything has arrived."""
        words = ["upload", *paths]
        while True:
            process = self.start(*words)
            may_kill = self.kills < kills
            try:
                code = process.wait(self.chance.uniform(0, LONGEST_RUN) if may_kill else PATIENCE)
            except subprocess.TimeoutExpired:
                if not may_kill:
                    kill(process)
                    fail(f"a run without a kill took more than {PATIENCE} s")
                if kill(process):
                    self.kills += 1
                code = process.returncode
            if code not in (0, -9):
                fail(f"exit code {code}; the last events: {self.events.read_text()[-1000:]}")
            taken, arrived = self.journaled()
            self.check_promise(taken)
            if code == 0 and arrived.issuperset(paths):
                return
            missing = [path for path in paths if path not in taken]
            if code == 0 and not missing and words == ["resume"]:
                fail(f"{len(taken - arrived)} files are still to do after a resume that ended well")
            words = ["upload", *missing] if missing else ["resume"]

    def run(self, kills):
        number = 0
        while self.kills < kills:
            number += 1
            paths = self.make_round(number)
            self.run_round(paths, kills)
            for path in paths:
                os.unlink(path)

    def report(self):
        """Lost and doubled files."""
        stats = self.server.stats()
        found = collections.Counter(
            (file["displayName"], file["sizeBytes"], file["sha256"]) for file in stats["files"])
        lost = len(self.wanted - set(found))
        doubled = sum(found.values()) - len(found)
        strange = len(set(found) - self.wanted)
        print(f"kills {self.kills}, files lost {lost}, doubled {doubled}")
        print(f"files {len(self.wanted)}, on the server {sum(found.values())}, neither {strange}, sessions "
              f"{stats['sessions']}, queries {stats['queries']}")
        return lost == 0 and doubled == 0 and strange == 0


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: killloop.py POLLUX_CLI")
    seed = int(os.environ.get("SEED", random.SystemRandom().randrange(10000)))
    print(f"SEED={seed}")
    with work_folder() as folder, Server.foreign(granularity=GRANULARITY, rate=RATE) as server:
        loop = KillLoop(sys.argv[1], folder, server, seed)
        loop.run(int(os.environ.get("KILLS", "100")))
        if not loop.report():
            sys.exit(1)


if __name__ == "__main__":
    main()
