import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  DESK_FIRST_MS,
  MAIL_KEPT_MS,
  TAKEN_MS,
  giveMailBack,
  hubAsSender,
  isGivenUp,
  mayDeskSend,
  mayHubSend,
  newDelivery,
  takeMail,
} from '../../src/domain/mail-delivery.ts';

const NOW = 1_800_000_000_000;
const A_HUB = hubAsSender('one');

describe('the delivery of a mail about an emergency', () => {
  it('[EC-40] the desk has the first say, then the hub', () => {
    const fresh = newDelivery(NOW);
    assert.equal(mayDeskSend(fresh, NOW), true);
    assert.equal(mayHubSend(fresh, NOW + DESK_FIRST_MS - 1), false);
    assert.equal(mayHubSend(fresh, NOW + DESK_FIRST_MS), true);
  });

  it('[EC-40] one at a time has it', () => {
    const taken = takeMail(newDelivery(NOW), 'desk-1', NOW);
    assert.equal(mayDeskSend(taken, NOW + TAKEN_MS - 1), false);
    assert.equal(mayHubSend(taken, NOW + TAKEN_MS - 1), false);
    assert.equal(giveMailBack(taken, 'desk-2', 'failed', NOW), null);
  });

  it('[EC-41] whoever took it and is heard of no more may have sent it: the next says so', () => {
    const taken = takeMail(newDelivery(NOW), 'desk-1', NOW);
    assert.equal(taken.again, false);
    assert.equal(mayHubSend(taken, NOW + TAKEN_MS), true);
    const next = takeMail(taken, A_HUB, NOW + TAKEN_MS);
    assert.equal(next.again, true);
    assert.equal(giveMailBack(next, 'desk-1', 'failed', NOW + TAKEN_MS + 1), null);
    assert.equal(giveMailBack(next, A_HUB, 'failed', NOW + TAKEN_MS + 1)?.again, true);
  });

  it('[EC-55] a hub that says late that it could not send it takes nothing from another that sends it now', () => {
    const first = takeMail(newDelivery(NOW), A_HUB, NOW);
    const second = takeMail(first, hubAsSender('two'), NOW + TAKEN_MS);
    assert.equal(giveMailBack(second, A_HUB, 'failed', NOW + TAKEN_MS + 1), null);
    assert.notEqual(giveMailBack(second, hubAsSender('two'), 'failed', NOW + TAKEN_MS + 1), null);
  });

  it('[EC-41] a failure that is certain is no reason to say so, an uncertain one is', () => {
    const taken = takeMail(newDelivery(NOW), 'desk-1', NOW);
    assert.equal(giveMailBack(taken, 'desk-1', 'failed', NOW)?.again, false);
    assert.equal(giveMailBack(taken, 'desk-1', 'uncertain', NOW)?.again, true);
  });

  it('[EC-42] what the desk could not send the hub tries at once, then ever less often', () => {
    let delivery = takeMail(newDelivery(NOW), 'desk-1', NOW);
    const back = giveMailBack(delivery, 'desk-1', 'failed', NOW + 10);
    assert.ok(back);
    assert.equal(mayHubSend(back, NOW + 10), true);
    delivery = back;
    const waits: number[] = [];
    for (let at = 0; at < 10; at += 1) {
      const tried = giveMailBack(takeMail(delivery, A_HUB, NOW), A_HUB, 'failed', NOW);
      assert.ok(tried);
      waits.push(tried.notBefore - NOW);
      delivery = tried;
    }
    assert.deepEqual(
      waits,
      waits.toSorted((a, b) => a - b),
    );
    assert.equal(waits[0], 10_000);
    assert.equal(waits.at(-1), 300_000);
    assert.equal(mayHubSend(delivery, NOW + 299_999), false);
    assert.equal(mayDeskSend(delivery, NOW + 300_000), true);
  });

  it('[EC-43] it is kept for a day', () => {
    assert.equal(isGivenUp(newDelivery(NOW), NOW + MAIL_KEPT_MS - 1), false);
    assert.equal(isGivenUp(newDelivery(NOW), NOW + MAIL_KEPT_MS), true);
  });
});
