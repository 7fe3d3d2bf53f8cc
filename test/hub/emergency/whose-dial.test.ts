import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import {HubClient} from '../../../src/api/hub-client.ts';
import {matchEmergency} from '../../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../../src/domain/emergency-numbers.ts';
import {HubEmergencyService} from '../../../src/services/emergency/hub-emergency-service.ts';
import {HubConnectionService} from '../../../src/services/hub-connection-service.ts';
import {storeHas} from '../../support/store-has.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {hubForEmergencies} from './emergency-world.ts';

describe('a dial that a page still tries when its sign-in runs out', {timeout: 60_000}, () => {
  let hub: TestHub;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    hub = await hubForEmergencies();
  });

  after(async () => {
    for (const end of ends) await end();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Anna was signed in, dialled without a way to the hub, and then `next` signs in on the page. */
  async function signsIn(next: string): Promise<HubEmergencyService> {
    let subject: string | null = 'anna';
    const token = async (): Promise<string> => {
      if (subject === null) throw new SdkError('sign-in-required', 'Sign in again.');
      return hub.issuer.token(subject, {name: subject, expiresInS: 2});
    };
    const client: HubClient = new HubClient({
      deskId: crypto.randomUUID(),
      hubUrls: [hub.url],
      getToken: token,
      onSnapshot: ({agent}) => emergency.handleAgent(agent.id),
      onEvent: () => undefined,
      onEmergencies: (each) => emergency.handle(each),
      onState: (state) => connection.handleLink(state),
    });
    const emergency: HubEmergencyService = new HubEmergencyService({
      hub: client,
      connected: () => connection.state.value.status === 'connected',
      adapter: {join: () => new Promise(() => undefined)},
      ownsSound: () => false,
      mails: {handle: () => undefined},
      match: (typed) => matchEmergency(typed, 'US', EMERGENCY_COUNTRIES),
    });
    const connection: HubConnectionService = new HubConnectionService({
      hub: client,
      tokens: {
        getToken: token,
        signIn: async () => {
          subject = next;
        },
        signOut: async () => undefined,
      },
      clock: {now: () => client.now()},
      onSignedOut: () => emergency.handleSignedOut(),
    });
    ends.push(async () => {
      emergency.dispose();
      await client.stop();
    });
    await connection.resume();
    await storeHas(connection.state, ({status}) => status === 'connected');
    subject = null;
    await storeHas(connection.state, ({status}) => status === 'sign-in-required');
    void emergency.dial('911');
    await storeHas(emergency.attempt, (attempt) => attempt?.status === 'out-of-reach');
    await connection.signIn();
    await storeHas(connection.state, ({status}) => status === 'connected');
    return emergency;
  }

  it('[EC-171] is dropped when somebody else signs in', async () => {
    const service = await signsIn('ben');
    assert.equal(service.attempt.value, null);
    assert.deepEqual(await hub.query('select agent_id from emergency_call'), []);
  });

  it('[EC-171] [EC-102] gets through when the same agent signs in again', async () => {
    const service = await signsIn('anna');
    await storeHas(service.own, (own) => own?.number === '911');
    assert.equal(service.attempt.value, null);
  });
});
