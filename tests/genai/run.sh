#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Drives the demo server with Google's published client. Usage: run.sh SERVER_PROGRAM WORK_FOLDER
# The client is fetched once per lock file into WORK_FOLDER. Exit 77: skipped, the reason is printed.
set -u

server=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd) || exit 1

skip()
{
    echo "SKIPPED: $1"
    exit 77
}

command -v node > /dev/null 2>&1 || skip "node is not installed"
command -v npm > /dev/null 2>&1 || skip "npm is not installed"
major=$(node -p 'process.versions.node.split(".")[0]') || skip "node does not run"
[ "$major" -ge 18 ] || skip "node is version $major, 18 or newer is needed"

mkdir -p "$work" && cp "$here/package.json" "$here/package-lock.json" "$here/check.mjs" "$here/stores.mjs" "$work" || exit 1
cd "$work" || exit 1
stamp=$(cksum < package-lock.json)
if [ "$(cat installed.stamp 2> /dev/null)" != "$stamp" ]; then
    rm -f installed.stamp
    if ! npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 > npm.log 2>&1; then
        tail -n 20 npm.log
        # A lock file that does not fit, or a package that is not what it was, is no reason to look away.
        if grep -q -E 'code (EUSAGE|EINTEGRITY|EJSONPARSE)' npm.log; then
            exit 1
        fi
        skip "the client's packages cannot be fetched"
    fi
    printf '%s\n' "$stamp" > installed.stamp
fi
exec node check.mjs "$server"
