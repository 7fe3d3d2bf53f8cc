/** A hub whose queue takes messages, and callers who leave them. */
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import type {VoicemailPage, VoicemailView} from '../../../src/api/wire/voicemail.ts';
import {decodeVoicemail, decodeVoicemailPage} from '../../../src/api/wire/voicemail.ts';
import {soundFile} from '../../../hub/prompts/built-in.ts';
import {opusPackets} from '../../../hub/voice/media/ogg-opus.ts';
import type {OverflowRules} from '../../../src/domain/overflow.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub, type TokenClaims} from '../../support/test-hub.ts';
import {until} from '../flows/scenes.ts';

export const VOICEMAIL_AT_ONCE: OverflowRules = {
  before: [{when: {kind: 'waiting', limit: 0}, action: {kind: 'voicemail'}}],
  waiting: [],
};

/** Somebody's voice, for three seconds. */
export async function words(): Promise<readonly Uint8Array[]> {
  return opusPackets(await readFile(soundFile('welcome.en')));
}

type Place = Pick<TestHub, 'url' | 'query' | 'store' | 'log'>;

export type Caller = {
  readonly contactId: string;
  readonly phone: TestPhone;
  readonly peer: LegPeer;
  /** Until the menu of the call is there. */
  at(step: string): Promise<void>;
};

const open: (() => Promise<void>)[] = [];

/** Whoever still calls is gone; before the hub is. */
export async function callersGone(): Promise<void> {
  for (const stop of open.splice(0)) await stop();
}

/** Calls the queue and is there with sound. */
export async function caller(hub: Place, number: string, name = 'Ada Nkemelu'): Promise<Caller> {
  const phone = await connectPhone(hub, number);
  open.push(() => phone.stop());
  await phone.client.send('PlaceCall', {to: BILLING_LINE, name, data: {}});
  const {call} = await phone.states.find('its call', ({call: own}) => own !== null);
  assert.ok(call);
  const contactId = call.callId;
  const peer = await joinLeg(async (sdp) => {
    const reply = await phone.client.send('ConnectCall', {callId: contactId, epoch: 1, sdp});
    assert.ok(reply.status === 'done' && reply.sdp !== null, JSON.stringify(reply));
    return reply.sdp;
  });
  open.push(() => peer.close());
  return {
    ...{contactId, phone, peer},
    at: (step) =>
      until(hub, step, 'exists (select 1 from wait_menu where contact_id = $1 and step = $2)', [contactId, step]),
  };
}

/** Leaves a message of three seconds. @returns its id */
export async function leavesMessage(hub: TestHub, number: string, name?: string): Promise<string> {
  const own = await caller(hub, number, name);
  await own.at('greeting');
  await own.peer.press('#');
  await own.at('recording');
  await own.peer.say(await words());
  await own.peer.press('#');
  const id = await messageOf(hub, own.contactId);
  return id;
}

/** The message of a call, once it is whole. */
export async function messageOf(hub: Pick<TestHub, 'query' | 'log'>, contactId: string): Promise<string> {
  await until(
    hub,
    'the message',
    'exists (select 1 from voicemail where contact_id = $1 and finished_at is not null)',
    [contactId],
  );
  const [row] = await hub.query<{id: string}>('select id from voicemail where contact_id = $1', [contactId]);
  assert.ok(row);
  return row.id;
}

export type Reader = {
  list(query?: string): Promise<VoicemailPage>;
  ask(path: string, method?: string, body?: object): Promise<Response>;
  change(path: string, method: string, body?: object): Promise<VoicemailView>;
};

/** Somebody at a desk, over HTTP. */
export async function readerOf(hub: TestHub, subject: string, claims: TokenClaims = {}): Promise<Reader> {
  const token = await hub.issuer.token(subject, claims);
  const ask: Reader['ask'] = (path, method = 'GET', body) =>
    fetch(`${hub.url}/voicemails${path}`, {
      method,
      headers: {authorization: `Bearer ${token}`, ...(body === undefined ? {} : {'content-type': 'application/json'})},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
  return {
    ask,
    async list(query = '') {
      const page = decodeVoicemailPage(await (await ask(query)).json());
      assert.ok(page);
      return page;
    },
    async change(path, method, body) {
      const response = await ask(path, method, body);
      const answer: unknown = await response.json();
      const view = decodeVoicemail(answer);
      assert.ok(view, JSON.stringify(answer));
      return view;
    },
  };
}
