const KEY = 'cordboard-key-tones';
let off: boolean | null = null;

/** Whether the agent wants no key sounds; kept for this browser where it may keep anything. */
export function keyTonesOff(): boolean {
  off ??= read() === 'off';
  return off;
}

export function setKeyTonesOff(wanted: boolean): void {
  off = wanted;
  try {
    localStorage.setItem(KEY, wanted ? 'off' : 'on');
  } catch (error) {
    // A page may be forbidden to keep anything; the choice then lasts as long as the page.
    if (!(error instanceof DOMException)) throw error;
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
