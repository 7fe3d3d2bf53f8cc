import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {gunzipSync, gzipSync} from 'node:zlib';
import {sql} from 'kysely';
import {restoreBackup} from '../../../hub/backup/restore-backup.ts';
import {mark} from '../../../hub/backup/backup-format.ts';
import {inOrder, storedTables} from '../../../hub/backup/stored-tables.ts';
import {writeBackup} from '../../../hub/backup/write-backup.ts';
import {startHub} from '../../../hub/hub.ts';
import {type Database, openConnection} from '../../../hub/store/database.ts';
import {MIGRATION_NAMES, migrate} from '../../../hub/store/migrator.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {BILLING_LINE, type TestHub, keepingLog, startTestHub} from '../../support/test-hub.ts';

describe('a backup', () => {
  let hub: TestHub;
  let folder: string;
  const opened: {readonly database: TestDatabase; readonly own: Database}[] = [];

  before(async () => {
    hub = await startTestHub();
    folder = await mkdtemp(join(tmpdir(), 'cb-backup-'));
  });

  after(async () => {
    for (const {own, database} of opened) {
      await own.close();
      await database.drop();
    }
    await hub?.stop();
    await rm(folder, {recursive: true, force: true});
  });

  async function emptyDatabase(): Promise<{readonly database: TestDatabase; readonly own: Database}> {
    const database = await startTestDatabase();
    const own = await openConnection({connectionString: database.url, max: 3}, keepingLog());
    opened.push({database, own});
    return {database, own};
  }

  /** A whole call, from ring to wrap-up. */
  async function takeCall(desk: TestDesk, phone: TestPhone): Promise<void> {
    const from = desk.events.all.length;
    const placed = await phone.client.send('PlaceCall', {
      to: BILLING_LINE,
      name: 'Ada “Łucja” \\ \n',
      data: {reason: 'a\tb'},
    });
    assert.equal(placed.status, 'done');
    const {offer} = await desk.event('ContactOffered', from);
    await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    const {contact} = await desk.event('ContactConnected', from);
    await desk.hub.send('EndContact', {contactId: contact.id});
    await desk.hub.send('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: 'ok'});
    await desk.event('ContactReleased', from);
  }

  it('[OP-70] [OP-71] [OP-72] made while calls go on is of one moment, is put back whole, and work goes on from there', async () => {
    const desk = await connectDesk(hub, 'anna');
    const phone = await connectPhone(hub, '+12015550147');
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    let over = false;
    let calls = 0;
    const load = (async () => {
      for (; !over; calls += 1) await takeCall(desk, phone);
    })();
    const paths = [1, 2, 3].map((each) => join(folder, `under-load-${each}`));
    for (const path of paths) assert.ok((await writeBackup(hub.store.db, path)).rows > 0);
    over = true;
    await load;
    assert.ok(calls > 0);
    await desk.stop();
    await phone.stop();
    for (const path of paths) {
      const {own} = await emptyDatabase();
      await restoreBackup(own.db, path);
      assert.deepEqual(await contradictions(own), []);
    }
    await goesOn(opened.at(-1)?.database.url ?? '');
  });

  /** What no moment of a hub's database has. */
  async function contradictions({db}: Database): Promise<readonly object[]> {
    const {rows} = await sql<object>`
      select 'outbox behind its agent' as what from agent a
        where a.last_seq <> coalesce((select max(seq) from agent_outbox o where o.agent_id = a.id), 0)
      union all select 'a gap in the outbox' from agent_outbox group by agent_id having count(*) <> max(seq)
      union all select 'offered without an offer' from contact c where c.status = 'offered'
        and not exists (select 1 from offer o where o.id = c.offer_id and o.status in ('connecting', 'ringing'))
      union all select 'an offer without its contact' from offer o join contact c on c.id = o.contact_id
        where o.status in ('connecting', 'ringing') and c.offer_id is distinct from o.id
      union all select 'a hub that lives' from hub_process where stopped_at is null
      union all select 'a desk that is connected' from agent_session`.execute(db);
    return rows;
  }

  /** A hub on the restored database: the agent is known, their events are numbered on, and calls go through. */
  async function goesOn(url: string): Promise<void> {
    const runDir = await mkdtemp(join(tmpdir(), 'cbr-'));
    const restored = await startHub({...hub.configuration, port: 0, runDir}, {connectionString: url}, hub.log);
    const place = {url: restored.address, issuer: hub.issuer};
    const desk = await connectDesk(place, 'anna');
    const phone = await connectPhone(place, '+12015550199');
    const known = desk.snapshots.all[0]?.seq ?? 0;
    assert.ok(known > 0);
    await desk.hub.send('SetPresence', {base: 'away', reason: 'lunch'});
    await desk.event('PresenceChanged');
    // Others may come first: what rang at that moment is taken back meanwhile.
    const numbers = desk.events.all.map(({seq}) => seq);
    assert.deepEqual(
      numbers,
      numbers.map((_, place) => known + 1 + place),
    );
    await desk.stop();
    // The first agent may be in the call of that moment still, whose audio has the time of grace to come back.
    const other = await connectDesk(place, 'bert');
    await other.hub.send('SetPresence', {base: 'available', reason: null});
    await takeCall(other, phone);
    await other.stop();
    await phone.stop();
    await restored.stop();
    // Its media process may be writing what it compiled, as it goes.
    await rm(runDir, {recursive: true, force: true, maxRetries: 10});
  }

  it('[OP-71] put back holds every row as it was, to the microsecond', async () => {
    const path = join(folder, 'exact');
    const [quiet] = opened;
    assert.ok(quiet !== undefined);
    const {tables, rows} = await writeBackup(quiet.own.db, path);
    assert.ok(rows > 20, `${rows}`);
    const {own} = await emptyDatabase();
    await restoreBackup(own.db, path);
    const names = await storedTables(quiet.own.db);
    assert.equal(tables, names.length);
    for (const name of names) assert.deepEqual(await digest(own, name), await digest(quiet.own, name), name);
  });

  async function digest({db}: Pick<Database, 'db'>, table: string): Promise<unknown> {
    const {rows} = await sql`select count(*)::int as rows,
      md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content from ${sql.table(table)} t`.execute(db);
    return rows[0];
  }

  it('[EM-30] [EM-24] holds no emergency, and a number that one held rests once it is put back', async () => {
    const path = join(folder, 'emergency');
    await hub.query(`insert into emergency_number (number, held) values ('+12015550190', true)`);
    await hub.query(
      `insert into agent_emergency select id, now(), 'available', null, now() + interval '1 hour' from agent limit 1`,
    );
    await writeBackup(hub.store.db, path);
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
    assert.doesNotMatch(gunzipSync(await readFile(path)).toString(), /agent_emergency|emergency_call/);
    const {own} = await emptyDatabase();
    await restoreBackup(own.db, path);
    const {rows} = await own.pool.query('select held, rests_until > now() as rests from emergency_number');
    assert.deepEqual(rows, [{held: false, rests: true}]);
  });

  it('[OP-73] that is cut short, damaged, or none at all is refused, and nothing of it is left', async () => {
    const path = join(folder, 'good');
    await writeBackup(hub.store.db, path);
    const good = await readFile(path);
    const text = gunzipSync(good).toString();
    const withoutEnd = text.slice(0, text.lastIndexOf('#'));
    const flipped = Buffer.from(good);
    flipped.writeUInt8((flipped.at(good.length - 6) ?? 0) ^ 0xff, good.length - 6);
    const wrong: readonly (readonly [string, Buffer, RegExp])[] = [
      ['a file cut short', good.subarray(0, good.length / 2), /damaged or no backup/],
      ['a file without its end', gzipSync(withoutEnd), /its end is missing/],
      ['a file with a row less', gzipSync(withoutARow(text)), /its end is missing/],
      ['another checksum', flipped, /damaged or no backup/],
      [
        'a row that does not fit',
        gzipSync(text.replace('#{"table":"agent"}\n', '#{"table":"agent"}\n{"id": "5"}\n')),
        /a row of agent/,
      ],
      [
        'a table that is none',
        gzipSync(text.replace('#{"table":"agent"}', '#{"table":"agents"}')),
        /no table is called agents/,
      ],
      ['text', Buffer.from('hello'), /damaged or no backup/],
      ['another kind of file', gzipSync('hello\n'), /no backup that this hub can read/],
      ['nothing', gzipSync(''), /no backup that this hub can read/],
    ];
    for (const [what, content, sentence] of wrong) {
      const {own} = await emptyDatabase();
      await writeFile(join(folder, 'wrong'), content);
      await assert.rejects(
        restoreBackup(own.db, join(folder, 'wrong')),
        {name: 'BackupError', message: sentence},
        what,
      );
      const {rows} = await sql`select to_regclass('agent') is null or not exists (select 1 from agent) as empty`
        .execute(own.db)
        .catch(() => ({rows: [{empty: true}]}));
      assert.deepEqual(rows, [{empty: true}], what);
    }
  });

  function withoutARow(text: string): string {
    const lines = text.split('\n');
    lines.splice(
      lines.findIndex((line) => !line.startsWith('#')),
      1,
    );
    return lines.join('\n');
  }

  it('[OP-73] is not written over a file, nor put into a database that is used, nor taken from a newer hub', async () => {
    const path = join(folder, 'kept');
    await writeFile(path, 'mine');
    await assert.rejects(writeBackup(hub.store.db, path), /there is a file of that name already/);
    assert.equal(await readFile(path, 'utf8'), 'mine');
    await assert.rejects(
      writeBackup(hub.store.db, join(folder, 'no', 'such', 'folder')),
      /cannot be written there \(ENOENT\)/,
    );
    await assert.rejects(restoreBackup(hub.store.db, join(folder, 'good')), /must be empty, and is not/);
    const newer = gunzipSync(await readFile(join(folder, 'good')))
      .toString()
      .replace('"schema":["', '"schema":["9999-tomorrow","');
    await writeFile(join(folder, 'newer'), gzipSync(newer));
    const {own} = await emptyDatabase();
    await assert.rejects(restoreBackup(own.db, join(folder, 'newer')), {name: 'NewerSchemaError'});
    await assert.rejects(restoreBackup(own.db, join(folder, 'missing')), /cannot be read \(ENOENT\)/);
  });

  it('[OP-72] of any earlier version is put back, and what a later one brought is not missed', async () => {
    const known = MIGRATION_NAMES;
    for (const [index, name] of known.entries()) {
      const path = join(folder, `of-${name}`);
      const header = {
        format: 'cordboard-backup' as const,
        version: 1 as const,
        takenAt: '',
        schema: known.slice(0, index + 1),
      };
      await writeFile(path, gzipSync(mark(header) + mark({end: true, rows: 0})));
      const {own} = await emptyDatabase();
      assert.deepEqual(await restoreBackup(own.db, path), {tables: 0, rows: 0}, name);
      await migrate(own.db);
    }
  });

  it('[OP-70] puts each table after those it refers to', () => {
    const references = [
      {from: 'leg', to: 'participant'},
      {from: 'participant', to: 'contact'},
      {from: 'leg', to: 'contact'},
    ];
    assert.deepEqual(inOrder(['contact', 'leg', 'participant', 'timer'], references), [
      'contact',
      'timer',
      'participant',
      'leg',
    ]);
    assert.throws(
      () =>
        inOrder(
          ['a', 'b'],
          [
            {from: 'a', to: 'b'},
            {from: 'b', to: 'a'},
          ],
        ),
      /circle: a, b/,
    );
  });
});
