/**
 * Names of hosts in the built files. The policy lets the page connect to none of them; this keeps names that nobody
 * decided upon, such as the CDN of a library, from getting into the build at all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Host to the reason why its name may be in the build. All of them are names or links, none is ever loaded.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const knownHosts = {
  'www.w3.org': 'namespaces of SVG and MathML',
  'react.dev': "link in React's error messages",
  'code.visualstudio.com': "links in the texts of Monaco's settings",
  'microsoft.com': 'dead code of a Markdown helper in Monaco',
  'github.com': 'links to upstream sources and documentation',
  'confidentialcontainers.org': 'links to documentation',
  'docs.edgeless.systems': 'links to documentation of Contrast',
  'docs.oasis-open.org': 'names the schema of SARIF in reports',
  'docs.rs': 'links to documentation of the libraries that guest components use',
  'etcd.io': 'link to documentation',
  'helm.sh': 'link to documentation',
  'kubernetes.io': 'links to documentation',
  'toml.io': 'links to the TOML specification',
  'www.openpolicyagent.org': 'links to the Rego language reference',
  'www.rfc-editor.org': 'links to the specifications of gzip, deflate and base64',
  'hooks.slack.com': 'pattern of a secret that does not belong into a document',
  'yaml.org': 'link to the YAML specification',
  web: 'beginning of a pattern in the example of a lint rule',
  hooks: 'beginning of a pattern that finds Slack webhooks',
  '1.2.3.4': 'example in the documentation pages, shown as published',
};

/** Reserved for examples by RFC 2606 and RFC 6761, and names that only exist inside a machine or cluster. */
const nowhere =
  /^(localhost|127\.0\.0\.1|\[::1\]|(.*\.)?(example|invalid|test|local|svc|internal)|(.*\.)?example\.(com|net|org))$/;

/**
 * The hosts named in http(s) and ws(s) addresses of a text, each once.
 *
 * @param {string} text
 * @returns {readonly string[]}
 */
export function hostsIn(text) {
  // In the source of a regular expression the dots and slashes are escaped.
  const found = text
    .replaceAll(/\\([./])/g, '$1')
    .matchAll(/\b(?:https?|wss?):\/\/(?:[\w.~%:-]+@)?(\[[0-9a-f:.]+\]|[a-z0-9_][\w.-]*)/gi);
  return [...new Set(Array.from(found, ([, host = '']) => host.toLowerCase().replace(/\.+$/, '')))];
}

/** @param {string} host */
export function isKnownHost(host) {
  return Object.hasOwn(knownHosts, host) || nowhere.test(host);
}

/**
 * Files that name a host nobody decided upon.
 *
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {readonly { readonly host: string, readonly file: string }[]}
 */
export function unknownHosts(folder, files) {
  return files
    .filter((file) => /\.(css|html|js|json|svg|webmanifest)$/.test(file))
    .flatMap((file) =>
      hostsIn(readFileSync(join(folder, file), 'utf8'))
        .filter((host) => !isKnownHost(host))
        .map((host) => ({ host, file })),
    );
}
