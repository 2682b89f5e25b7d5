import { expect, test } from 'vitest';
import { hostsIn, isKnownHost } from './vite/hosts.mjs';

test.for([
  ['const a = "https://cdn.example.dev/x.js"', ['cdn.example.dev']],
  ['url(http://one.org), wss://two.org/', ['one.org', 'two.org']],
  [String.raw`/https:\/\/hooks\.slack\.com\/services/`, ['hooks.slack.com']],
  ['https://user:secret@three.org https://THREE.org.', ['three.org']],
  ['http://127.0.0.1:8006/ http://[::1]:80/', ['127.0.0.1', '[::1]']],
  ['https:// and http://`${host}`', []],
])('%s', ([text, hosts]) => {
  expect(hostsIn(/** @type {string} */ (text))).toEqual(hosts);
});

test.for(['localhost', '127.0.0.1', 'kbs.example.com', 'a.invalid', 'www.w3.org'])(
  '%s may be named',
  (host) => {
    expect(isKnownHost(host)).toBe(true);
  },
);

test.for(['cdn.jsdelivr.net', 'example.community', 'notw3.org', 'toString'])('%s may not', (host) => {
  expect(isKnownHost(host)).toBe(false);
});
