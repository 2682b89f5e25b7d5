/** The parts of a disk image, for showing: magic, length, gzip stream, zero bytes to a full sector. */
const header = 16;
const sector = 512;

export interface ImagePart {
  readonly offset: number;
  readonly bytes: number;
  readonly content: string;
}

export function imageLayout(gzipLength: number): readonly ImagePart[] {
  const end = header + gzipLength;
  const padding = (sector - (end % sector)) % sector;
  return [
    { offset: 0, bytes: 8, content: 'the word “initdata”' },
    { offset: 8, bytes: 8, content: 'length of the gzip stream, little-endian' },
    { offset: header, bytes: gzipLength, content: 'the gzip stream inside the annotation' },
    ...(padding === 0 ? [] : [{ offset: end, bytes: padding, content: 'zero bytes up to a full sector' }]),
  ];
}
