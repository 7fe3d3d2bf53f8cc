/**
 * Cuts a byte stream into lines. Bytes are joined before they are decoded, so a character split over two chunks
 * survives.
 */
export class LineReader {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #length = 0;

  /** @param maxBytes longest line accepted, in bytes */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * @returns the complete lines so far, without newlines; null when a line grew past the limit, after which the
   * stream must be given up
   */
  push(chunk: Buffer): string[] | null {
    const lines: string[] = [];
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      if (this.#length + end > this.#maxBytes) return null;
      const line = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString('utf8');
      this.#chunks = [];
      this.#length = 0;
      rest = rest.subarray(end + 1);
      if (line.trim() !== '') lines.push(line);
    }
    if (rest.length > 0) this.#chunks.push(rest);
    this.#length += rest.length;
    return this.#length > this.#maxBytes ? null : lines;
  }
}
