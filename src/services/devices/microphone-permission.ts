import type {VoiceError} from '../voice/voice-adapter.ts';
import {problemOf} from './device-choice.ts';
import type {MicrophoneProblem} from './device-ports.ts';

type Answer = 'granted' | 'denied' | 'prompt';

/** What the browser says of the microphone's permission, where it says anything; followed until `stop`. */
export class MicrophonePermission {
  readonly #onChange: () => void;
  #status: PermissionStatus | null = null;
  #stopped = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Null where the browser does not say. */
  get answer(): Answer | null {
    return this.#status?.state ?? null;
  }

  async start(): Promise<void> {
    const status = await ask();
    if (this.#stopped || status === null) return;
    this.#status = status;
    status.addEventListener('change', this.#onChange);
  }

  stop(): void {
    this.#stopped = true;
    this.#status?.removeEventListener('change', this.#onChange);
  }

  /** @param error what opening the microphone failed with */
  problem(error: VoiceError): MicrophoneProblem {
    if (error.code === 'insecure-context') return 'insecure-context';
    const {name, message} = error.cause instanceof Error ? error.cause : {name: '', message: ''};
    if (name === '' && error.code === 'microphone-missing') return 'missing';
    return problemOf({name, message, permission: this.answer, framePassesOn: framePassesOn()});
  }
}

async function ask(): Promise<PermissionStatus | null> {
  try {
    return (await globalThis.navigator?.permissions?.query({name: 'microphone'})) ?? null;
  } catch (error) {
    // A browser that does not know the name: what it thinks is learnt by asking for the microphone.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whether this document may use a device at all. Only Chromium tells (Feature Policy's own script interface). */
export function framePassesOn(feature: 'microphone' | 'geolocation' = 'microphone'): boolean | null {
  const policy: unknown = Reflect.get(document, 'featurePolicy');
  if (typeof policy !== 'object' || policy === null || !('allowsFeature' in policy)) return null;
  const {allowsFeature} = policy;
  return typeof allowsFeature === 'function' ? allowsFeature.call(policy, feature) === true : null;
}
