import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** `CHROME_PATH`, else the first Chromium in `PATH`. */
export function findChromium(): string {
  const {CHROME_PATH, PATH} = process.env;
  if (CHROME_PATH !== undefined) return CHROME_PATH;
  const candidates = (PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error('This test needs Chromium or Chrome: install it, or name its program in CHROME_PATH.');
  return found;
}
