#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the first inputs of the fuzz targets from the recorded answers: makecorpus.py SAMPLES CORPUS.

Each sample is taken whole, as each object that lies in it, and once with each of its values replaced by an odd one.
"""
import copy
import hashlib
import json
import pathlib
import sys

ODD = [None, True, -1, 0, 2**53, 1e400, "", "-1", "9223372036854775808", "\u0000", "\u202e\U0001f600", [], {}, [{}], "x" * 600]
TIMES = """2025-02-14T22:33:33.377817Z 0001-01-01T00:00:00Z 9999-12-31T23:59:59.999999999Z 2025-02-30T00:00:00Z
2025-02-14T22:33:60Z 2025-02-14T24:00:00Z 2025-02-14T22:33:33.1234567891Z 2025-02-14T22:33:33+14:00 0s 3.5s
9223372036854775807s 9223372036854775808s -1s 1.0000000001s .5s 1e3s""".split()
DATES = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
         "Sun, 30 Mar 2025 02:30:00 GMT", "Sun, 06 Nov 1994 08:49:37 +0200", "120"]
ROW = {"id": 1, "position": 1, "profile": "p", "profile_id": "p", "target": "files", "path": "/a", "display_name": "a",
       "mime_type": "text/plain", "size": 10, "confirmed": 3, "state": "queued", "file_size": 10, "file_modified": 1}


def objects(value):
    """All JSON objects within the value, the outermost first."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from objects(each)


def damaged(value, count):
    """Copies of the object in which one member is odd; `count` of them."""
    keys = list(value)
    for number in range(min(count, len(keys))):
        copied = copy.deepcopy(value)
        copied[keys[number]] = ODD[(number + len(keys)) % len(ODD)]
        yield copied


def text(value):
    return json.dumps(value, ensure_ascii=False).replace("Infinity", "1e400").encode("utf-8", "surrogatepass")


def main(samples, corpus):
    inputs = {name: set() for name in ("file", "document", "operation", "page", "error", "uploadanswer", "journal", "time")}
    for path in sorted(pathlib.Path(samples).glob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8"))
        body = text(value)
        if "headers" in value or "response_headers" in value:
            lines = "".join(f"{name}: {content}\n" for name, content in value.get("headers", value.get("response_headers")))
            inputs["uploadanswer"].add((lines + "\n" + str(value.get("body", ""))).encode())
        if "error" in value or "body_text" in value:
            status = value.get("error", {}).get("code", value.get("http_status", 400))
            content = value["body_text"].encode() if "body_text" in value else body
            inputs["error"].add(f"{status}\n\n".encode() + content)
            inputs["uploadanswer"].add(f"{status}\n\n".encode() + content)
            for each in damaged(value.get("error", {}), 3):
                inputs["error"].add(f"{status}\n120\n".encode() + text({"error": each}))
        inputs["uploadanswer"].add(b"x-goog-upload-status: final\n\n" + body)
        for each in objects(value):
            name = str(each.get("name", ""))
            kind = ("page" if "files" in each or "documents" in each else "operation" if "/operations/" in name else
                    "document" if "tores/" in name else "file" if name.startswith("files/") else None)
            if kind:
                inputs[kind].add(text(each))
                inputs[kind].update(text(odd) for odd in damaged(each, 4))
    inputs["page"].update((b"{}", b"[]", b'{"files":{}}', b'{"files":[{}],"nextPageToken":7}'))
    inputs["journal"].update([text(ROW), *(text(odd) for odd in damaged(ROW, len(ROW)))])
    inputs["journal"].add(text(ROW | {"name": "fileSearchStores/a/operations/b", "store": "fileSearchStores/a",
                                      "document": "fileSearchStores/a/documents/b", "state": "working", "task": 1}))
    inputs["journal"].add(text(ROW | {"url": "https://a/b", "granularity": 8, "number": 1, "started": 0}))
    inputs["time"].update(each.encode() for each in TIMES + DATES)
    for name, contents in inputs.items():
        folder = pathlib.Path(corpus, name)
        folder.mkdir(parents=True, exist_ok=True)
        for content in contents:
            folder.joinpath(hashlib.sha256(content).hexdigest()[:12]).write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:3])
