import {decodePhoneCommand} from '../../src/api/wire/decode.ts';
import {HUB_TIME, PHONE_STATE, PROBE} from '../../src/api/wire/protocol.ts';
import type {PhoneCommandName, PhoneReply} from '../../src/api/wire/phone.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {isTelephoneRinging} from '../../src/domain/telephone.ts';
import type {KeepTrying} from '../background/keep-trying.ts';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {joinEmergency} from '../emergency/emergency-legs.ts';
import {emergencyAtPhone} from '../emergency/responder-phone.ts';
import {type HubConnection, type HubDefinition, type HubMethod, HubError, UnauthorizedError} from '../signalr/index.ts';
import {claimCommand, keepReply} from '../store/command-log.ts';
import {lockContact} from '../store/contact-store.ts';
import {databaseTime} from '../store/database-time.ts';
import type {HubStore} from '../store/hub-store.ts';
import {storable} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Join, Joined, LegExchange} from '../voice/legs.ts';
import {type Telephone, onOwnCall, partyOf} from './own-call.ts';
import {phoneState} from './phone-state.ts';
import {phoneOfToken} from './phone-store.ts';
import {placeCall} from './place-call.ts';
import {agentAtTelephone} from './telephone-offers.ts';

export type PhoneUser = {readonly number: string};
type Connection = HubConnection<PhoneUser>;
type Given = {
  readonly store: HubStore;
  /** What rings for help is told without waiting for anything ordinary ([EC-56]). */
  readonly urgentStore: HubStore;
  readonly legs: LegExchange;
  readonly log: HubLog;
  readonly departures: KeepTrying;
  readonly hubId: string;
  readonly mediaProcessId: () => string | null;
};

const POLL_MS = 1_000;

/** The simulated telephone network: each connection is a phone with a number of its own. */
export class PhoneHub {
  readonly #given: Given;
  readonly #phones = new Map<Connection, {told: string}>();
  readonly #task: RepeatingTask;

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'phones', everyMs: POLL_MS, log: given.log, run: () => this.#tellAll()});
  }

  readonly definition: HubDefinition<PhoneUser> = {
    authenticate: async ({accessToken}) => {
      const number = accessToken === null ? null : await phoneOfToken(this.#given.store, accessToken);
      if (number === null) throw new UnauthorizedError('This phone is not registered: register its number again.');
      return {user: {number}, expiresAt: null};
    },
    onConnected: (connection) => this.#connected(connection),
    onDisconnected: (connection) => this.#disconnected(connection),
    maximumParallelInvocations: 4,
    urgent: [PROBE],
    methods: {
      PlaceCall: this.#method('PlaceCall', (work, phone, body) =>
        placeCall(work, {number: phone.number, mediaProcessId: this.#given.mediaProcessId()}, body),
      ),
      AnswerCall: this.#method('AnswerCall', (work, phone, body) =>
        onOwnCall(work, this.#telephone(phone.number), body.callId, 'answer'),
      ),
      DeclineCall: this.#method('DeclineCall', (work, phone, body) =>
        onOwnCall(work, this.#telephone(phone.number), body.callId, 'decline'),
      ),
      HangUpCall: this.#method('HangUpCall', (work, phone, body) =>
        onOwnCall(work, this.#telephone(phone.number), body.callId, 'hang-up'),
      ),
      [PROBE]: async () => null,
      [HUB_TIME]: () => databaseTime(this.#given.store),
      ConnectCall: (connection, received) => this.#connectCall(connection, received),
    },
  };

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  #telephone(number: string): Telephone {
    return {number, mediaProcessId: this.#given.mediaProcessId()};
  }

  async #connected(connection: Connection): Promise<void> {
    const {store, hubId} = this.#given;
    await store.db
      .updateTable('phone')
      .set({hub_id: hubId, connected_at: new Date()})
      .where('number', '=', connection.user.number)
      .execute();
    this.#phones.set(connection, {told: ''});
    this.#task.wake();
  }

  #disconnected(connection: Connection): Promise<void> {
    this.#phones.delete(connection);
    return this.#given.departures.do(() => this.#noteAbsence(connection));
  }

  async #noteAbsence(connection: Connection): Promise<void> {
    const elsewhere = [...this.#phones.keys()].some((each) => each.user.number === connection.user.number);
    if (elsewhere) return;
    await this.#given.store.db
      .updateTable('phone')
      .set({hub_id: null})
      .where('number', '=', connection.user.number)
      // It may be at another hub by now.
      .where('hub_id', '=', this.#given.hubId)
      .execute();
  }

  async #tellAll(): Promise<void> {
    for (const [connection, phone] of this.#phones) {
      const {urgentStore} = this.#given;
      const {number} = connection.user;
      const state = await phoneState({tx: urgentStore.db}, number, urgentStore.settings.callerNumber);
      const told = JSON.stringify(state);
      if (told === phone.told) continue;
      phone.told = told;
      connection.send(PHONE_STATE, state);
    }
  }

  #method<Name extends Exclude<PhoneCommandName, 'ConnectCall'>>(
    name: Name,
    run: (work: Work, phone: PhoneUser, body: DecodedBody<Name>) => Promise<Refusal | null>,
  ): HubMethod<PhoneUser> {
    return async (connection, received) => {
      const decoded = decodePhoneCommand(name, storable(received));
      if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
      const command = decoded.value;
      const actor = `phone:${connection.user.number}`;
      return this.#given.store.decide(async (work): Promise<object> => {
        const before = await claimCommand(work, actor, command.commandId, name);
        if (before !== null) return before;
        const refused = command.deadlineAt < work.now ? 'command-late' : await run(work, connection.user, command);
        const reply: PhoneReply = refused === null ? {status: 'done', sdp: null} : {status: 'refused', code: refused};
        await keepReply(work, actor, command.commandId, reply);
        return reply;
      });
    };
  }

  async #connectCall(connection: Connection, received: unknown): Promise<PhoneReply> {
    const decoded = decodePhoneCommand('ConnectCall', storable(received));
    if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
    const {callId, epoch, sdp} = decoded.value;
    const state = await phoneState({tx: this.#given.store.db}, connection.user.number, '');
    if (state.call === null || state.call.callId !== callId) return {status: 'refused', code: 'not-yours'};
    const join = {legId: state.call.legId, epoch, sdp};
    const inEmergency = await emergencyAtPhone({tx: this.#given.store.db}, connection.user.number, '');
    const joined =
      inEmergency?.callId === callId
        ? await joinEmergency(this.#given.store, callId, join, (call) =>
            'legs' in call && call.legs.responder.id === join.legId && call.status !== 'dialling' ? null : 'not-yours',
          )
        : await this.#joinContact(connection, callId, join);
    return 'refused' in joined ? {status: 'refused', code: joined.refused} : {status: 'done', sdp: joined.sdp};
  }

  #joinContact(connection: Connection, callId: string, join: Join): Promise<Joined> {
    return this.#given.legs.join(
      callId,
      join,
      (work, contact) => refusalToJoin(work, contact, connection.user.number),
      lockContact,
    );
  }
}

type DecodedBody<Name extends PhoneCommandName> = Extract<
  ReturnType<typeof decodePhoneCommand<Name>>,
  {value: unknown}
>['value'];

/** A telephone joins what it has a part in; an agent's has to be picked up before. */
async function refusalToJoin(work: Work, contact: Contact, number: string): Promise<Refusal | null> {
  if (partyOf(contact, number) !== undefined) return null;
  const agent = await agentAtTelephone(work, contact, number);
  if (agent?.status !== 'joined' || agent.leg?.kind !== 'trunk') return 'not-yours';
  return isTelephoneRinging(agent) ? 'not-connected' : null;
}
