/**
 * The Content-Security-Policy: one text for the meta tag of every build and for the header of `npm start`.
 *
 * The page computes everything itself, so it may connect to nothing. The development server gets no policy: it talks to
 * the page over a socket.
 */

/** Policies that Monaco and its parts create, and ours for worker addresses (src/workers/start-worker.ts). */
const trustedTypesPolicies = [
  'init-data-studio#worker',
  'standaloneColorizer',
  'editorViewLayer',
  'richScreenReaderContent',
  'domLineBreaksComputer',
  'defaultWorkerFactory',
  'diffReview',
  'diffEditorWidget',
  'tokenizeToString',
  'dompurify',
];

/** @type {Readonly<Record<string, string>>} */
const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Monaco creates style elements, and Monaco sets style attributes; style text cannot send anything away
  // while img-src, font-src and connect-src name no other host.
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'img-src': "'self' data:",
  'manifest-src': "'self'",
  // Only blobs, because a worker loaded from an address would not inherit the policy of a meta tag.
  'worker-src': 'blob:',
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': trustedTypesPolicies.join(' '),
};

/** @param {Readonly<Record<string, string>>} changes */
function policyText(changes) {
  return Object.entries({ ...directives, ...changes })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The policy of the normal build, for the meta tag. */
export const policy = policyText({});

/** What a meta tag cannot say is added where the policy travels as a header. */
export const headerPolicy = policyText({ 'frame-ancestors': "'none'" });

/**
 * The policy of the single file: it has no files beside it, so scripts are named by their hashes and fonts are inlined.
 *
 * @param {readonly string[]} scriptHashes each as `sha256-…`
 */
export function singleFilePolicy(scriptHashes) {
  return policyText({
    'script-src': scriptHashes.map((hash) => `'${hash}'`).join(' '),
    'style-src': "'unsafe-inline'",
    'font-src': 'data:',
    'img-src': 'data:',
    'manifest-src': "'none'",
  });
}

/**
 * Headers that are worth sending where one can; the page is bound by its meta tag without them.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const headers = {
  'Content-Security-Policy': headerPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};
