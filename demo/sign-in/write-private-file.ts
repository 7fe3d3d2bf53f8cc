import {rename, writeFile} from 'node:fs/promises';

/** Replaces a file as a whole, readable only by this user. A crash leaves the old one. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text, {mode: 0o600});
  await rename(draft, path);
}
