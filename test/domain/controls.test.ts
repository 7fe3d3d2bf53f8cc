import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {controlsFor, type ControlName} from '../../src/domain/controls.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  apply,
  connected,
  inbound,
  outbound,
  postCall,
  withConsulted,
} from './contact-fixtures.ts';

/** Those that are commands to the hub; `open` only shows the host's page. */
type Command = Extract<ControlName, 'mute' | 'unmute' | 'hold' | 'resume' | 'end' | 'wrap-up'>;

const NAMES: readonly Command[] = ['mute', 'unmute', 'hold', 'resume', 'end', 'wrap-up'];

/** `on`, `off: why` or `hidden`, by control. */
function shown(contact: Contact, agentId: string = AGENT): Record<string, string> {
  const controls = controlsFor(contact, agentId);
  return Object.fromEntries(
    NAMES.map((name) => {
      const control = controls[name];
      if (!control.visible) return [name, 'hidden'];
      return [name, control.enabled ? 'on' : `off: ${control.why}`];
    }),
  );
}

/** In Post Call the reason is given while the talk goes on ([CO-64]). */
function wrapUpOf(contact: Contact): 'wrap-up' | 'wrap-up-early' {
  return contact.status === 'post-call' ? 'wrap-up-early' : 'wrap-up';
}

/** The desk shows a control as working exactly where the hub would act, and gives the hub's reason where it would not. */
function assertAgreement(contact: Contact, agentId: string): void {
  const controls = controlsFor(contact, agentId);
  for (const name of NAMES) {
    const control = controls[name];
    const result = apply(contact, {type: name === 'wrap-up' ? wrapUpOf(contact) : name, agentId});
    const acts = !('refused' in result) && result.changed;
    assert.equal(
      control.visible && control.enabled,
      acts,
      `${name} in ${contact.status}: ${JSON.stringify([control, result])}`,
    );
    if (control.visible && !control.enabled) assert.deepEqual(result, {refused: control.why});
  }
}

const CASES: readonly (readonly [string, Contact, Record<Command, string>])[] = [
  [
    'waiting',
    inbound(),
    {mute: 'hidden', unmute: 'hidden', hold: 'hidden', resume: 'hidden', end: 'hidden', 'wrap-up': 'hidden'},
  ],
  [
    'dialling',
    outbound(),
    {mute: 'on', unmute: 'hidden', hold: 'off: not-connected', resume: 'hidden', end: 'on', 'wrap-up': 'hidden'},
  ],
  [
    'connected',
    connected(),
    {mute: 'on', unmute: 'hidden', hold: 'on', resume: 'hidden', end: 'on', 'wrap-up': 'hidden'},
  ],
  [
    'muted',
    after(connected(), {type: 'mute', agentId: AGENT}),
    {mute: 'hidden', unmute: 'on', hold: 'on', resume: 'hidden', end: 'on', 'wrap-up': 'hidden'},
  ],
  [
    'post-call',
    postCall(),
    {mute: 'on', unmute: 'hidden', hold: 'off: post-call', resume: 'hidden', end: 'on', 'wrap-up': 'on'},
  ],
  [
    'wrapping up',
    after(connected(), {type: 'end', agentId: AGENT}),
    {mute: 'hidden', unmute: 'hidden', hold: 'hidden', resume: 'hidden', end: 'hidden', 'wrap-up': 'on'},
  ],
  [
    'chat',
    connected('chat'),
    {mute: 'hidden', unmute: 'hidden', hold: 'hidden', resume: 'hidden', end: 'on', 'wrap-up': 'hidden'},
  ],
];

describe('controls', () => {
  for (const [state, contact, expected] of CASES) {
    it(`[DM-8] ${state}`, () => assert.deepEqual(shown(contact), expected));
  }

  it('[HO-6] [WU-2] on hold, End is there and disabled, and Resume takes the place of Hold', () => {
    assert.deepEqual(shown(after(connected(), {type: 'hold', agentId: AGENT})), {
      mute: 'on',
      unmute: 'hidden',
      hold: 'hidden',
      resume: 'on',
      end: 'off: customer-held',
      'wrap-up': 'hidden',
    });
  });

  it('[WU-6] a consulted agent may mute, but neither hold, end nor wrap up', () => {
    const contact = withConsulted(connected());
    assert.deepEqual(shown(contact, OTHER_AGENT), {
      mute: 'on',
      unmute: 'hidden',
      hold: 'hidden',
      resume: 'hidden',
      end: 'hidden',
      'wrap-up': 'hidden',
    });
    assertAgreement(contact, OTHER_AGENT);
    assertAgreement(withConsulted(after(connected(), {type: 'hold', agentId: AGENT})), OTHER_AGENT);
  });

  it('[DM-8] an agent without a leg of their own has nothing to mute', () => {
    const contact = after(inbound(), OPEN, accept(null));
    assert.equal(shown(contact)['mute'], 'hidden');
    assertAgreement(contact, AGENT);
  });

  it('[DM-8] a chat has no hold to resume, whatever its seats say', () => {
    const chat = connected('chat');
    const participants = chat.participants.map((each) =>
      each.status === 'joined' && each.role === 'customer'
        ? {...each, seats: [{conversationId: 'main', held: true}]}
        : each,
    );
    assert.equal(shown({...chat, participants})['resume'], 'hidden');
    assertAgreement({...chat, participants}, AGENT);
  });

  it('[DM-8] desk and hub agree in every state of a call of two', () => {
    for (const [, contact] of CASES) assertAgreement(contact, AGENT);
    assertAgreement(after(connected(), {type: 'lose-leg', legId: AGENT_LEG}), AGENT);
  });
});
