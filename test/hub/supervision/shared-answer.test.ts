import assert from 'node:assert/strict';
import {afterEach, describe, it, mock} from 'node:test';
import {SharedAnswer} from '../../../hub/desk/shared-answer.ts';

describe('an answer that is the same whoever asks', () => {
  afterEach(() => mock.timers.reset());

  function answers() {
    const begun: PromiseWithResolvers<string>[] = [];
    const work = (): Promise<string> => {
      const one = Promise.withResolvers<string>();
      begun.push(one);
      return one.promise;
    };
    return {begun, work};
  }

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('[SU-8] who asks while one is worked out gets the next one, together with all others', async () => {
    mock.timers.enable({apis: ['setTimeout']});
    const {begun, work} = answers();
    const answer = new SharedAnswer<string>();
    const first = answer.ask(work);
    await settle();
    const [second, third] = [answer.ask(work), answer.ask(work)];
    await settle();
    assert.equal(begun.length, 1);
    begun[0]?.resolve('one');
    assert.equal(await first, 'one');
    mock.timers.tick(250);
    await settle();
    assert.equal(begun.length, 2);
    begun[1]?.resolve('two');
    assert.deepEqual(await Promise.all([second, third]), ['two', 'two']);
  });

  it('[SU-8] the next one is begun a quarter of a second after the one before, not sooner', async () => {
    mock.timers.enable({apis: ['setTimeout']});
    const {begun, work} = answers();
    const answer = new SharedAnswer<string>();
    const first = answer.ask(work);
    await settle();
    begun[0]?.resolve('one');
    await first;
    const second = answer.ask(work);
    mock.timers.tick(249);
    await settle();
    assert.equal(begun.length, 1);
    mock.timers.tick(1);
    await settle();
    assert.equal(begun.length, 2);
    begun[1]?.resolve('two');
    assert.equal(await second, 'two');
  });

  it('[SU-8] one that fails is told as failed to those who asked for it, and the next is worked out', async () => {
    const answer = new SharedAnswer<string>(0);
    const failing = [answer.ask(() => Promise.reject(new Error('no database'))), answer.ask(async () => 'never asked')];
    for (const {status} of await Promise.allSettled(failing)) assert.equal(status, 'rejected');
    assert.equal(await answer.ask(async () => 'again'), 'again');
  });
});
