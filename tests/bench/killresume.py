#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One big upload, killed with SIGKILL at random moments and resumed each time, against the foreign server.

It must arrive once and whole, and each kill may cost at most one granule of bytes sent twice.
"""

import argparse
import random
import subprocess
import time

from harness import Client, Server, fail, kill, make_file, size_of, work_folder

SESSION_SECONDS = 30


def wait_for_session(server, process):
    """Until the server has opened a session: from here on there is something to resume."""
    end = time.monotonic() + SESSION_SECONDS
    while server.stats()["sessions"] == 0:
        if process.poll() is not None or time.monotonic() > end:
            fail(f"no session was started (exit code {process.poll()})")
        time.sleep(0.01)


def run(options, folder):
    """The number of kills that hit, and what the server saw."""
    path = folder / "big.bin"
    size = size_of(options.size)
    wanted = make_file(path, size)
    chance = random.Random(options.seed)
    # All moments lie within the shortest time that the slow server needs, so the upload is still running at each.
    moments = sorted(chance.uniform(0, 0.95 * options.seconds) for _ in range(options.kills))
    pauses = [later - sooner for sooner, later in zip([0, *moments], moments)]
    rate = max(int(size / options.seconds), 1)
    with Server.foreign(granularity=options.granularity, rate=rate) as server:
        client = Client(options.client, folder, server.url)
        process = client.start("upload", path, "--json", stdout=subprocess.DEVNULL)
        wait_for_session(server, process)
        for pause in pauses:
            time.sleep(pause)
            if not kill(process):
                fail(f"the upload had ended before it was killed (exit code {process.returncode})")
            process = client.start("resume", "--wait", "--json", stdout=subprocess.DEVNULL)
        code = process.wait(timeout=options.seconds * 10)
        if code != 0:
            fail(f"the last resume ended with exit code {code}")
        return wanted, server.stats()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client", help="the program pollux-cli")
    parser.add_argument("--size", default="1G", help="of the file, such as 64M")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20, help="that the server takes for the file at least")
    parser.add_argument("--granularity", type=int, default=8388608, help="bytes")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10000))
    parser.add_argument("--folder", help="where the file is made; else the system's temporary folder")
    options = parser.parse_args()
    with work_folder(options.folder) as folder:
        wanted, stats = run(options, folder)
    size = size_of(options.size)
    twice = stats["bytesReceived"] - size
    print(f"{size} bytes, kills {options.kills} (seed {options.seed}), files on the server {len(stats['files'])}, "
          f"sessions {stats['sessions']}, bytes sent twice {twice}, granules per kill "
          f"{twice / options.granularity / max(options.kills, 1):.2f}")
    if [(file["sizeBytes"], file["sha256"]) for file in stats["files"]] != [(size, wanted)]:
        fail("the server does not hold exactly this file once")
    if twice > options.kills * options.granularity:
        fail("more than one granule per kill was sent twice")


if __name__ == "__main__":
    main()
