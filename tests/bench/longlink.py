# SPDX-License-Identifier: Apache-2.0
"""Two network namespaces with a long wire between them, see longlink.cpp."""

import os
import subprocess

from harness import fail

DEVICE = "wire"
# Pollux allows plain HTTP only to this machine, which is all of 127/8. These namespaces have no loopback device, so the
# addresses can be used at the two ends of the wire.
NEAR, FAR = "127.80.0.1", "127.80.0.2"


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        fail(f"{' '.join(words)}: {done.stderr.strip()}")


class LongLink:
    """Needs root, iproute2 and /dev/net/tun. The namespaces end with the block."""

    def __init__(self, program, megabits, delay):
        self.program = program
        self.megabits = megabits
        self.delay = delay  # ms, one way
        self.spaces = [f"pollux{os.getpid()}{end}" for end in ("near", "far")]
        self.process = None

    def near(self, *command):
        return ["ip", "netns", "exec", self.spaces[0], *command]

    def far(self, *command):
        return ["ip", "netns", "exec", self.spaces[1], *command]

    def _set_up(self, space, here, there):
        run("ip", "netns", "add", space)
        run("ip", "-n", space, "tuntap", "add", "mode", "tun", "name", DEVICE)
        for setting in ("route_localnet=1", "rp_filter=0"):
            run("ip", "netns", "exec", space, "sysctl", "-qw", f"net.ipv4.conf.all.{setting}",
                f"net.ipv4.conf.{DEVICE}.{setting}")
        run("ip", "-n", space, "address", "add", here, "peer", there, "dev", DEVICE)
        # Long enough for a burst, so that only the queue of the wire drops packets.
        run("ip", "-n", space, "link", "set", DEVICE, "up", "txqueuelen", "10000")
        # The default of most systems, whatever the setting of this one is.
        run("ip", "-n", space, "route", "change", there, "dev", DEVICE, "proto", "kernel", "scope", "link", "src", here,
            "congctl", "cubic")

    def __enter__(self):
        try:
            self._set_up(self.spaces[0], NEAR, FAR)
            self._set_up(self.spaces[1], FAR, NEAR)
            self.process = subprocess.Popen(
                [self.program, self.spaces[0], DEVICE, self.spaces[1], DEVICE, str(self.megabits), str(self.delay)],
                stdout=subprocess.PIPE, text=True)
            if self.process.stdout.readline() != "ready\n":
                fail("the long link did not start")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
        for space in self.spaces:
            if os.path.exists(f"/run/netns/{space}"):
                run("ip", "netns", "del", space)
