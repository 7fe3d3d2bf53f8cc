/** Many clients in a process of their own. Told what to do by its parent; ends with it. */
import {type Counts, StormClient} from './storm-client.ts';
import type {FromCrowd, Person, ToCrowd} from './storm-wire.ts';

/** How many sign in at a time for the first time: this is no storm yet. */
const AT_A_TIME = 40;

const clients: StormClient[] = [];
const counts: Counts = {
  connected: 0,
  greeted: 0,
  lost: 0,
  failed: {},
  gaveUp: 0,
  offered: 0,
  presented: 0,
  firstOfferAt: null,
  snapshotBytes: 0,
};

process.on('message', (told: ToCrowd) => void act(told));
process.once('disconnect', () => process.exit(0));

async function act(told: ToCrowd): Promise<void> {
  switch (told.ask) {
    case 'connect':
      return inTurn(told.people, async (person: Person) => {
        const client = new StormClient(told.kind, told.url, person, counts);
        clients.push(client);
        await client.open();
      });
    case 'choose': {
      let refused = 0;
      await inTurn(clients, async (client) => {
        if (!(await client.choosePresence())) refused += 1;
      });
      return say({said: 'chosen', refused});
    }
    case 'tally':
      return say({said: 'tally', tally: counts});
    case 'leave':
      for (const client of clients.splice(0)) client.leave();
  }
}

async function inTurn<T>(all: readonly T[], each: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await each(one);
  };
  await Promise.all(Array.from({length: AT_A_TIME}, worker));
}

function say(message: FromCrowd): void {
  process.send?.(message);
}
