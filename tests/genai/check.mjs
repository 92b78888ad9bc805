// SPDX-License-Identifier: Apache-2.0
// Google's published client against the demo server: node check.mjs SERVER_PROGRAM
// Prints a line per step; exits 0 only if every one held.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import { GoogleGenAI } from '@google/genai';

import { checkStores } from './stores.mjs';

const MEBIBYTE = 1024 * 1024;
const DISPLAY_NAME = 'Übersicht – «ü» 📄.txt';

/** The address that the started server prints. */
async function startServer(program) {
  const server = spawn(program, ['--port', '0', '--processing', '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Whatever goes wrong here, no server is left behind.
  process.once('exit', () => server.kill('SIGKILL'));
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const match = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line);
    assert.ok(match, `unexpected line: ${line}`);
    return { server, address: match[1] };
  }
  throw new Error('the server ended without a word');
}

async function stopServer(server) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  assert.equal(await ended, 0, 'exit code of the server');
}

/** Bytes that differ from granule to granule, so that a swapped one is noticed. */
function bytesOf(size) {
  const bytes = Buffer.alloc(size);
  for (let index = 0; index < size; ++index) {
    bytes[index] = (index * 31 + (index >>> 16)) & 0xff;
  }
  return bytes;
}

/** Base64 of the 64 hex digits: the form in which the service answers. */
function wireHash(bytes) {
  return Buffer.from(createHash('sha256').update(bytes).digest('hex')).toString('base64');
}

/** An MP4 without media that says it lasts so long. */
function video(milliseconds) {
  const box = (type, content) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(milliseconds, 16);
  return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\x02\0isom', 'latin1')), box('moov', box('mvhd', header))]);
}

function checkFile(file, bytes, address) {
  assert.match(file.name, /^files\/[a-z0-9]{12}$/);
  assert.equal(file.sizeBytes, String(bytes.length));
  assert.equal(file.sha256Hash, wireHash(bytes));
  assert.equal(file.displayName, DISPLAY_NAME);
  assert.equal(file.mimeType, 'text/plain');
  assert.equal(file.state, 'ACTIVE');
  assert.equal(file.source, 'UPLOADED');
  assert.equal(file.uri, `${address}/v1beta/${file.name}`);
  const lifetime = Date.parse(file.expirationTime) - Date.parse(file.createTime);
  assert.ok(lifetime > 47.9 * 3600e3 && lifetime <= 48 * 3600e3, `life of ${lifetime} ms`);
}

async function uploadAndGet(ai, address, folder) {
  const names = [];
  for (const size of [1, 8 * MEBIBYTE, 20 * MEBIBYTE + 1]) {
    const bytes = bytesOf(size);
    const source = path.join(folder, `source-${size}.txt`);
    await writeFile(source, bytes);
    const config = { mimeType: 'text/plain', displayName: DISPLAY_NAME };
    const uploaded = await ai.files.upload({ file: source, config });
    checkFile(uploaded, bytes, address);
    assert.deepEqual(await ai.files.get({ name: uploaded.name }), uploaded);
    names.unshift(uploaded.name);
    console.log(`uploaded ${size} bytes from a path, and got them described`);
  }
  const bytes = bytesOf(9 * MEBIBYTE);
  const blob = new Blob([bytes], { type: 'text/plain' });
  const uploaded = await ai.files.upload({ file: blob, config: { displayName: DISPLAY_NAME } });
  checkFile(uploaded, bytes, address);
  names.unshift(uploaded.name);
  console.log('uploaded a blob of 9 MiB');
  return names;
}

async function watchVideo(ai) {
  const blob = new Blob([video(12500)], { type: 'video/mp4' });
  let file = await ai.files.upload({ file: blob });
  assert.equal(file.state, 'PROCESSING');
  assert.equal(file.displayName, undefined);
  for (let tries = 0; file.state === 'PROCESSING' && tries < 100; ++tries) {
    await delay(100);
    file = await ai.files.get({ name: file.name });
  }
  assert.equal(file.state, 'ACTIVE');
  assert.equal(file.videoMetadata.videoDuration, '12.500s');
  console.log('a video went from PROCESSING to ACTIVE with its duration');
  return file.name;
}

async function pageThrough(ai, expected) {
  const pager = await ai.files.list({ config: { pageSize: 2 } });
  assert.equal(pager.page.length, 2);
  const seen = [];
  for await (const file of pager) {
    seen.push(file.name);
  }
  assert.deepEqual(seen, expected);
  console.log(`paged through ${seen.length} files, newest first`);
}

async function deleteAll(ai, names) {
  for (const name of names) {
    await ai.files.delete({ name });
    const id = name.slice('files/'.length);
    await assert.rejects(ai.files.get({ name }), (error) => {
      assert.equal(error.status, 403);
      assert.ok(error.message.includes(`You do not have permission to access the File ${id} or it may not exist.`));
      return true;
    });
  }
  const pager = await ai.files.list({ config: { pageSize: 2 } });
  assert.equal(pager.page.length, 0);
  assert.equal(pager.hasNextPage(), false);
  console.log('deleted every file; a missing one is refused with 403; the list is empty');
}

const folder = await mkdtemp(path.join(tmpdir(), 'pollux-genai-'));
const { server, address } = await startServer(process.argv[2]);
try {
  const ai = new GoogleGenAI({ apiKey: 'a-key', httpOptions: { baseUrl: address, apiVersion: 'v1beta' } });
  const names = await uploadAndGet(ai, address, folder);
  names.unshift(await watchVideo(ai));
  await pageThrough(ai, names);
  await deleteAll(ai, names);
  await checkStores(ai, folder);
} finally {
  await stopServer(server);
  await rm(folder, { recursive: true });
}
