import {SdkError} from '../../api/errors.ts';
import {onDeviceChange} from './device-change.ts';
import type {LegJoin, VoiceAdapter, VoiceLeg, VoiceResult} from './voice-adapter.ts';

/** What the desk's voice uses of an adapter. */
export type VoiceCarrier = Pick<VoiceAdapter, 'join'> & {readonly devices: Pick<VoiceAdapter['devices'], 'onChange'>};

/**
 * An adapter that is still on its way. A leg that is joined meanwhile joins when it is there; one that does not come is a
 * failed join, which is told and tried again like any other.
 */
export function lateVoice(load: () => Promise<VoiceAdapter>): VoiceCarrier {
  return {
    join: (leg) => join(load, leg),
    devices: {onChange: onDeviceChange},
  };
}

async function join(load: () => Promise<VoiceAdapter>, leg: LegJoin): Promise<VoiceResult<VoiceLeg>> {
  let adapter: VoiceAdapter;
  try {
    adapter = await load();
  } catch (cause) {
    const message = cause instanceof SdkError ? cause.message : 'The sound did not load: it is tried again.';
    return {ok: false, error: {code: 'media-failed', message, cause}};
  }
  return adapter.join(leg);
}
