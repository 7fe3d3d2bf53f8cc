import {expect} from '@open-wc/testing';
import type {ProofChallenge} from '../../src/api/wire/callback-request.ts';
import {solveProof} from '../../src/services/callback-request-proof.ts';

async function challengeWith(number: number): Promise<ProofChallenge> {
  const salt = 'b41e0c?expires=1796000000';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}${number}`)));
  const challenge = Array.from(hash, (each) => each.toString(16).padStart(2, '0')).join('');
  return {algorithm: 'SHA-256', challenge, maxnumber: 20_000, salt, signature: 'signed'};
}

const numberOf = (proof: string | null): unknown => (proof === null ? null : JSON.parse(atob(proof)).number);

describe('the proof of work in a browser', () => {
  const {Worker: real} = window;
  const {signal} = new AbortController();
  let workers = 0;

  beforeEach(() => {
    workers = 0;
    const counting = class extends real {
      constructor(url: string | URL) {
        super(url);
        workers += 1;
      }
    };
    Object.defineProperty(window, 'Worker', {value: counting, configurable: true, writable: true});
  });
  afterEach(() => Object.defineProperty(window, 'Worker', {value: real, configurable: true, writable: true}));

  it('[PK-70] a worker finds it, and the page does where none is to be tried', async () => {
    const challenge = await challengeWith(15_000);
    expect(numberOf(await solveProof(challenge, {signal}))).to.equal(15_000);
    expect(workers).to.equal(1);
    expect(numberOf(await solveProof(challenge, {signal, workerless: true}))).to.equal(15_000);
    expect(workers).to.equal(1);
  });

  it('[PK-70] where a content policy lets none start, or none run, the page does it', async () => {
    const challenge = await challengeWith(9_000);
    const refusing = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    };
    const failing = class extends EventTarget {
      onerror: ((event: Event) => void) | null = null;
      postMessage(): void {
        queueMicrotask(() => this.onerror?.(new Event('error', {cancelable: true})));
      }
      terminate(): void {
        workers += 1;
      }
    };
    for (const value of [refusing, failing]) {
      Object.defineProperty(window, 'Worker', {value, configurable: true, writable: true});
      expect(numberOf(await solveProof(challenge, {signal}))).to.equal(9_000);
    }
    expect(workers).to.equal(1);
  });

  it('[PK-70] what nobody wants any more comes to nothing, in both', async () => {
    const challenge = {...(await challengeWith(1)), challenge: 'f'.repeat(64), maxnumber: 20_000_000};
    for (const workerless of [false, true]) {
      const end = new AbortController();
      const solved = solveProof(challenge, {signal: end.signal, workerless});
      end.abort();
      expect(await solved).to.equal(null);
    }
    expect(await solveProof({...challenge, maxnumber: 50}, {signal, workerless: true})).to.equal(null);
  });
});
