/** Writes the tar archives of the tests: ustar, with a pax header for names that are too long for it. */

/** @param files path and content, in order */
export function tarOf(files: readonly (readonly [string, Uint8Array | string])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [path, content] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    if (path.length > 100) {
      const record = new TextEncoder().encode(paxRecord('path', path));
      parts.push(headerOf('pax', record.length, 'x'), padded(record));
    }
    parts.push(headerOf(path.slice(0, 100), bytes.length, '0'), padded(bytes));
  }
  parts.push(new Uint8Array(1024));
  return joined(parts);
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return `${String(length)}${rest}`;
}

function headerOf(path: string, size: number, type: string): Uint8Array {
  const header = new Uint8Array(512);
  const put = (text: string, at: number): void => {
    header.set(new TextEncoder().encode(text), at);
  };
  put(path, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  whole.set(bytes);
  return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
