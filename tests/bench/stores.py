#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Everything that pollux-cli does with stores, against two foreign servers: one that knows only ragStores, and one that
knows only fileSearchStores. The request bodies must be the founding pages' JSON, key by key, and nothing else."""

import json
import pathlib
import sys

from harness import CANARY_KEY, HERE, Client, Server, fail, work_folder

NAME = "Bücher 本 📚"
FILE = "Überblick – план.txt"
TEXT = "one two three four five\n" * 50


class Run:
    def __init__(self, program, collection, folder):
        self.collection = collection
        self.server = Server([sys.executable, HERE / "foreignstores.py", "--collection", collection, "--canary",
                              CANARY_KEY])
        self.client = Client(program, folder, self.server.url)
        self.file = folder / FILE
        self.file.write_text(TEXT)

    def cli(self, *words, code=0):
        """The events of a run that must end with this code."""
        done = self.client.run(*words, "--json", capture_output=True, text=True, timeout=60)
        if done.returncode != code:
            fail(f"{self.collection}: {words} ended with {done.returncode}: {done.stdout} {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def named(self, events, kind):
        return [event for event in events if event["event"] == kind]

    def expect(self, what, found, wanted):
        if found != wanted:
            fail(f"{self.collection}: {what} is {found!r}, not {wanted!r}")

    def upload(self, store, wanted, *words):
        """Uploads the file, and compares the body of `start`; the name of the document."""
        events = self.cli("upload", str(self.file), "--store", store, "--wait", *words)
        stats = self.server.stats()
        self.expect("the body", stats["bodies"][-1], {"displayName": FILE, **wanted})
        document = stats["documents"][-1]
        self.expect("the state", document["state"], "STATE_ACTIVE")
        self.expect("the size", document["sizeBytes"], str(len(TEXT.encode())))
        self.expect("the summary", self.named(events, "summary")[-1]["failed"], 0)
        return document["name"]

    def create_with_model(self):
        store = self.named(self.cli("store-create", NAME, "--embedding-model", "gemini-embedding-2"), "store")[0]
        self.expect("the model", store["embeddingModel"], "models/gemini-embedding-2")
        self.expect("the model that was sent", self.server.stats()["stores"][-1]["embeddingModel"],
                    "models/gemini-embedding-2")
        self.cli("store-delete", store["name"])

    def create_document(self, store):
        """Both ways to call the metadata-only form: with a name alone, and with everything, which is then deleted."""
        self.cli("document-create", store, "--display-name", NAME, "--wait")
        self.expect("the body without a file", self.server.stats()["bodies"][-1], {"displayName": NAME})
        self.cli("document-create", store, "--display-name", NAME, "--mime", "text/markdown", "--max-tokens", "64",
                 "--overlap", "16", "--metadata", "year:=1984.5", "--wait")
        stats = self.server.stats()
        self.expect("the whole body without a file", stats["bodies"][-1], {
            "displayName": NAME, "mimeType": "text/markdown",
            "chunkingConfig": {"whiteSpaceConfig": {"maxTokensPerChunk": 64, "maxOverlapTokens": 16}},
            "customMetadata": [{"key": "year", "numericValue": 1984.5}]})
        self.expect("the size without a file", stats["documents"][-1]["sizeBytes"], "0")
        self.cli("document-delete", stats["documents"][-1]["name"])

    def refused(self, store, *words):
        before = self.server.stats()["requests"]
        self.cli("upload", str(self.file), "--store", store, *words, code=2)
        self.expect(f"the number of requests after {words}", self.server.stats()["requests"], before)

    def run(self):
        self.expect("the list of stores", self.named(self.cli("stores"), "store"), [])
        store = self.named(self.cli("store-create", NAME), "store")[0]["name"]
        self.expect("the collection", store.split("/")[0], self.collection)
        self.expect("the store's display name", self.server.stats()["stores"][0]["displayName"], NAME)
        self.expect("a model that was not asked for", "embeddingModel" in self.server.stats()["stores"][0], False)
        self.create_with_model()
        default = self.upload(store, {})
        config = {"whiteSpaceConfig": {"maxTokensPerChunk": 200, "maxOverlapTokens": 20}}
        chunked = self.upload(store, {"chunkingConfig": config}, "--max-tokens", "200", "--overlap", "20")
        self.upload(store, {"chunkingConfig": config, "customMetadata": [
            {"key": "author", "stringValue": "Zoë"}, {"key": "year", "numericValue": 1984.5},
            {"key": "tags", "stringListValue": {"values": ["a", "b"]}}]},
                    "--max-tokens", "200", "--overlap", "20", "--metadata", "author=Zoë", "--metadata", "year:=1984.5",
                    "--metadata", "tags[]=a", "--metadata", "tags[]=b")
        for words in (["--max-tokens", "0"], ["--max-tokens", "513"], ["--max-tokens", "64", "--overlap", "64"],
                      ["--max-tokens", "64", "--overlap", "65"], ["--metadata", "=x"],
                      ["--metadata", "a=1", "--metadata", "a=2"],
                      [word for index in range(21) for word in ("--metadata", f"k{index}=v")]):
            self.refused(store, *words)
        self.create_document(store)
        documents = self.named(self.cli("documents", store), "document")
        self.expect("the documents", len(documents), 4)
        self.expect("their states", {document["state"] for document in documents}, {"STATE_ACTIVE"})
        # Operations whose end was reported are not kept.
        self.expect("the operations", self.named(self.cli("operations"), "operation"), [])
        self.cli("document-delete", default, chunked)
        self.cli("store-delete", store, code=1)
        self.cli("store-delete", store, "--force")
        stats = self.server.stats()
        self.expect("what is left", (stats["stores"], stats["documents"]), ([], []))
        self.expect("where the key was seen", (stats["keyInUrl"], stats["keyElsewhere"], stats["keyOnSession"]), (0, 0, 0))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: stores.py POLLUX_CLI")
    for collection in ("ragStores", "fileSearchStores"):
        with work_folder() as folder:
            run = Run(sys.argv[1], collection, pathlib.Path(folder))
            with run.server:
                run.run()
        print(f"{collection}: created, uploaded, listed, deleted; bodies as in the founding pages")


if __name__ == "__main__":
    main()
