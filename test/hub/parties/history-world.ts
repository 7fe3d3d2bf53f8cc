/** A small centre that random histories act on: decisions and a database, without sockets and audio. */
import assert from 'node:assert/strict';
import {routeConsult, waitingConsults} from '../../../hub/routing/consult-waits.ts';
import {applyAndTell} from '../../../hub/contacts/happened.ts';
import {dropNumber} from '../../../hub/contacts/drop-number.ts';
import {COMMANDS, type DecidedCommand, type Desk} from '../../../hub/desk/commands.ts';
import {placeCall} from '../../../hub/phone/place-call.ts';
import {acceptOffer, declineOffer, ringOutOffer} from '../../../hub/routing/answer-offer.ts';
import {routeAgent, routeContact} from '../../../hub/routing/route.ts';
import {lockContact, readContacts} from '../../../hub/store/contact-store.ts';
import type {Database} from '../../../hub/store/database.ts';
import type {HubStore} from '../../../hub/store/hub-store.ts';
import type {Work} from '../../../hub/store/unit-of-work.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import type {ContactAction} from '../../../src/domain/contact-transition.ts';
import type {TargetWish} from '../../../src/domain/target.ts';

const NO_PAGE: Omit<Desk, 'agentId'> = {deskId: null, mediaProcessId: null, emergency: 'simulated'};

export const NUMBERS = ['+12015550191', '+12015550192'] as const;
const LINE = '+12015550100';

/** Commands that carry a contact and nothing else. */
export const PLAIN = [
  'HoldContact',
  'ResumeContact',
  'MuteContact',
  'UnmuteContact',
  'EndContact',
  'EndConsult',
  'ExitConsult',
  'ToggleConsult',
  'HoldConsult',
  'ResumeConsult',
  'BeginConference',
  'ExitConference',
  'CompleteTransfer',
  'BargeIn',
  'StopMonitoring',
] as const satisfies readonly DecidedCommand[];

export type Step =
  | {readonly kind: 'call'}
  | {readonly kind: 'plain'; readonly who: number; readonly name: (typeof PLAIN)[number]}
  | {readonly kind: 'consult' | 'transfer'; readonly who: number; readonly target: number; readonly holds: boolean}
  | {readonly kind: 'accept' | 'decline' | 'ring-out'; readonly who: number}
  | {readonly kind: 'wrap-up' | 'suggest'; readonly who: number}
  | {readonly kind: 'monitor'; readonly who: number}
  | {readonly kind: 'customer-hangs-up'; readonly contact: number}
  | {readonly kind: 'number-answers' | 'number-hangs-up'; readonly number: number}
  | {readonly kind: 'leg-lost' | 'leg-back' | 'leg-given-up'; readonly participant: number};

export class HistoryWorld {
  readonly #database: Database;
  readonly #store: HubStore;
  readonly agents: readonly string[];
  readonly supervisor: string;
  #calls = 0;

  constructor(database: Database, store: HubStore, agents: readonly string[], supervisor: string) {
    this.#database = database;
    this.#store = store;
    this.agents = agents;
    this.supervisor = supervisor;
  }

  async contacts(): Promise<readonly Contact[]> {
    const {rows} = await this.#database.pool.query<{id: string}>('select id from contact order by created_at, id');
    return readContacts(
      {tx: this.#database.db},
      rows.map(({id}) => id),
    );
  }

  /** Does one step, then what the hub's loops would. A refusal is as good an outcome as any. */
  async act(step: Step): Promise<void> {
    await this.#store.decide((work) => this.#perform(work, step));
    await this.#route();
  }

  async #perform(work: Work, step: Step): Promise<unknown> {
    switch (step.kind) {
      case 'call':
        return this.#call(work);
      case 'plain':
        return this.#onOwn(work, step.who, (contactId, desk) => COMMANDS[step.name](work, desk, {contactId}));
      case 'consult':
        return this.#onOwn(work, step.who, (contactId, desk) =>
          COMMANDS.Consult(work, desk, {contactId, target: this.#target(step.target), holdsCustomer: step.holds}),
        );
      case 'transfer':
        return this.#onOwn(work, step.who, (contactId, desk) =>
          COMMANDS.Transfer(work, desk, {contactId, target: this.#target(step.target)}),
        );
      case 'accept':
      case 'decline':
      case 'ring-out':
        return this.#onOffer(work, step);
      case 'wrap-up':
        return this.#onOwn(work, step.who, (contactId, desk) =>
          COMMANDS.SubmitWrapUp(work, desk, {contactId, reasonId: 'solved', note: ''}),
        );
      case 'suggest':
        return this.#onOwn(work, step.who, (contactId, desk) =>
          COMMANDS.SuggestWrapUp(work, desk, {contactId, reasonId: 'solved', note: 'so'}),
        );
      case 'monitor':
        return this.#monitor(work, step.who);
      case 'customer-hangs-up':
        return this.#onContact(work, step.contact, () => ({type: 'hang-up-customer'}));
      case 'number-answers':
      case 'number-hangs-up':
        return this.#onNumber(work, step);
      default:
        return this.#onLeg(work, step);
    }
  }

  #target(n: number): TargetWish {
    const choices: readonly TargetWish[] = [
      ...this.agents.map((agentId): TargetWish => ({kind: 'agent', agentId})),
      {kind: 'queue', queueId: 'q'},
      {kind: 'entry-point', entryPointId: 'line'},
      ...NUMBERS.map((number): TargetWish => ({kind: 'dial-number', number, name: null})),
      {kind: 'dial-number', number: '911', name: null},
    ];
    return choices[n % choices.length] ?? {kind: 'queue', queueId: 'q'};
  }

  async #call(work: Work): Promise<void> {
    this.#calls += 1;
    const number = `+1201555${String(1_000 + (this.#calls % 9_000))}`;
    const refused = await placeCall(work, {number, mediaProcessId: null}, {to: LINE, name: null, data: {}});
    assert.equal(refused, null);
  }

  async #onOwn(work: Work, who: number, run: (contactId: string, desk: Desk) => Promise<unknown>): Promise<unknown> {
    const own = await work.tx
      .selectFrom('participant')
      .select(['contact_id', 'agent_id'])
      .where('agent_id', 'is not', null)
      .where('status', '<>', 'left')
      .orderBy('joined_at')
      .orderBy('place')
      .execute();
    const one = own[who % Math.max(1, own.length)];
    if (one?.agent_id === null || one === undefined) return null;
    return run(one.contact_id, {...NO_PAGE, agentId: one.agent_id});
  }

  async #onOffer(work: Work, {kind, who}: Extract<Step, {kind: 'accept' | 'decline' | 'ring-out'}>): Promise<unknown> {
    const offers = await work.tx
      .selectFrom('offer')
      .select(['id', 'fence', 'agent_id'])
      .where('ended_at', 'is', null)
      .orderBy('offered_at')
      .orderBy('id')
      .execute();
    const offer = offers[who % Math.max(1, offers.length)];
    if (offer === undefined) return null;
    const {agent_id: agentId} = offer;
    const answer = {offerId: offer.id, fence: offer.fence, agentId};
    if (kind === 'accept') return acceptOffer(work, {...answer, deskId: null, mediaProcessId: null});
    if (kind === 'decline') await declineOffer(work, answer);
    else {
      await work.tx
        .updateTable('offer')
        .set({expires_at: new Date(work.now), status: 'ringing'})
        .where('id', '=', offer.id)
        .execute();
      await ringOutOffer(work, offer.id);
    }
    // They say at once that they are there again: a history in which everybody is Idle has no more to show.
    return COMMANDS.SetPresence(work, {...NO_PAGE, agentId}, {base: 'available', reason: null});
  }

  async #monitor(work: Work, who: number): Promise<unknown> {
    const calls = await work.tx
      .selectFrom('participant')
      .select(['contact_id', 'agent_id'])
      .where('agent_id', 'is not', null)
      .where('status', '=', 'joined')
      .orderBy('id')
      .execute();
    const call = calls[who % Math.max(1, calls.length)];
    const agentId = call?.agent_id ?? null;
    if (call === undefined || agentId === null) return null;
    const desk = {...NO_PAGE, agentId: this.supervisor};
    return COMMANDS.Monitor(work, desk, {contactId: call.contact_id, agentId});
  }

  async #onContact(work: Work, place: number, choose: (contact: Contact) => ContactAction | null): Promise<unknown> {
    const rows = await work.tx
      .selectFrom('contact')
      .select('id')
      .where('status', '<>', 'ended')
      .orderBy('id')
      .execute();
    const row = rows[place % Math.max(1, rows.length)];
    const contact = row === undefined ? null : await lockContact(work, row.id);
    const action = contact === null ? null : choose(contact);
    return contact === null || action === null ? null : applyAndTell(work, contact, action, 'phone');
  }

  async #onNumber(
    work: Work,
    {kind, number}: Extract<Step, {kind: 'number-answers' | 'number-hangs-up'}>,
  ): Promise<unknown> {
    const leg = await work.tx
      .selectFrom('leg')
      .select(['id', 'contact_id'])
      .where('address', '=', NUMBERS[number % NUMBERS.length] ?? '')
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    const contact = leg === undefined ? null : await lockContact(work, leg.contact_id);
    if (leg === undefined || contact === null) return null;
    if (kind === 'number-hangs-up') return dropNumber(work, contact, leg.id, 'gone', 'phone');
    return applyAndTell(work, contact, {type: 'answer-leg', legId: leg.id}, 'phone');
  }

  #onLeg(work: Work, {kind, participant}: Extract<Step, {participant: number}>): Promise<unknown> {
    const type = {'leg-lost': 'lose-leg', 'leg-back': 'regain-leg', 'leg-given-up': 'give-up-leg'} as const;
    return this.#onContact(work, participant, (contact) => {
      const legs = contact.participants.flatMap((each) =>
        each.status === 'joined' && each.leg !== null ? [each.leg.id] : [],
      );
      const legId = legs[participant % Math.max(1, legs.length)];
      return legId === undefined ? null : {type: type[kind], legId};
    });
  }

  /** What the routing loop does after each commit. */
  async #route(): Promise<void> {
    for (const key of await waitingConsults({tx: this.#database.db}))
      await this.#store.decide((work) => routeConsult(work, key));
    const {rows: due} = await this.#database.pool.query<{id: string}>('select agent_id as id from agent_due');
    for (const {id} of due) await this.#store.decide((work) => routeAgent(work, id));
    const {rows: waiting} = await this.#database.pool.query<{id: string}>(
      `select id from contact where status = 'waiting' order by priority, enqueued_at`,
    );
    for (const {id} of waiting) await this.#store.decide((work) => routeContact(work, id));
  }
}
