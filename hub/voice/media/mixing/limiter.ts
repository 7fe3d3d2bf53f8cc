/** Up to here nothing is changed: one voice passes as it is. */
const KNEE = 0.8;

/** Bends what is louder than the knee towards full scale, in place: several loud voices neither wrap around nor crackle. */
export function limit(pcm: Float32Array): Float32Array {
  for (let at = 0; at < pcm.length; at += 1) {
    const sample = pcm[at] ?? 0;
    const size = Math.abs(sample);
    if (size <= KNEE) continue;
    const over = (size - KNEE) / (1 - KNEE);
    pcm[at] = Math.sign(sample) * (KNEE + (1 - KNEE) * Math.tanh(over));
  }
  return pcm;
}
