import {expect} from '@open-wc/testing';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import {SdkError} from '../../src/api/errors.ts';
import {createSession, type SessionOptions} from '../../src/services/session.ts';
import type {PeopleResult, Session} from '../../src/services/ports.ts';

const USERS = 'https://graph.microsoft.com/v1.0/users';
const PRESENCES = 'https://graph.microsoft.com/v1.0/communications/getPresencesByUserId';
const carmen = {id: '1', displayName: 'Carmen Ibáñez', businessPhones: ['+1 (201) 555-0142']};

/** Nobody is signed in at the hub: the session stays at rest, and its directory works all the same. */
const hub: SessionOptions = {
  hubUrls: ['https://hub.example.com'],
  tokens: {
    getToken: () => Promise.reject(new SdkError('sign-in-required', 'Press Sign in.')),
    signIn: async () => undefined,
    signOut: async () => undefined,
  },
};
const tokens = {getToken: async () => 'a-token'};

describe('the directory of a session, in a browser', () => {
  const worker = setupWorker();
  const sessions: Session[] = [];

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  afterEach(async () => {
    worker.resetHandlers();
    for (const each of sessions.splice(0)) await each.dispose();
  });
  after(() => worker.stop());

  function sessionWith(graph?: SessionOptions['graph']): Session {
    const session = createSession({...hub, ...(graph === undefined ? {} : {graph})});
    sessions.push(session);
    return session;
  }

  it('[PE-13] a session without Graph has none', () => {
    expect(sessionWith().people).to.equal(null);
  });

  it('[PE-12] an address of Graph that is neither https nor local is refused at once', () => {
    expect(() => sessionWith({tokens, url: 'http://graph.example.com'}))
      .to.throw(SdkError)
      .with.property('code', 'invalid-configuration');
  });

  it('[CO-25] people are there before their presences, which may come when they like', async () => {
    const asked = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    worker.use(
      http.get(USERS, () => HttpResponse.json({value: [carmen]})),
      http.post(PRESENCES, async () => {
        asked.resolve();
        await late.promise;
        return HttpResponse.json({value: [{id: '1', availability: 'DoNotDisturb'}]});
      }),
    );
    const {people} = sessionWith({tokens});
    const presences = people?.presences(['1']);
    await asked.promise;
    const found = await people?.search('carmen');
    expect(found).to.deep.include({status: 'found', more: false});
    expect(firstAvailability(found)).to.equal('unknown');
    late.resolve();
    expect(await presences).to.deep.equal({status: 'found', availability: new Map([['1', 'do-not-disturb']])});
  });

  it('[PE-9] a browser waits as long as Graph wishes', async () => {
    const answers = [
      HttpResponse.json({error: {code: 'TooManyRequests'}}, {status: 429, headers: {'Retry-After': '0'}}),
      HttpResponse.json({value: [carmen]}),
    ];
    worker.use(http.get(USERS, () => answers.shift() ?? HttpResponse.error()));
    expect(await sessionWith({tokens}).people?.search('carmen')).to.deep.include({status: 'found'});
    expect(answers).to.have.length(0);
  });

  it('[CO-26] without a token the desk is told that there is no sign-on', async () => {
    const {people} = sessionWith({tokens: hub.tokens});
    expect(await people?.search('carmen')).to.deep.equal({status: 'no-sign-on'});
  });

  it('[PE-11] a search that is aborted ends with the reason', async () => {
    const {people} = sessionWith({tokens});
    worker.use(http.get(USERS, () => new Promise<never>(() => undefined)));
    const typing = new AbortController();
    const search = people?.search('c', typing.signal);
    typing.abort(new TypeError('typed on'));
    let reason: unknown = null;
    await search?.catch((error: unknown) => (reason = error));
    expect(reason).to.equal(typing.signal.reason);
  });
});

function firstAvailability(result: PeopleResult | undefined): string | undefined {
  return result?.status === 'found' ? result.people[0]?.availability : undefined;
}
