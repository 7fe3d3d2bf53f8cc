const TONES_HZ = [440, 480];
const LOUDNESS = 0.06;
const RING_S = 1.6;
const PERIOD_MS = 4000;

/** Rings like a telephone, once the browser allows sound (after the first click on the page). */
export class Ringer {
  #context: AudioContext | null = null;
  #timer: number | null = null;

  ring(ringing: boolean): void {
    if (ringing === (this.#timer !== null)) return;
    if (ringing) {
      this.#context = new AudioContext();
      this.#burst();
      this.#timer = window.setInterval(() => this.#burst(), PERIOD_MS);
      return;
    }
    if (this.#timer !== null) window.clearInterval(this.#timer);
    this.#timer = null;
    void this.#context?.close();
    this.#context = null;
  }

  #burst(): void {
    const context = this.#context;
    if (context === null || context.state === 'suspended') return;
    const loudness = new GainNode(context, {gain: LOUDNESS});
    loudness.connect(context.destination);
    for (const frequency of TONES_HZ) {
      const tone = new OscillatorNode(context, {frequency});
      tone.connect(loudness);
      tone.start();
      tone.stop(context.currentTime + RING_S);
    }
  }
}
