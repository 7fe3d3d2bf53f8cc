/** A bare page with one leg, for the tone tests. Says through `voicePage` what the tests want to know. */
import {HubVoiceAdapter} from '../../../src/services/voice/hub-voice-adapter.ts';
import type {VoiceLeg} from '../../../src/services/voice/voice-adapter.ts';

declare global {
  var voicePage: {leg: VoiceLeg | null; states: string[]; error: string | null; nextEpoch(): Promise<number>};
}

const settings = new URLSearchParams(location.search);
const legId = settings.get('leg') ?? '';
const microphoneId = settings.get('microphone');

/** A browser whose candidates came too late, or hide behind names that nobody can look up. */
function offered(sdp: string): string {
  if (settings.get('events') === 'none') return withoutEvents(sdp);
  return settings.get('candidates') === 'none' ? sdp.replaceAll(/a=candidate:.*\r\n/g, '') : sdp;
}

/** A gateway that knows no telephone-event. */
function withoutEvents(sdp: string): string {
  const types = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event.*$/gm)].map((match) => match[1] ?? '');
  return types.reduce(
    (rest, type) =>
      rest
        .replace(new RegExp(`^a=(?:rtpmap|fmtp):${type} .*\\r\\n`, 'gm'), '')
        .replace(new RegExp(`(^m=.*) ${type}\\b`, 'm'), '$1'),
    sdp,
  );
}

async function ask(path: string, body: object): Promise<{epoch: number; answer: string}> {
  const response = await fetch(path, {method: 'POST', body: JSON.stringify(body)});
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const nextEpoch = async (): Promise<number> => (await ask('/epoch', {legId})).epoch;

globalThis.voicePage = {leg: null, states: [], error: null, nextEpoch};

const adapter = new HubVoiceAdapter({
  signalling: {
    connectLeg: async (id, epoch, offer) => (await ask('/connect', {legId: id, epoch, offer: offered(offer)})).answer,
  },
  ...(microphoneId === null ? {} : {microphoneId}),
  constraints: {echoCancellation: false, noiseSuppression: false, autoGainControl: false},
});

const joined = await adapter.join({legId, epoch: await nextEpoch(), nextEpoch});
if (joined.ok) {
  voicePage.leg = joined.value;
  voicePage.states.push(joined.value.state);
  joined.value.on('stateChanged', (state) => voicePage.states.push(state));
} else voicePage.error = joined.error.code;
