import {expect} from '@open-wc/testing';
import {setupWorker} from 'msw/browser';
import {HubAdministrationService} from '../../src/services/administration/hub-administration-service.ts';
import {createHostTokenSource} from '../../src/services/identity/host-token-source.ts';
import {press, type, valueOf} from '../support/admin-harness.ts';
import {buildAdmin} from '../support/admin-scenes.ts';
import {cleanUp, drawn, mount, settled, the} from '../support/component-harness.ts';
import {FakeAdminHub, invalid} from '../support/fake-admin-hub.ts';
import {FakeSession} from '../support/fake-session.ts';

const ANNA = '#field-agent_32anna';

describe('every way to the administrator’s view', () => {
  const worker = setupWorker();
  const services: HubAdministrationService[] = [];
  let hub: FakeAdminHub;

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  beforeEach(() => {
    hub = new FakeAdminHub();
    worker.use(...hub.handlers);
  });
  afterEach(() => {
    worker.resetHandlers();
    for (const each of services.splice(0)) each.dispose();
    cleanUp();
  });
  after(() => worker.stop());

  /** @param build puts the element where this way has it */
  async function open(
    build: (root: HTMLElement) => void = () => undefined,
  ): Promise<{root: HTMLElement; service: HubAdministrationService}> {
    const session = new FakeSession();
    const tokens = createHostTokenSource(async () => 'a-token');
    const service = new HubAdministrationService({
      hubUrls: [hub.url],
      getToken: (renew) => tokens.getToken({renew}),
      connection: session.connectionState,
      agent: session.agent,
    });
    services.push(service);
    Object.defineProperty(session, 'administration', {value: {get: async () => service}});
    const root = buildAdmin('', session);
    build(root);
    mount(root);
    await service.refresh();
    await drawn(root);
    await settled(root);
    return {root, service};
  }

  it('[EM-37] a page of its own and a page with a desk beside lead to the same setting at the hub', async () => {
    const alone = await open();
    const beside = await open((root) => root.prepend(document.createElement('cordboard-communication-panel')));
    expect(valueOf(alone.root, ANNA)).to.equal('lead@northwind.example');
    await type(alone.root, ANNA, 'first@northwind.example');
    await press(alone.root, '#save-agent_32anna');
    await alone.service.save([]);
    await beside.service.refresh();
    await settled(beside.root);
    expect(valueOf(beside.root, ANNA)).to.equal('first@northwind.example');
    await type(beside.root, ANNA, 'second@northwind.example');
    await press(beside.root, '#save-agent_32anna');
    await beside.service.save([]);
    expect(hub.puts.map(({path}) => path)).to.deep.equal(['/agents/anna', '/agents/anna']);
    expect(hub.agents[0]?.emergencyNotifications).to.equal('second@northwind.example');
  });

  it('[EM-37] two of them on one page do not know of each other, and neither loses what the other wrote', async () => {
    const one = await open();
    const other = await open();
    await type(one.root, ANNA, 'one@northwind.example');
    await type(other.root, '#field-agent_32ben', 'other@northwind.example');
    await press(one.root, '#save-agent_32anna');
    await press(other.root, '#save-agent_32ben');
    await Promise.all([one.service.save([]), other.service.save([])]);
    expect(hub.agents.map(({emergencyNotifications}) => emergencyNotifications)).to.deep.equal([
      'one@northwind.example',
      'other@northwind.example',
    ]);
  });

  it('[EC-76] the hub’s own no comes from the wire to the field', async () => {
    const {root, service} = await open();
    await press(root, '#tab-calling');
    await type(root, '#callback-numbers', '+12015550180\n+12015550100');
    hub.answers.push(() => invalid('/emergency/callbackNumbers/1', 'a number that no entry point has'));
    await press(root, '#save-callback-numbers');
    await service.save([]);
    await settled(root);
    expect(the(root, '#callback-faults').textContent).to.include('does not take line 2');
  });
});
