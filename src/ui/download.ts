/** Hands a file to the person, by the browser's own download: nothing is sent anywhere. */
export function download(
  name: string,
  content: string | Uint8Array,
  type = 'application/octet-stream',
): void {
  // A copy, because a Blob takes no bytes that might be shared with a worker.
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
