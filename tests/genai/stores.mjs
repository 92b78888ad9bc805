// SPDX-License-Identifier: Apache-2.0
// The file search stores of Google's published client against the demo server.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const STORE_NAME = 'My File Search Store';
const METADATA = [
  { key: 'topic', stringValue: 'Führungen 展示' },
  { key: 'year', numericValue: 2024 },
  { key: 'rooms', stringListValue: { values: ['east', 'west'] } },
];
const CHUNKING = { whiteSpaceConfig: { maxTokensPerChunk: 200, maxOverlapTokens: 20 } };

async function createAndList(ai) {
  const first = await ai.fileSearchStores.create({ config: { displayName: STORE_NAME } });
  assert.match(first.name, /^fileSearchStores\/my-file-search-store-[a-z0-9]{12}$/);
  assert.equal(first.displayName, STORE_NAME);
  const names = [first.name];
  for (let number = 0; number < 11; ++number) {
    names.push((await ai.fileSearchStores.create({})).name);
  }
  const pager = await ai.fileSearchStores.list({ config: { pageSize: 5 } });
  assert.equal(pager.page.length, 5);
  const seen = [];
  for await (const store of pager) {
    seen.push(store.name);
  }
  assert.deepEqual(seen, names);
  for (const name of names.slice(1)) {
    await ai.fileSearchStores.delete({ name });
  }
  assert.deepEqual(await ai.fileSearchStores.get({ name: first.name }), first);
  console.log('made twelve stores, paged through them, oldest first, and deleted the empty ones');
  return first.name;
}

/** The operation once it is done. */
async function finished(ai, operation) {
  let polls = 0;
  while (!operation.done && polls < 100) {
    await delay(100);
    operation = await ai.operations.get({ operation });
    ++polls;
  }
  assert.equal(operation.done, true);
  assert.equal(operation.error, undefined);
  assert.ok(polls > 1, 'it took several polls');
  return operation;
}

function checkDocument(document, displayName, mimeType, size) {
  assert.equal(document.displayName, displayName);
  assert.equal(document.mimeType, mimeType);
  assert.equal(document.sizeBytes, String(size));
  assert.deepEqual(document.customMetadata, METADATA);
}

async function upload(ai, store, folder) {
  const text = 'one two three '.repeat(2000);
  const source = path.join(folder, 'guide.txt');
  await writeFile(source, text);
  const displayName = 'Guide – «ü» 📄.txt';
  const started = await ai.fileSearchStores.uploadToFileSearchStore({
    fileSearchStoreName: store,
    file: source,
    config: { displayName, mimeType: 'text/plain', customMetadata: METADATA, chunkingConfig: CHUNKING },
  });
  assert.match(started.name, /^fileSearchStores\/[a-z0-9-]+\/upload\/operations\/[a-z0-9-]+-[a-z0-9]{12}$/);
  assert.equal(started.done, undefined);
  const name = started.response.documentName;
  assert.equal(name, `${store}/documents/${started.name.split('/').pop()}`);
  assert.equal((await ai.fileSearchStores.documents.get({ name })).state, 'STATE_PENDING');
  assert.equal((await ai.fileSearchStores.get({ name: store })).pendingDocumentsCount, '1');

  const operation = await finished(ai, started);
  assert.equal(operation.response.documentName, name);
  assert.equal(operation.response.parent, store);
  const document = await ai.fileSearchStores.documents.get({ name });
  assert.equal(document.state, 'STATE_ACTIVE');
  checkDocument(document, displayName, 'text/plain', text.length);
  console.log('uploaded a document with chunking and metadata, and saw its operation end');
  return name;
}

async function importFile(ai, store) {
  const bytes = 'a,b\n1,2\n';
  const file = await ai.files.upload({ file: new Blob([bytes], { type: 'text/csv' }), config: { displayName: 'Table' } });
  const started = await ai.fileSearchStores.importFile({
    fileSearchStoreName: store,
    fileName: file.name,
    config: { customMetadata: METADATA, chunkingConfig: CHUNKING },
  });
  const id = started.name.split('/').pop();
  assert.equal(started.name, `${store}/operations/${id}`);
  const operation = await finished(ai, started);
  assert.equal(operation.response.documentName, id);
  assert.equal(operation.response.parent, store.split('/')[1]);
  const name = `${store}/documents/${id}`;
  const document = await ai.fileSearchStores.documents.get({ name });
  checkDocument(document, file.name.slice('files/'.length), 'text/csv', bytes.length);
  await ai.files.delete({ name: file.name });
  console.log('imported a file');
  return name;
}

async function refuseBounds(ai, store) {
  const attempt = (config) =>
    ai.fileSearchStores.uploadToFileSearchStore({
      fileSearchStoreName: store,
      file: new Blob(['text'], { type: 'text/plain' }),
      config,
    });
  const chunking = (maxTokensPerChunk, maxOverlapTokens) => ({
    chunkingConfig: { whiteSpaceConfig: { maxTokensPerChunk, maxOverlapTokens } },
  });
  const entry = { key: 'same', stringValue: 'x' };
  for (const config of [chunking(0, 0), chunking(513, 0), chunking(100, 100), { customMetadata: [entry, entry] }]) {
    await assert.rejects(attempt(config), (error) => {
      assert.equal(error.status, 400);
      assert.ok(error.message.includes('INVALID_ARGUMENT'));
      return true;
    });
  }
  console.log('bounds beyond the documented ones are refused with 400');
}

async function deleteAll(ai, store, documents) {
  const listed = [];
  for await (const document of await ai.fileSearchStores.documents.list({ parent: store, config: { pageSize: 1 } })) {
    listed.push(document.name);
  }
  assert.deepEqual(listed, documents);
  const refused = (what) => (error) => {
    assert.equal(error.status, 400);
    assert.ok(error.message.includes(`Cannot delete non-empty ${what}`));
    return true;
  };
  const [first] = documents;
  await assert.rejects(ai.fileSearchStores.documents.delete({ name: first }), refused('Document'));
  await ai.fileSearchStores.documents.delete({ name: first, config: { force: true } });
  await assert.rejects(ai.fileSearchStores.documents.get({ name: first }), (error) => error.status === 404);
  await assert.rejects(ai.fileSearchStores.delete({ name: store }), refused('FileSearchStore'));
  await ai.fileSearchStores.delete({ name: store, config: { force: true } });
  const pager = await ai.fileSearchStores.list();
  assert.equal(pager.page.length, 0);
  console.log('deleted documents and stores, with force where something was in them');
}

export async function checkStores(ai, folder) {
  const store = await createAndList(ai);
  const documents = [await upload(ai, store, folder), await importFile(ai, store)];
  await refuseBounds(ai, store);
  await deleteAll(ai, store, documents);
}
