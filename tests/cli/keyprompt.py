#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Presses Ctrl+C at the key prompt of pollux-cli, in a terminal of its own.

usage: keyprompt.py POLLUX-CLI
"""
import os
import pty
import signal
import sys
import tempfile
import termios
import time


def echoes(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def wait_for(condition, what, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"{what} did not happen")
        time.sleep(0.02)


def run(program, keys, expected):
    with tempfile.TemporaryDirectory() as folder:
        master, slave = pty.openpty()
        child = os.fork()
        if child == 0:
            os.close(master)
            os.login_tty(slave) if hasattr(os, "login_tty") else become_terminal(slave)
            os.execv(program, [program, "list", "--key-stdin", "--data-dir", folder])
        wait_for(lambda: not echoes(slave), "hiding the input")
        os.write(master, keys)
        ended = []

        def has_ended():
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                ended.append(status)
            return bool(pid)

        try:
            wait_for(has_ended, f"the end after {keys!r}")
        except SystemExit:
            os.kill(child, signal.SIGKILL)
            raise
        code = os.waitstatus_to_exitcode(ended[0])
        if code != expected:
            sys.exit(f"{keys!r} ended with {code}, not {expected}")
        if not echoes(slave):
            sys.exit(f"the terminal is without echo after {keys!r}")
        os.close(slave)
        os.close(master)


def become_terminal(slave):
    import fcntl

    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(slave, number)


run(sys.argv[1], b"\x03", 130)
run(sys.argv[1], b"half a key\x03", 130)
run(sys.argv[1], b"no key at all\n", 3)
