/** What arrives on the page while the generator is on screen: configs and archives of images are taken by it. */

/** By its name, because its content may be gigabytes. */
export function isImageFile(name: string): boolean {
  return /\.(tar|tgz|tar\.gz|oci|json|jsonl)$/i.test(name);
}

/** What `docker inspect`, `crane config` or the agent's log of requests hold. */
export function isImageText(text: string): boolean {
  return /^\s*[[{]/.test(text) && /"(?:Entrypoint|Cmd|Env|RepoDigests|OCI)"\s*:/.test(text);
}
