import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk} from './scenes.ts';

const FAILED = 'what has to be done could not be done and is tried again';

describe('a page that closes while the database is away', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(() => hub?.stop());

  /** Resolves once the rows are as wanted; the test's own time limit ends it otherwise. */
  async function until(wanted: number, text: string, values: readonly unknown[] = []): Promise<void> {
    while ((await hub.query(text, values)).length !== wanted) await immediate();
  }

  it(
    '[NL-20] is known to be gone once the database is back: it has no sound, and nothing rings there',
    {timeout: 60_000},
    async () => {
      const anna = await availableDesk(hub, 'anna');
      const sessions = 'select id from agent_session';
      await until(1, sessions);
      await hub.query('alter table agent_session rename to agent_session_away');
      const failed = hub.log.said(FAILED);
      await anna.stop();
      await failed;
      await hub.query('alter table agent_session_away rename to agent_session');
      await until(0, sessions);
      await until(1, `select 1 from timer where kind = 'desk-grace'`);
    },
  );

  it('[NL-20] a telephone too: its number is free for somebody else’s page', {timeout: 60_000}, async () => {
    const number = '+12015550147';
    const phone = await connectPhone(hub, number);
    const held = 'select number from phone where number = $1 and hub_id is not null';
    await until(1, held, [number]);
    await hub.query('alter table phone rename to phone_away');
    const lines = hub.log.lines.filter(({message}) => message === FAILED).length;
    await phone.stop();
    while (hub.log.lines.filter(({message}) => message === FAILED).length === lines) await immediate();
    await hub.query('alter table phone_away rename to phone');
    await until(0, held, [number]);
    assert.ok((await hub.query('select 1 from phone where number = $1', [number])).length === 1);
  });
});
