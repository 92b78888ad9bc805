#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A second stand-in for the stores, written from the founding pages and the contract (1.6 to 1.9) and from nothing else.

It knows one collection only and answers 404 to everything about the other. Strict: a key of a body that the founding
pages do not name is refused. GET /_stats tells what it has seen; its "bodies" are the start bodies as they came.
"""

import argparse
import json
import re
import time
import urllib.parse

from foreignserver import Handler, Server, Service
from uploadsession import UploadSession, random_id, time_text

VERBS = {"ragStores": "uploadToRagStore", "fileSearchStores": "uploadToFileSearchStore"}
LARGEST_DOCUMENT = 104857600  # bytes (contract 1.1)
LARGEST_PAGE = 20
MOST_METADATA = 20
UPLOAD_KEYS = {"displayName", "customMetadata", "chunkingConfig", "mimeType"}
VALUE_KEYS = {"stringValue": str, "numericValue": (int, float), "stringListValue": dict}


class Refused(Exception):
    """The sentence of an INVALID_ARGUMENT."""


def check_chunking(config):
    if set(config) != {"whiteSpaceConfig"} or set(config["whiteSpaceConfig"]) - {"maxTokensPerChunk",
                                                                                "maxOverlapTokens"}:
        raise Refused("chunkingConfig: unknown field")
    tokens = config["whiteSpaceConfig"].get("maxTokensPerChunk", 0)
    overlap = config["whiteSpaceConfig"].get("maxOverlapTokens", 0)
    if not (isinstance(tokens, int) and isinstance(overlap, int) and 1 <= tokens <= 512 and 0 <= overlap < tokens):
        raise Refused("chunkingConfig: out of range")


def check_metadata(entries):
    if len(entries) > MOST_METADATA:
        raise Refused("customMetadata: too many")
    keys = [entry.get("key") for entry in entries]
    if not all(keys) or len(set(keys)) != len(keys):
        raise Refused("customMetadata: a key is missing or there twice")
    for entry in entries:
        values = set(entry) - {"key"}
        if len(values) != 1 or not isinstance(entry[next(iter(values))], VALUE_KEYS.get(next(iter(values)), ())):
            raise Refused("customMetadata: not exactly one value of its type")


def check_upload(body):
    if set(body) - UPLOAD_KEYS:
        raise Refused(f"unknown field {sorted(set(body) - UPLOAD_KEYS)}")
    check_metadata(body.get("customMetadata", []))
    if "chunkingConfig" in body:
        check_chunking(body["chunkingConfig"])


class Document:
    """A document on its way in: an UploadSession fills in size, hash and time."""

    def __init__(self, store, body, mime_type):
        self.store = store
        self.body = body
        self.mime_type = mime_type
        self.name = f"{store}/documents/{random_id(12)}"
        self.size = 0
        self.sha256 = ""
        self.created = time.time()
        self.polls = 0
        self.is_listed = False

    def operation(self, is_done):
        identifier = self.name.rsplit("/", 1)[1]
        operation = {"name": f"{self.store}/upload/operations/{identifier}"}
        if is_done:
            operation["done"] = True
            operation["response"] = {
                "@type": "type.googleapis.com/google.ai.generativelanguage.v1main.UploadResponse", "parent": self.store,
                "documentName": self.name, "mimeType": self.mime_type, "sizeBytes": str(self.size)}
        return operation

    def resource(self, _=None):
        resource = {"name": self.name, "mimeType": self.mime_type, "createTime": time_text(self.created),
                    "updateTime": time_text(self.created),
                    "state": "STATE_ACTIVE" if self.polls > 1 else "STATE_PENDING", "sizeBytes": str(self.size)}
        for key in ("displayName", "customMetadata"):
            if key in self.body:
                resource[key] = self.body[key]
        return resource


class StoresService(Service):
    def __init__(self, collection, granularity, canary):
        super().__init__(granularity, 0, canary)
        self.collection = collection
        self.stores = {}
        self.documents = {}
        self.bodies = []

    def show(self, file):
        with self.lock:
            self.documents[file.name] = file

    def stats(self):
        with self.lock:
            return {**self.count, "bodies": self.bodies, "stores": list(self.stores.values()),
                    "documents": [{**document.resource(), "sha256": document.sha256}
                                  for document in self.documents.values()]}


class StoresHandler(Handler):
    """Handler's requests for files are answered as if there were none."""

    def target(self):
        """Path behind the version, or None where the other collection or something else is meant."""
        path = urllib.parse.urlsplit(self.path).path
        match = re.fullmatch(rf"/v1beta/({self.service.collection}(/.*)?)", path)
        return urllib.parse.unquote(match[1]) if match else None

    def answer_missing(self, name):
        self.answer_error(404, "NOT_FOUND", f"There is no {name}.")

    def query(self):
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)

    def answer_page(self, key, resources):
        size = min(max(int(self.query().get("pageSize", ["10"])[0]), 1), LARGEST_PAGE)
        first = int(self.query().get("pageToken", ["0"])[0])
        page = {key: resources[first:first + size]} if resources[first:first + size] else {}
        if first + size < len(resources):
            page["nextPageToken"] = str(first + size)
        self.answer_json(page)

    def do_GET(self):
        if urllib.parse.urlsplit(self.path).path == "/_stats":
            self.answer_json(self.service.stats())
            return
        self.service.preflight(self.path, self.headers)
        if self.refuse_without_key():
            return
        target = self.target()
        with self.service.lock:
            stores, documents = dict(self.service.stores), dict(self.service.documents)
        if target == self.service.collection:
            self.answer_page(target, [self.described(store) for store in stores.values()])
        elif target in stores:
            self.answer_json(self.described(stores[target]))
        elif target and target.endswith("/documents") and target.removesuffix("/documents") in stores:
            store = target.removesuffix("/documents")
            self.answer_page("documents", [document.resource() for document in documents.values()
                                           if document.store == store])
        elif target in documents:
            self.answer_json(documents[target].resource())
        elif target and "/operations/" in target:
            self.poll(target, documents)
        else:
            self.answer_missing(self.path)

    def described(self, store):
        documents = [document for document in self.service.documents.values() if document.store == store["name"]]
        active = sum(document.resource()["state"] == "STATE_ACTIVE" for document in documents)
        counts = {"activeDocumentsCount": active, "pendingDocumentsCount": len(documents) - active,
                  "sizeBytes": sum(document.size for document in documents)}
        return {**store, **{key: str(value) for key, value in counts.items() if value}}

    def poll(self, target, documents):
        name = re.sub(r"(/upload)?/operations/", "/documents/", target)
        if name not in documents:
            self.answer_missing(target)
            return
        document = documents[name]
        document.polls += 1
        self.answer_json(document.operation(document.polls > 1))

    def do_DELETE(self):
        self.service.preflight(self.path, self.headers)
        if self.refuse_without_key():
            return
        target = self.target()
        is_forced = self.query().get("force", ["false"])[0] == "true"
        with self.service.lock:
            inside = [name for name, document in self.service.documents.items() if document.store == target]
            if target in self.service.documents and not is_forced:
                refusal = "Cannot delete non-empty Document"
            elif target in self.service.stores and inside and not is_forced:
                refusal = "Cannot delete non-empty store"
            else:
                refusal = None
                is_there = target in self.service.stores or target in self.service.documents
                for name in [target, *inside]:
                    self.service.stores.pop(name, None)
                    self.service.documents.pop(name, None)
        if refusal:
            self.answer_error(400, "FAILED_PRECONDITION", refusal)
        elif is_there:
            self.answer_json({})
        else:
            self.answer_missing(target)

    def do_POST(self):
        url = urllib.parse.urlsplit(self.path)
        if self.target() == self.service.collection:
            self.service.preflight(self.path, self.headers)
            if not self.refuse_without_key():
                self.create_store(json.loads(b"".join(bytes(piece) for piece in self.pieces()) or b"{}"))
            return
        if "upload_id" in urllib.parse.parse_qs(url.query):
            # A session works as for files, only its path is different.
            self.upload_path = url.path
            super().do_POST()
            return
        self.service.preflight(self.path, self.headers)
        if (self.target() or "").partition(":")[2] == VERBS[self.service.collection]:
            self.create_document(self.target().partition(":")[0])
            return
        store, _, verb = url.path.removeprefix("/upload/v1beta/").partition(":")
        is_upload = url.path.startswith("/upload/v1beta/") and verb == VERBS[self.service.collection]
        words = self.headers.get("X-Goog-Upload-Command", "")
        if not is_upload or store not in self.service.stores or words != "start":
            self.discard_body()
            self.answer_missing(self.path)
        else:
            self.start_document(url.path, store)

    def create_store(self, body):
        if set(body) - {"displayName", "embeddingModel"}:
            self.answer_error(400, "INVALID_ARGUMENT", "unknown field")
            return
        slug = re.sub(r"[^a-z0-9-]", "", body.get("displayName", "").lower().replace(" ", "-"))[:27] or "store"
        now = time_text(time.time())
        store = {"name": f"{self.service.collection}/{slug}-{random_id(12)}", "createTime": now, "updateTime": now, **body}
        with self.service.lock:
            self.service.stores[store["name"]] = store
        self.answer_json(store)

    def create_document(self, store):
        """The metadata-only form of an upload."""
        if self.refuse_without_key():
            return
        if store not in self.service.stores:
            self.discard_body()
            self.answer_missing(store)
            return
        body = self.upload_body(0)
        if body is not None:
            document = Document(store, body, body.get("mimeType", ""))
            self.service.show(document)
            self.answer_json(document.operation(False))

    def upload_body(self, announced):
        """The body of the request, or None where it was refused."""
        body = json.loads(b"".join(bytes(piece) for piece in self.pieces()) or b"{}")
        with self.service.lock:
            self.service.bodies.append(body)
        try:
            check_upload(body)
            if announced > LARGEST_DOCUMENT:
                raise Refused(f"A document holds at most {LARGEST_DOCUMENT} bytes.")
        except Refused as refusal:
            self.answer_error(400, "INVALID_ARGUMENT", str(refusal))
            return None
        return body

    def start_document(self, path, store):
        if self.refuse_without_key():
            return
        announced = int(self.headers.get("X-Goog-Upload-Header-Content-Length", "0"))
        body = self.upload_body(announced)
        if body is None:
            return
        document = Document(store, body, self.headers.get("X-Goog-Upload-Header-Content-Type", "text/plain"))
        self.announce_session(path, UploadSession(document, self.service.granularity, announced))

    def final_body(self, session):
        return session.file.operation(False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--collection", choices=VERBS, required=True)
    parser.add_argument("--granularity", type=int, default=8388608, help="bytes")
    parser.add_argument("--canary", default="", help="text that may stand in the x-goog-api-key header only")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), StoresHandler)
    server.service = StoresService(options.collection, options.granularity, options.canary)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
