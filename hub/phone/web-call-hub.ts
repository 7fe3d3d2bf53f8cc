import {HUB_TIME, PROBE} from '../../src/api/wire/protocol.ts';
import {
  WEB_CALL_STATE,
  type WebCallCommand,
  type WebCallReply,
  decodeWebCallCommand,
} from '../../src/api/wire/web-call.ts';
import type {IceServer} from '../../src/api/wire/views.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {RepeatingTask} from '../background/repeating-task.ts';
import {applyAndTell} from '../contacts/happened.ts';
import type {HubLog} from '../logger.ts';
import {type HubConnection, type HubDefinition, type HubMethod, HubError, UnauthorizedError} from '../signalr/index.ts';
import {claimCommand, keepReply} from '../store/command-log.ts';
import {lockContact} from '../store/contact-store.ts';
import {databaseTime} from '../store/database-time.ts';
import type {HubStore} from '../store/hub-store.ts';
import {storable} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {LegExchange} from '../voice/legs.ts';
import {type WebSession, sessionOfToken, startCall} from './web-call-session.ts';
import {callsNow, stateAt} from './web-call-state.ts';

type WebCaller = Pick<WebSession, 'id'>;
type Connection = HubConnection<WebCaller>;
type Given = {
  readonly store: HubStore;
  readonly legs: LegExchange;
  readonly log: HubLog;
  readonly mediaProcessId: () => string | null;
  /** Relays for one call. */
  readonly iceServers: (callId: string) => readonly IceServer[];
};

const POLL_MS = 1_000;

/** Calls from web pages: each connection is a page with a token for one call, and can do nothing but have that call. */
export class WebCallHub {
  readonly #given: Given;
  readonly #pages = new Map<Connection, {told: string}>();
  readonly #task: RepeatingTask;

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'web-calls', everyMs: POLL_MS, log: given.log, run: () => this.#tellAll()});
  }

  readonly definition: HubDefinition<WebCaller> = {
    // Which page may use a token is the token's: origins are the organisation's and change while the hub runs.
    permitsOrigin: () => true,
    authenticate: async ({accessToken, headers}) => {
      const session = accessToken === null ? null : await sessionOfToken({tx: this.#given.store.db}, accessToken);
      if (session === null || session.origin !== headers.origin)
        throw new UnauthorizedError('This call is over, or it is another page’s.');
      return {user: {id: session.id}, expiresAt: null};
    },
    onConnected: (connection) => {
      this.#pages.set(connection, {told: ''});
      this.#task.wake();
    },
    onDisconnected: (connection) => this.#pages.delete(connection),
    maximumParallelInvocations: 4,
    methods: {
      StartCall: this.#method('StartCall', (work, {id}) => startCall(work, id, this.#given.mediaProcessId())),
      HangUpCall: this.#method('HangUpCall', (work, caller) => this.#hangUp(work, caller)),
      ConnectCall: (connection, received) => this.#connect(connection, received),
      ListIceServers: (connection, _nothing) => ({iceServers: this.#given.iceServers(connection.user.id)}),
      [PROBE]: async () => null,
      [HUB_TIME]: () => databaseTime(this.#given.store),
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

  async #tellAll(): Promise<void> {
    const {store} = this.#given;
    const pages = [...this.#pages];
    const calls = await callsNow(
      {tx: store.db},
      pages.map(([{user}]) => user),
    );
    for (const [connection, page] of pages) {
      const call = calls.get(connection.user.id) ?? null;
      const told = JSON.stringify(call);
      if (told === page.told) continue;
      page.told = told;
      connection.send(WEB_CALL_STATE, stateAt(call, Date.now()));
    }
  }

  #method<Name extends 'StartCall' | 'HangUpCall'>(
    name: Name,
    run: (work: Work, caller: WebCaller) => Promise<Refusal | null>,
  ): HubMethod<WebCaller> {
    return async ({user}, received) => {
      const command = commandOf(name, received);
      const actor = `web:${user.id}`;
      return this.#given.store.decide(async (work): Promise<object> => {
        const before = await claimCommand(work, actor, command.commandId, name);
        if (before !== null) return before;
        const late = Date.parse(command.deadlineAt) < work.now;
        const reply = replyOf(late ? 'command-late' : await run(work, user));
        await keepReply(work, actor, command.commandId, reply);
        return reply;
      });
    };
  }

  async #hangUp(work: Work, caller: WebCaller): Promise<Refusal | null> {
    const own = await this.#ownCall(work, caller);
    const contact = own === null ? null : await lockContact(work, own.contactId);
    if (contact === null) return 'contact-gone';
    const applied = await applyAndTell(work, contact, {type: 'hang-up-customer'}, 'web');
    return 'refused' in applied ? applied.refused : null;
  }

  async #connect({user}: Connection, received: unknown): Promise<WebCallReply> {
    const {epoch, sdp} = commandOf('ConnectCall', received);
    const own = await this.#ownCall({tx: this.#given.store.db}, user);
    if (own === null) return replyOf('contact-gone');
    const joined = await this.#given.legs.join(
      own.contactId,
      {legId: own.legId, epoch, sdp},
      async () => null,
      lockContact,
    );
    return 'refused' in joined ? replyOf(joined.refused) : {status: 'done', sdp: joined.sdp};
  }

  /** Found by the connection alone: a page names no call, so that it cannot name another's. */
  async #ownCall({tx}: Pick<Work, 'tx'>, {id}: WebCaller): Promise<{contactId: string; legId: string} | null> {
    const row = await tx
      .selectFrom('web_call')
      .innerJoin('leg', (join) =>
        join.onRef('leg.contact_id', '=', 'web_call.contact_id').onRef('leg.address', '=', 'web_call.address'),
      )
      .select(['leg.contact_id as contactId', 'leg.id as legId'])
      .where('web_call.id', '=', id)
      .executeTakeFirst();
    return row ?? null;
  }
}

function commandOf<Name extends 'StartCall' | 'HangUpCall' | 'ConnectCall'>(
  name: Name,
  received: unknown,
): WebCallCommand<Name> {
  const decoded = decodeWebCallCommand(name, storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  return decoded.value;
}

function replyOf(refused: Refusal | null): WebCallReply {
  return refused === null ? {status: 'done', sdp: null} : {status: 'refused', code: refused};
}
