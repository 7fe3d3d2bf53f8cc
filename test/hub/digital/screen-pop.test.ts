import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type Server, type Socket, connect, createServer} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import {HubClient} from '../../../src/api/hub-client.ts';
import {HubContactService} from '../../../src/services/hub-contact-service.ts';
import {HubOfferService} from '../../../src/services/hub-offer-service.ts';
import {HubScreenService} from '../../../src/services/hub-screen-service.ts';
import type {ScreenPop} from '../../../src/services/ports.ts';
import {Inbox, connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {type Integrator, MAIL, integrator, withMailbox} from './scenes.ts';

/** One page of an agent, as far as it knows what to show: the SDK's own services on a connection of their own. */
class Page {
  readonly pops: ScreenPop[] = [];
  readonly offers: HubOfferService;
  readonly contacts: HubContactService;
  readonly screens: HubScreenService;
  readonly hub: HubClient;
  readonly changes = new Inbox<string>();
  readonly deskId = `place.${crypto.randomUUID()}`;
  ownsSound = false;

  constructor(hub: TestHub, subject: string, url: string) {
    this.hub = new HubClient({
      hubUrls: [url],
      deskId: this.deskId,
      getToken: () => hub.issuer.token(subject),
      onSnapshot: (snapshot) => {
        for (const service of [this.offers, this.contacts, this.screens]) service.handleSnapshot(snapshot);
        this.changes.add('snapshot');
      },
      onEvent: (event) => {
        for (const service of [this.offers, this.contacts, this.screens]) service.handleEvent(event);
        if (event.type === 'ContactOffered') this.offers.present(event.offer.id);
        this.changes.add(event.type);
      },
      onState: () => undefined,
    });
    this.offers = new HubOfferService(this.hub);
    this.contacts = new HubContactService(this.hub);
    const {deskId} = this;
    this.screens = new HubScreenService({deskId, contacts: this.contacts.contacts, ownsSound: () => this.ownsSound});
    this.screens.latest.subscribe((pop) => pop !== null && this.pops.push(pop));
    this.hub.start();
  }

  static async open(hub: TestHub, subject: string, url = hub.url): Promise<Page> {
    const page = new Page(hub, subject, url);
    await page.changes.find('a snapshot', (change) => change === 'snapshot');
    return page;
  }

  async ringing(contactId: string): Promise<string> {
    for (;;) {
      const found = this.offers.ringing.value.find(({contact}) => contact.id === contactId);
      if (found !== undefined) return found.offer.id;
      const {promise, resolve} = Promise.withResolvers<void>();
      const stop = this.offers.ringing.subscribe(() => resolve());
      await promise;
      stop();
    }
  }

  async has(contactId: string): Promise<void> {
    while (!this.contacts.contacts.value.some(({id}) => id === contactId)) {
      const {promise, resolve} = Promise.withResolvers<void>();
      const stop = this.contacts.contacts.subscribe(() => resolve());
      await promise;
      stop();
    }
  }

  get shown(): readonly string[] {
    return this.pops.map(({contact}) => contact.id);
  }
}

/** A connection to the hub that can lose what the hub says, and break. */
class Line implements AsyncDisposable {
  deaf = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(hubUrl: URL) {
    this.#server = createServer((page) => {
      const hub = connect(Number(hubUrl.port), hubUrl.hostname);
      for (const socket of [page, hub]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => [page, hub].forEach((each) => each.destroy()));
      }
      page.on('data', (bytes) => void hub.write(bytes));
      hub.on('data', (bytes) => this.deaf || page.write(bytes));
    });
  }

  static async to(hubUrl: string): Promise<Line> {
    const line = new Line(new URL(hubUrl));
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
  }
}

describe('the page that shows a contact', () => {
  let hub: TestHub;
  let shop: Integrator;
  let first: Page;
  let second: Page;

  before(async () => {
    hub = await startTestHub({organisation: withMailbox});
    shop = await integrator(hub);
    [first, second] = [await Page.open(hub, 'anna'), await Page.open(hub, 'anna')];
    await first.hub.send('SetPresence', {base: 'available', reason: null});
  });

  after(async () => {
    await Promise.all([first?.hub.stop(), second?.hub.stop()]);
    await hub?.stop();
  });

  afterEach(() => {
    first.pops.length = 0;
    second.pops.length = 0;
    assert.deepEqual(errorsOf(hub), []);
  });

  const finish = async (contactId: string) => {
    await first.hub.send('EndContact', {contactId});
    await first.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
  };

  it('[DG-31] is the one that took it, once; the others of the agent only have it', async () => {
    const {body} = await shop.send('POST', '/api/contacts', MAIL);
    const id = String(body['id']);
    await first.ringing(id);
    assert.equal((await second.offers.accept(await second.ringing(id))).status, 'done');
    await Promise.all([first.has(id), second.has(id)]);
    assert.deepEqual([first.shown, second.shown], [[], [id]]);
    const [pop] = second.pops;
    assert.deepEqual([pop?.again, pop?.contact.link, pop?.contact.subject], [false, MAIL.link, MAIL.subject]);
    await shop.send('PATCH', `/api/contacts/${id}`, {subject: 'Re: Re: contract'});
    await second.changes.find('the change', (change) => change === 'ContactChanged');
    assert.deepEqual([first.shown, second.shown], [[], [id]], 'a change is no reason to show it again');
    await finish(id);
  });

  it('[DG-31] both press at once: one of them shows it', async () => {
    const id = await shop.bring();
    const offers = await Promise.all([first, second].map((page) => page.ringing(id)));
    await Promise.all([first.offers.accept(offers[0] ?? ''), second.offers.accept(offers[1] ?? '')]);
    await Promise.all([first.has(id), second.has(id)]);
    assert.deepEqual([...first.shown, ...second.shown], [id]);
    await finish(id);
  });

  it('[DG-31] what no page took is shown by the page that has the sound', async () => {
    second.ownsSound = true;
    const id = await shop.bring();
    const rung = await first.ringing(id);
    const offer = first.offers.ringing.value.find((each) => each.offer.id === rung)?.offer;
    // A desk of protocol 1 has no name.
    const old = await connectBare(hub.url, await hub.issuer.token('anna'));
    await old.invoke('Resume', {protocols: [1], lastSeq: null});
    await old.command('AcceptOffer', {offerId: rung, fence: offer?.fence});
    await Promise.all([first.has(id), second.has(id)]);
    assert.deepEqual([first.shown, second.shown], [[], [id]]);
    second.ownsSound = false;
    await old.stop();
    await finish(id);
  });

  it('[DG-32] a page that is loaded later, or loaded again, shows nothing by itself', async () => {
    const id = await shop.bring();
    await first.offers.accept(await first.ringing(id));
    await first.has(id);
    const reloaded = await Page.open(hub, 'anna');
    await reloaded.has(id);
    assert.deepEqual(reloaded.shown, []);
    reloaded.screens.open(id);
    assert.deepEqual(
      reloaded.pops.map(({contact, again}) => [contact.id, again]),
      [[id, true]],
      '[DG-33] only when the agent asks for it',
    );
    reloaded.screens.open(crypto.randomUUID());
    assert.equal(reloaded.pops.length, 1);
    await reloaded.hub.stop();
    await finish(id);
  });

  it('[DG-32] what this page took while its connection broke is shown, once it is back', async () => {
    await using line = await Line.to(hub.url);
    const far = await Page.open(hub, 'anna', line.url);
    const id = await shop.bring();
    const offerId = await far.ringing(id);
    // What the page says still arrives; what the hub says does not: the page learns it from the next snapshot.
    line.deaf = true;
    const accepting = far.offers.accept(offerId);
    await second.has(id);
    line.deaf = false;
    line.cut();
    assert.equal((await accepting).status, 'done');
    await far.has(id);
    assert.deepEqual([far.shown, first.shown, second.shown], [[id], [], []]);
    await far.hub.stop();
    await finish(id);
  });
});
