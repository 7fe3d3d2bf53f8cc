/** Digits by event code, RFC 4733 §3.2, table 3. */
const digits = '0123456789*#ABCD';

/**
 * Turns telephone-event packets into digits. A press is sent as many packets with one timestamp and its end three times
 * over, so a digit is told once per timestamp: at once when the press begins, whatever is lost afterwards.
 */
export class DtmfReader {
  #lastTimestamp: number | null = null;

  /**
   * @param timestamp of the RTP packet
   * @param payload four bytes: event, end bit and volume, duration
   * @returns the digit that was pressed, or null when it was told before or is no digit
   */
  read(timestamp: number, payload: Uint8Array): string | null {
    const code = payload[0];
    if (payload.length < 4 || code === undefined || timestamp === this.#lastTimestamp) return null;
    const digit = digits[code];
    if (digit === undefined) return null;
    this.#lastTimestamp = timestamp;
    return digit;
  }
}
