const EVERY_MS = 120;

/** Louder than a quiet room; speech is ten times that. */
const SPEECH = 0.02;
const FULL = 0.25;

export type MicrophoneLevel = {
  /** 0 to 1, of what a voice reaches. */
  readonly level: number;
  readonly speech: boolean;
};

/**
 * Measures what a microphone picks up. The track is given back by whoever lent it.
 * @returns ends it
 */
export function watchLevel(track: MediaStreamTrack, tell: (level: MicrophoneLevel) => void): () => void {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1_024;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Held back until the person acts: nothing is known then, and nothing is said.
    if (audio.state !== 'running') return;
    analyser.getFloatTimeDomainData(samples);
    const rms = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
    tell({level: Math.min(1, rms / FULL), speech: rms > SPEECH});
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
