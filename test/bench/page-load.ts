/** When a page gets which of its chunks, and how much each is on the wire. */
import {brotliCompressSync, constants} from 'node:zlib';
import type {OutputChunk} from 'rollup';
import type {Bundle} from './bundle.ts';

export type PageLoad = {
  /** To start, to connect and to show what rings. */
  readonly first: readonly OutputChunk[];
  /** By itself, once the desk is connected. */
  readonly after: readonly OutputChunk[];
  /**
   * When somebody signs in through it, uses mail, types a number, opens a keypad, is in a contact, supervises, sets things up, hears
   * messages, reads what an emergency call takes, schedules a callback, or is rung back by responders at a popover alone.
   */
  readonly onDemand: readonly OutputChunk[];
};

const AFTER = /create-sound|desk-readiness|emergency-badge/;
const ON_DEMAND =
  /msal|graph|token-source|phone-metadata|dial-pad|late-contact|colleagues|hub-supervisor|hub-administration|hub-voicemail|late-emergency|emergency-readiness|country|late-scheduler/;

export function split({entry, chunks}: Bundle): PageLoad {
  const first = reach([entry], chunks, (name) => !AFTER.test(name) && !ON_DEMAND.test(name));
  const begun = [...chunks.values()].filter(({fileName}) => AFTER.test(fileName));
  const after = reach(begun, chunks, (name) => !ON_DEMAND.test(name)).filter((chunk) => !first.includes(chunk));
  const onDemand = [...chunks.values()].filter((chunk) => !first.includes(chunk) && !after.includes(chunk));
  return {first, after, onDemand};
}

/** Each file is compressed by itself, as a server does. */
export function brotliOf(chunks: readonly OutputChunk[]): number {
  return chunks.reduce((sum, {code}) => sum + brotliSize(Buffer.from(code)), 0);
}

export function brotliSize(bytes: Buffer): number {
  return brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}}).length;
}

function reach(
  from: readonly OutputChunk[],
  chunks: Bundle['chunks'],
  follows: (dynamicImport: string) => boolean,
): readonly OutputChunk[] {
  const reached = new Set<OutputChunk>();
  const visit = (chunk: OutputChunk): void => {
    if (reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of [...chunk.imports, ...chunk.dynamicImports.filter(follows)]) {
      const next = chunks.get(name);
      if (next === undefined) throw new Error(`${name} is imported and was not bundled: the size would be too small.`);
      visit(next);
    }
  };
  for (const chunk of from) visit(chunk);
  return [...reached];
}
