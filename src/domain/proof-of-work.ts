/** A stretch of ALTCHA's search: which number below `until`, from `from` on, hashes behind the salt to `challenge`. */
export type ProofSearch = {
  /** Printable ASCII. */
  readonly salt: string;
  /** SHA-256 in hexadecimal digits, in small letters. */
  readonly challenge: string;
  readonly from: number;
  readonly until: number;
};

/**
 * A search for the answer of a proof of work (docs/decisions/0026): SHA-256 (FIPS 180-4) without waiting for anything, so that a
 * stretch of any length can be searched between two frames. It stands for itself, names nothing around it, and can so be sent to
 * a worker as its own source.
 */
export function proofFinder(): (search: ProofSearch) => number | null {
  const start: number[] = [];
  const constants: number[] = [];
  for (let candidate = 2; constants.length < 64; candidate += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= candidate; factor += 1) prime &&= candidate % factor !== 0;
    if (!prime) continue;
    // The first 32 bits behind the point of the roots of the first primes.
    if (start.length < 8) start.push(((Math.sqrt(candidate) % 1) * 2 ** 32) | 0);
    constants.push(((Math.cbrt(candidate) % 1) * 2 ** 32) | 0);
  }
  const schedule = new Int32Array(64);
  const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
  const at = (words: ArrayLike<number>, place: number): number => words[place] ?? 0;

  const compress = (state: Int32Array, bytes: Uint8Array, offset: number): void => {
    for (let place = 0; place < 64; place += 1) {
      if (place < 16) {
        const byte = offset + place * 4;
        schedule[place] =
          (at(bytes, byte) << 24) | (at(bytes, byte + 1) << 16) | (at(bytes, byte + 2) << 8) | at(bytes, byte + 3);
        continue;
      }
      const [early, late] = [at(schedule, place - 15), at(schedule, place - 2)];
      const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      schedule[place] = at(schedule, place - 16) + small + at(schedule, place - 7) + large;
    }
    let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)];
    let [e, f, g, h] = [at(state, 4), at(state, 5), at(state, 6), at(state, 7)];
    for (let round = 0; round < 64; round += 1) {
      const chosen = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
      const first = (h + chosen + at(constants, round) + at(schedule, round)) | 0;
      const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    for (const [place, word] of [a, b, c, d, e, f, g, h].entries()) state[place] = at(state, place) + word;
  };

  return ({salt, challenge, from, until}) => {
    const whole = salt.length - (salt.length % 64);
    const bytes = new Uint8Array(salt.length + 144);
    for (let place = 0; place < salt.length; place += 1) bytes[place] = salt.charCodeAt(place);
    // What no number changes is worked out once.
    const before = Int32Array.from(start);
    for (let offset = 0; offset < whole; offset += 64) compress(before, bytes, offset);
    const wanted = Int32Array.from({length: 8}, (_, place) => Number.parseInt(challenge.substr(place * 8, 8), 16));
    const state = new Int32Array(8);
    for (let number = from; number < until; number += 1) {
      const digits = String(number);
      const length = salt.length + digits.length;
      const end = whole + (length - whole + 9 > 64 ? 128 : 64);
      bytes.fill(0, salt.length);
      for (let place = 0; place < digits.length; place += 1) bytes[salt.length + place] = digits.charCodeAt(place);
      bytes[length] = 0x80;
      for (let place = 0; place < 4; place += 1) bytes[end - 1 - place] = (length * 8) >>> (8 * place);
      state.set(before);
      for (let offset = whole; offset < end; offset += 64) compress(state, bytes, offset);
      if (state.every((word, place) => word === wanted[place])) return number;
    }
    return null;
  };
}
