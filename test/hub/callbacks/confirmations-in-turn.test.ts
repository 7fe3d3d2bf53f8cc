import assert from 'node:assert/strict';
import {once, EventEmitter} from 'node:events';
import {after, afterEach, before, describe, it} from 'node:test';
import {ConfirmationKeeper} from '../../../hub/callbacks/requests/confirmation-keeper.ts';
import {addConfirmation} from '../../../hub/callbacks/requests/confirmation-store.ts';
import type {HubMailer, Sent} from '../../../hub/emergency/hub-mailer.ts';
import {type TestHub, keepingLog} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {counts, forgetAll, hubForRequests, receiptFor, someNumber} from './request-world.ts';

const SENT: Sent = {outcome: 'sent', code: null, left: []};
const FAILED: Sent = {outcome: 'failed', code: '451', left: []};

/** A mail server in the test's hands: it has what it was given until the test says what becomes of it. */
class HeldMailer implements HubMailer {
  readonly began: string[] = [];
  readonly held = new Map<string, (sent: Sent) => void>();
  most = 0;
  #closed = false;
  readonly #events = new EventEmitter();

  send(_id: string, {to: [recipient = '']}: {readonly to: readonly string[]}): Promise<Sent> {
    if (this.#closed) return Promise.resolve(SENT);
    const {promise, resolve} = Promise.withResolvers<Sent>();
    this.began.push(recipient);
    this.held.set(recipient, resolve);
    this.most = Math.max(this.most, this.held.size);
    this.#events.emit('began');
    return promise;
  }

  answer(recipient: string, sent: Sent): void {
    this.held.get(recipient)?.(sent);
    this.held.delete(recipient);
  }

  async hasBegun(count: number): Promise<void> {
    while (this.began.length < count) await once(this.#events, 'began', {signal: AbortSignal.timeout(20_000)});
  }

  close(): void {
    this.#closed = true;
    for (const recipient of this.held.keys()) this.answer(recipient, SENT);
  }
}

describe('confirmations in their turn', {timeout: 120_000}, () => {
  let hub: TestHub;
  let mailer: HeldMailer;
  let keeper: ConfirmationKeeper;
  const log = keepingLog();

  before(async () => {
    // Without a mail service of its own: the test's keeper has them all.
    hub = await hubForRequests({}, {mailFrom: 'callbacks@northwind.example'});
  });

  afterEach(async () => {
    mailer.close();
    await keeper.stop();
    await forgetAll(hub);
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** As many as are named, the first of them the oldest, though stored in another order. */
  async function waiting(names: readonly string[]): Promise<void> {
    for (const [at, name] of [...names.entries()].toReversed()) {
      await receiptFor(hub, {number: someNumber()});
      const [row] = await hub.query<{id: string}>(
        'select id from callback_request order by created_at desc, id limit 1',
      );
      assert.ok(row !== undefined);
      await hub.store.decide((work) =>
        addConfirmation(work, {requestId: row.id, recipient: name, link: 'http://hub.test/callback/x'}),
      );
      const createdAt = Date.now() - 60_000 + at * 1_000;
      await hub.query(
        `update callback_mail set delivery = delivery || jsonb_build_object('createdAt', $2::float8, 'notBefore', $2::float8) where recipient = $1`,
        [name, createdAt],
      );
    }
  }

  function start(patienceMs?: number): void {
    mailer = new HeldMailer();
    keeper = new ConfirmationKeeper({
      ...{store: hub.store, log, mailer, hubId: crypto.randomUUID()},
      ...(patienceMs === undefined ? {} : {patienceMs}),
    });
    keeper.start();
  }

  const names = (count: number, of = 'reader') => Array.from({length: count}, (_, at) => `${of}-${at}@example.com`);

  it('[PK-115] are sent five at once, the oldest first; where one is done the next begins', async () => {
    const readers = names(8);
    await waiting(readers);
    start();
    await mailer.hasBegun(5);
    assert.deepEqual(mailer.began.toSorted(), readers.slice(0, 5));
    for (const [at, next] of readers.slice(5).entries()) {
      mailer.answer(readers[at] ?? '', SENT);
      await mailer.hasBegun(6 + at);
      assert.equal(mailer.began.at(-1), next);
    }
    assert.equal(mailer.most, 5);
  });

  it('[PK-115] that fail go behind those that nobody has tried', async () => {
    const failing = names(6, 'failing');
    const fresh = names(3, 'fresh');
    await waiting([...failing, ...fresh]);
    start();
    for (let at = 0; at < 9; at += 1) {
      await mailer.hasBegun(at + 1);
      const recipient = mailer.began[at] ?? '';
      if (failing.includes(recipient)) mailer.answer(recipient, FAILED);
    }
    assert.deepEqual(mailer.began.slice(0, 9).toSorted(), [...failing, ...fresh]);
  });

  it('[PK-115] of a server that never answers keep their places for a while only', async () => {
    const stuck = names(5, 'stuck');
    const fresh = names(2, 'fresh');
    await waiting([...stuck, ...fresh]);
    start(200);
    await mailer.hasBegun(7);
    assert.deepEqual(mailer.began.slice(0, 5).toSorted(), stuck);
    assert.deepEqual(mailer.began.slice(5, 7).toSorted(), fresh);
    // Nobody knows whether those were taken: they are tried again.
    assert.ok(((await counts(hub))?.mails ?? 0) >= 5);
  });

  it('[PK-115] [PK-49] of yesterday are given up, however many, and the operator is told', async () => {
    await waiting(names(2));
    await hub.query(
      `insert into callback_mail select gen_random_uuid(), request_id, recipient, link, delivery || '{"createdAt": 0, "notBefore": 9e15}'
       from callback_mail, generate_series(1, 300)`,
    );
    start();
    await log.said('confirmations by mail could not be sent within 24 hours: check the mail service');
    assert.equal((await counts(hub))?.mails, 2);
  });
});
