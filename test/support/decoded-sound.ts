import type {Page} from 'playwright-core';

const PER_MS = 48;

/** A sound file as a browser decodes it: how long it is, and its first channel at 48 kHz, or a part of that. */
export async function decoded(
  page: Page,
  file: Uint8Array,
  {fromMs = 0, toMs = 10_000}: {readonly fromMs?: number; readonly toMs?: number} = {},
): Promise<{readonly lastsMs: number; readonly pcm: Float32Array}> {
  const {samples, text} = await page.evaluate(
    async ({base64, from, to}) => {
      const file64 = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(file64.buffer);
      const bytes = new Uint8Array(sound.getChannelData(0).slice(from, to).buffer);
      const parts: string[] = [];
      for (let at = 0; at < bytes.length; at += 32_768)
        parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
      return {samples: sound.length, text: btoa(parts.join(''))};
    },
    {base64: Buffer.from(file).toString('base64'), from: fromMs * PER_MS, to: toMs * PER_MS},
  );
  const pcm = new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
  return {lastsMs: samples / PER_MS, pcm};
}
