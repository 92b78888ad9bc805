#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Presses Ctrl+C at the key prompt of pollux-cli, in a terminal of its own, and interrupts it while it reads the key
from a pipe.

usage: keyprompt.py POLLUX-CLI
"""
import array
import fcntl
import os
import pty
import signal
import subprocess
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


def unread(pipe):
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def run_with_pipe(program, number, is_ignored, expected):
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        before = signal.signal(number, signal.SIG_IGN) if is_ignored else None
        child = subprocess.Popen([program, "list", "--key-stdin", "--data-dir", folder], stdin=reader)
        if is_ignored:
            signal.signal(number, before)
        os.write(writer, b"no key")
        try:
            wait_for(lambda: unread(reader) == 0, "reading the key")
            child.send_signal(number)
            if is_ignored:
                os.write(writer, b" at all\n")
            code = child.wait(20)
        except (SystemExit, subprocess.TimeoutExpired) as error:
            child.kill()
            sys.exit(f"{number!r} while a pipe is read: {error}")
        if code != expected:
            sys.exit(f"{number!r} while a pipe is read ended with {code}, not {expected}")
        os.close(reader)
        os.close(writer)


def become_terminal(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(slave, number)


run(sys.argv[1], b"\x03", 130)
run(sys.argv[1], b"half a key\x03", 130)
run(sys.argv[1], b"no key at all\n", 3)
run_with_pipe(sys.argv[1], signal.SIGINT, False, 130)
run_with_pipe(sys.argv[1], signal.SIGTERM, False, 130)
run_with_pipe(sys.argv[1], signal.SIGHUP, True, 3)
