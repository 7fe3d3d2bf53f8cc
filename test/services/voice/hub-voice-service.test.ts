import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Contact, Leg} from '../../../src/domain/contact.ts';
import {HubVoiceService} from '../../../src/services/hub-voice-service.ts';
import {WritableStore} from '../../../src/services/store.ts';
import type {VoiceLeg, VoiceLegState} from '../../../src/services/voice/voice-adapter.ts';
import {AGENT, AGENT_LEG, NOW, OPEN, accept, after, inbound} from '../../domain/contact-fixtures.ts';

/** A desk that has the sound, and its leg, which joins at once as far as the browser can tell. */
async function talking() {
  const contacts = new WritableStore<readonly Contact[]>([]);
  const joined: number[] = [];
  const leg = {epoch: 0, state: 'connecting' as VoiceLegState};
  const joins = async (epoch: number) => {
    joined.push(epoch);
    Object.assign(leg, {epoch, state: 'connected'});
    return {ok: true, value: undefined} as const;
  };
  const carrier: Partial<VoiceLeg> = {
    legId: AGENT_LEG,
    muted: false,
    playback: 'playing',
    on: () => () => undefined,
    rejoin: joins,
    hangUp: () => undefined,
  };
  Object.defineProperties(carrier, {epoch: {get: () => leg.epoch}, state: {get: () => leg.state}});
  const voice = new HubVoiceService({
    hub: {send: () => new Promise(() => undefined), reportQuality: () => undefined},
    adapter: {
      devices: {onChange: () => () => undefined},
      join: async ({epoch}) => {
        await joins(epoch);
        return {ok: true, value: carrier as VoiceLeg};
      },
    },
    watch: () => ({stop: () => undefined}),
    contacts,
    agentId: () => AGENT,
    deskId: 'desk-1',
    label: 'test',
    clock: {now: () => NOW},
  });
  const tell = async (status: Leg['status'], epoch: number): Promise<void> => {
    contacts.set([after(inbound(), OPEN, accept({id: AGENT_LEG, kind: 'browser', epoch, status}))]);
    await new Promise((resolve) => setImmediate(resolve));
  };
  voice.handleAgent(AGENT, {deskId: 'desk-1', fence: 1, since: NOW, label: 'test', present: true});
  await tell('new', 0);
  await tell('connected', joined[0] ?? 0);
  return {voice, joined, tell, first: joined[0] ?? 0};
}

describe('a leg whose media process was replaced', () => {
  it('[NL-19] joins once more, and not again while the hub has only not heard of it yet', async () => {
    const {voice, joined, tell, first} = await talking();
    await tell('lost', first);
    assert.deepEqual(joined, [first, first + 1]);
    // Something else of the contact changes before the hub is told that the leg is there.
    await tell('lost', first + 1);
    assert.deepEqual(joined, [first, first + 1]);
    await tell('connected', first + 1);
    await tell('lost', first + 1);
    assert.deepEqual(joined, [first, first + 1, first + 2]);
    voice.dispose();
  });
});
