import assert from 'node:assert/strict';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {type Contact, MAIN, consultOf, participantOfAgent} from '../../src/domain/contact.ts';
import {type ControlName, controlsFor} from '../../src/domain/controls.ts';
import {AGENT, apply, connected} from './contact-fixtures.ts';
import {TO_NUMBER, consult, toAgent, toNumber, toQueue} from './party-fixtures.ts';

/** What works, and what is there and does not with its reason; everything else is not there. */
export type Row = readonly [id: string, state: string, contact: Contact, agentId: string, on: string, off: string];

export const NAMES: readonly ControlName[] = namesOf(controlsFor(connected(), AGENT));

function namesOf(controls: {readonly [name in ControlName]: unknown}): ControlName[] {
  const isName = (name: string): name is ControlName => Object.hasOwn(controls, name);
  return Object.keys(controls).filter(isName);
}

/** The names of those that work, and `name=why` of those that are there and do not. */
export function wordsOf(contact: Contact, agentId: string): readonly string[] {
  const controls = controlsFor(contact, agentId);
  return NAMES.flatMap((name) => {
    const control = controls[name];
    if (!control.visible) return [];
    return [control.enabled ? name : `${name}=${control.why}`];
  }).toSorted();
}

/** The hub's action behind a control; several where it depends on the target, none where it is the desk's alone. */
export function actionsOf(contact: Contact, name: ControlName, agentId: string): readonly ContactAction[] {
  switch (name) {
    case 'keypad':
    case 'edit':
    case 'open':
      return [];
    case 'consult':
      return [TO_NUMBER, {kind: 'queue', queueId: 'q', name: 'Q'} as const].map((target) =>
        consult(target, {agentId, conversationId: 'consult-new', name: 'new'}),
      );
    case 'transfer': {
      const chosen = [toAgent(agentId), toNumber(agentId)];
      return consultOf(contact) === undefined ? [...chosen, toQueue(agentId)] : chosen;
    }
    case 'complete-transfer': {
      const asked = consultOf(contact);
      const reachedOnly = asked?.status === 'requested' && asked.target.kind !== 'dial-number';
      return reachedOnly && asked.target.kind !== 'agent' ? [toQueue(agentId)] : [{type: name, agentId}];
    }
    case 'suggest-wrap-up':
      return [{type: name, agentId, reasonId: 'resolved', note: 'as agreed'}];
    case 'wrap-up':
      return [{type: participantOfAgent(contact, agentId)?.status === 'joined' ? 'wrap-up-early' : name, agentId}];
    case 'cancel-invitation':
      return invitedInto(contact, agentId).map((invitationId) => ({type: name, agentId, invitationId}));
    case 'barge-in':
      return [{type: name, agentId}];
    case 'end':
      // [CF-20] A conferenced agent's End is Exit conference, and stands behind that control.
      return participantOfAgent(contact, agentId)?.role === 'conferenced' ? [] : [{type: name, agentId}];
    default:
      return [{type: name, agentId}];
  }
}

/** Whom anybody could try to take back; one of them where nobody is on the way. */
/** Of what is on the way, or asked by another than this agent ([CO-54]). */
function invitedInto(contact: Contact, agentId: string): readonly string[] {
  const own = participantOfAgent(contact, agentId)?.id;
  const asked = contact.conversations.find(
    (each) => each.kind === 'consult' && (each.merged || each.startedBy !== own),
  );
  const rung = contact.participants.find((each) => each.status === 'invited' && each.conversationId === MAIN);
  return [(asked ?? rung)?.id ?? 'nobody'];
}

/** A control works on the desk exactly where the hub acts, a disabled one names the hub's reason, and what is not there does nothing. */
export function assertAgreement(contact: Contact, agentId: string): void {
  const controls = controlsFor(contact, agentId);
  for (const name of NAMES) {
    const control = controls[name];
    for (const action of actionsOf(contact, name, agentId)) {
      const result = apply(contact, action);
      const acts = !('refused' in result) && result.changed;
      assert.equal(
        control.visible && control.enabled,
        acts,
        `${name} for ${agentId}: ${JSON.stringify([control, result])}`,
      );
      if (control.visible && !control.enabled) assert.deepEqual(result, {refused: control.why}, name);
    }
  }
}

export function assertRow([, , contact, agentId, on, off]: Row): void {
  const expected = [...on.split(' '), ...off.split(' ')].filter((word) => word !== '');
  assert.deepEqual(wordsOf(contact, agentId), expected.toSorted());
  assertAgreement(contact, agentId);
}

export function titleOf([, state, , agentId, on, off]: Row): string {
  return `${state}, ${agentId}: ${on === '' ? 'nothing' : on}${off === '' ? '' : `; not ${off}`}`;
}
