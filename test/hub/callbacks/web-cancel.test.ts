import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {errorsOf} from '../desk/scenes.ts';
import {person} from '../parties/scenes.ts';
import {until} from '../flows/scenes.ts';
import {becomesDue, hubForCallbacks, schedules} from './callback-world.ts';

describe('whether agents may call off what customers asked for elsewhere', {timeout: 90_000}, () => {
  for (const webCancel of [true, false])
    it(`[CB-12] is said of their contacts alone, and only where the organisation has it so: ${webCancel}`, async () => {
      const hub = await hubForCallbacks({}, {webCancel});
      const anna = await person(hub);
      try {
        const [own, web] = [await schedules(anna), await schedules(anna, {number: '+12015550188'})];
        await hub.query(`update callback set kind = 'web', source = 'web' where id = $1`, [web]);
        for (const [id, expected] of [
          [own, false],
          [web, webCancel],
        ] as const) {
          await becomesDue(hub, id);
          await until(hub, 'it is queued', `exists (select 1 from callback where id = $1 and status = 'queued')`, [id]);
          const [row] = await hub.query<{cancellable: boolean}>(
            'select cancellable from contact join callback on callback.contact_id = contact.id where callback.id = $1',
            [id],
          );
          assert.equal(row?.cancellable, expected);
        }
      } finally {
        await anna.stop();
        await hub.stop();
      }
      assert.deepEqual(errorsOf(hub), []);
    });
});
