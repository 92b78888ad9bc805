// SPDX-License-Identifier: Apache-2.0
// Uploads files with Google's published client, all started at once: node upload.mjs URL FILE…
import { GoogleGenAI } from '@google/genai';

const [baseUrl, ...paths] = process.argv.slice(2);
const ai = new GoogleGenAI({ apiKey: 'a-key', httpOptions: { baseUrl, apiVersion: 'v1beta' } });
const config = { mimeType: 'application/octet-stream' };
await Promise.all(paths.map((file) => ai.files.upload({ file, config })));
