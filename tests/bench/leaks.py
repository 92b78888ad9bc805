#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks for the key and the session URL wherever pollux-cli could leave them.

Runs an upload with a canary key and every log message on, ends it with SIGABRT under `ulimit -c unlimited`, resumes it,
and then searches command lines, output, all files it wrote, and what the server received.
"""

import argparse
import base64
import os
import pathlib
import pwd
import resource
import shutil
import signal
import subprocess
import time

from harness import CANARY_KEY, MEBIBYTE, Client, Server, fail, make_file, work_folder

SIZE = 8 * MEBIBYTE
GRANULARITY = 262144
RATE = 2 * MEBIBYTE
WAIT_SECONDS = 30
EVERY_MESSAGE = "*=true"


def forms_of(secret):
    """The secret as it is, in UTF-16, and what all three alignments of base64 have of it."""
    raw = secret.encode()
    forms = {raw, secret.encode("utf-16-le")}
    for lead in range(3):
        encoded = base64.b64encode(bytes(lead) + raw)
        forms.add(encoded[4 if lead else 0:-4])
    return forms


def holds(data, secrets):
    return any(form in data for secret in secrets for form in forms_of(secret))


def wait_until(condition, what):
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > end:
            fail(f"{what} did not happen")
        time.sleep(0.01)


def search_files(folder, journal, upload_ids):
    """How many files were searched. The journal may hold the session URL, and nobody else may read it."""
    count = 0
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        count += 1
        if holds(data, [CANARY_KEY]):
            fail(f"the key is in {path}")
        is_journal = path.name.startswith(journal)
        if holds(data, upload_ids) and not is_journal:
            fail(f"the session URL is in {path}")
        if is_journal and path.stat().st_mode & 0o777 != 0o600:
            fail(f"{path} has the mode {path.stat().st_mode & 0o777:o}")
    return count


def allow_core():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def dumps_core(process):
    """Whether a process that allow_core() was called for leaves a core behind when it is aborted."""
    process.send_signal(signal.SIGABRT)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = -signal.SIGABRT
    return os.WCOREDUMP(status)


def is_memory_open(process, user):
    """Whether another program of the same user can read the memory of the process."""
    opens = ["dd", f"if=/proc/{process.pid}/mem", "of=/dev/null", "count=0"]
    return subprocess.run(opens, user=user, stderr=subprocess.DEVNULL, check=False).returncode == 0


def ordinary_user():
    """Root may read everything, so there the program runs as somebody else; else as whoever runs this."""
    return pwd.getpwnam("nobody").pw_uid if os.getuid() == 0 else os.getuid()


def check_control(folder, user):
    """What the two checks say of a program that does not protect itself: a check that cannot fail is none."""
    with subprocess.Popen(["sleep", "60"], cwd=folder, user=user, preexec_fn=allow_core) as process:
        is_open = is_memory_open(process, user)
        return dumps_core(process), is_open


def check_process(process, user, control):
    """Command line, memory and core of the running upload, which does not survive it."""
    for task in pathlib.Path(f"/proc/{process.pid}/task").iterdir():
        if holds((task / "cmdline").read_bytes(), [CANARY_KEY]):
            fail("the key is in the command line")
    can_dump, can_look = control
    if can_look and is_memory_open(process, user):
        fail("another program of the user can read the program's memory")
    if dumps_core(process) and can_dump:
        fail("the program left a core dump")


def run(client, folder, user, control):
    log = folder / "log"
    path = folder / "file.bin"
    make_file(path, SIZE)
    with Server.foreign(granularity=GRANULARITY, rate=RATE, canary=CANARY_KEY) as server:
        # A copy, because the other user may have no access to the build folder.
        client = Client(shutil.copy(client, folder), folder, server.url, QT_LOGGING_RULES=EVERY_MESSAGE)
        client.data.mkdir()
        for each in (client.home, client.data):
            os.chown(each, user, -1)
        journal = client.data / "journal.sqlite"
        with open(log, "wb") as output:
            streams = {"stdout": output, "stderr": output, "cwd": folder, "user": user}
            process = client.start("upload", path, "--debug", preexec_fn=allow_core, **streams)
            wait_until(lambda: server.stats()["bytesPersisted"] or server.stats()["bytesReceived"], "the upload")
            upload_ids = server.stats()["uploadIds"]
            if not holds(journal.read_bytes(), upload_ids):
                fail("the session is not in the journal: the search would find nothing anywhere")
            search_files(folder, journal.name, upload_ids)
            check_process(process, user, control)
            for words in (("resume", "--wait"), ("list", "--all")):
                code = client.run(*words, "--json", "--debug", **streams).returncode
                if code != 0:
                    fail(f"{words[0]} ended with exit code {code}")
        stats = server.stats()
        if stats["keyInUrl"] or stats["keyElsewhere"] or stats["keyOnSession"]:
            fail(f"the server saw the key where it does not belong: {stats}")
        return search_files(folder, journal.name, stats["uploadIds"]), log.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client", help="the program pollux-cli")
    options = parser.parse_args()
    user = ordinary_user()
    with work_folder() as folder:
        os.chown(folder, user, -1)
        control = check_control(folder, user)
        for core in folder.glob("core*"):
            core.unlink()
        count, output = run(options.client, folder, user, control)
    print(f"no secret in the command line, {output} bytes of output, {count} files, and the server's requests; "
          f"core dump {'refused' if control[0] else 'cannot be checked here'}, "
          f"memory {'closed' if control[1] else 'cannot be checked here'} to the user's other programs")


if __name__ == "__main__":
    main()
