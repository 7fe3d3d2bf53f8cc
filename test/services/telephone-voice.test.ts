import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Contact, Leg} from '../../src/domain/contact.ts';
import {mayAutoAnswer} from '../../src/services/attention/ring-rule.ts';
import {HubVoiceService} from '../../src/services/hub-voice-service.ts';
import {WritableStore} from '../../src/services/store.ts';
import {AGENT, AGENT_LEG, NOW, OPEN, accept, after, inbound} from '../domain/contact-fixtures.ts';
import {SETTINGS, ringing} from '../support/component-contacts.ts';

function atTelephone(status: Leg['status']): Contact {
  return after(inbound(), OPEN, accept({id: AGENT_LEG, kind: 'trunk', epoch: 0, status}));
}

function desk() {
  const contacts = new WritableStore<readonly Contact[]>([]);
  const joined: string[] = [];
  const voice = new HubVoiceService({
    hub: {send: () => new Promise(() => undefined), reportQuality: () => undefined},
    adapter: {
      devices: {onChange: () => () => undefined},
      join: ({legId}) => {
        joined.push(legId);
        return new Promise(() => undefined);
      },
    },
    watch: () => ({stop: () => undefined}),
    contacts,
    agentId: () => AGENT,
    deskId: 'desk-1',
    label: 'test',
    clock: {now: () => NOW},
  });
  return {contacts, joined, voice};
}

describe('the voice of an agent with a telephone', () => {
  it('[DT-3] the desk joins nothing and opens no microphone, and says whether the telephone is to be picked up', () => {
    const {contacts, joined, voice} = desk();
    voice.handleAgent(AGENT, {deskId: 'desk-1', fence: 1, since: NOW, label: 'test', present: true});
    const told: unknown[] = [];
    voice.state.subscribe((state) => told.push(state));
    contacts.set([atTelephone('ringing')]);
    contacts.set([atTelephone('connected')]);
    // The same again is nothing new.
    contacts.set([atTelephone('connected')]);
    contacts.set([]);
    const at = {status: 'telephone', contactId: 'contact-1', placing: false};
    assert.deepEqual(told, [{...at, ringing: true}, {...at, ringing: false}, {status: 'idle'}]);
    assert.deepEqual(joined, []);
    voice.dispose();
  });

  it('[DT-3] a call for a telephone is not answered by itself', () => {
    const facts = {
      each: ringing(),
      soundHere: true,
      soundUnlocked: true,
      microphoneGranted: true,
      speaking: false,
    };
    const desk = {...SETTINGS.desk, autoAnswer: true};
    assert.equal(mayAutoAnswer({...facts, settings: {...SETTINGS, desk}}), true);
    assert.equal(mayAutoAnswer({...facts, settings: {...SETTINGS, desk: {...desk, telephone: '0160'}}}), false);
  });
});
