import { crc32 } from 'node:zlib';

const DIGITS = 8;

/** A text behind its checksum, so that a change of any byte is noticed. */
export function seal(text: string): string {
  return `${checksumOf(text)} ${text}`;
}

/** The text of a seal; null if it is not as it was sealed. */
export function unseal(bytes: Buffer): string | null {
  const text = bytes.subarray(DIGITS + 1);
  return bytes.toString('latin1', 0, DIGITS + 1) === `${checksumOf(text)} ` ? text.toString() : null;
}

function checksumOf(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(DIGITS, '0');
}
