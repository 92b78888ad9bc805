#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Peak memory of pollux-cli while it uploads a small and a very large file: it must not grow with the file."""

import argparse
import re
import subprocess

from harness import MEBIBYTE, Client, Server, fail, size_of, work_folder

SIZES = ("1M", "2G")


def peak(options, folder, size):
    """Peak resident memory in MiB. The file is sparse: it costs no disk."""
    path = folder / f"{size}.bin"
    with open(path, "wb") as file:
        file.truncate(size_of(size))
    home = folder / f"client-{size}"
    home.mkdir()
    with Server.foreign() as server:
        client = Client(options.client, home, server.url)
        done = subprocess.run(["/usr/bin/time", "-v", *client.command("upload", path)], env=client.environment,
                              capture_output=True, text=True, check=False)
        arrived = [file["sizeBytes"] for file in server.stats()["files"]]
    if done.returncode != 0 or arrived != [size_of(size)]:
        fail(f"the upload of {size} ended with exit code {done.returncode}: {done.stderr[:500]}")
    return int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr)[1]) * 1024 / MEBIBYTE


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client", help="the program pollux-cli, as it is released")
    parser.add_argument("--most", type=float, default=8, help="MiB that the large file may cost more")
    parser.add_argument("--folder", help="where the files are made; else the system's temporary folder")
    options = parser.parse_args()
    with work_folder(options.folder) as folder:
        small, large = (peak(options, folder, size) for size in SIZES)
    print(f"peak memory {small:.1f} MiB for {SIZES[0]}, {large:.1f} MiB for {SIZES[1]}, difference "
          f"{large - small:.1f} MiB")
    if large - small > options.most:
        fail(f"the difference is over {options.most} MiB")


if __name__ == "__main__":
    main()
