import {expect} from '@open-wc/testing';
import {LitElement} from 'lit';
import {defineElement} from '../../src/components/base/define-element.ts';
import {htmlFor} from '../../src/components/base/prefixed-html.ts';
import {EmergencyFollower} from '../../src/components/emergency/emergency-follower.ts';
import {LateAlerts} from '../../src/components/emergency/late-alerts.ts';
import {english} from '../../src/components/strings/english.ts';
import type {EmergencyAlert} from '../../src/services/ports.ts';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, drawn, mount, settled, textOf} from '../support/component-harness.ts';
import {buildPopoverAlone} from '../support/emergency-scenes.ts';
import {FakeSession} from '../support/fake-session.ts';

const NETWORK = new TypeError('no network');
let asked = 0;
let load: () => Promise<CustomElementConstructor> = () => Promise.reject(NETWORK);

class Host extends LitElement {
  told = false;
  readonly #alerts = new LateAlerts(this, new EmergencyFollower(this), () => {
    asked += 1;
    return load();
  });

  protected override render(): unknown {
    return this.#alerts.draw(htmlFor('late'), english, false, this.told);
  }
}
defineElement('late', 'alerts-host', Host);
defineElement('later', 'alerts-host', Host);

function alert(changes: Partial<EmergencyAlert> = {}): EmergencyAlert {
  return {callId: 'call-1', agentName: 'Mira Kovács', dialledAt: NOW, test: false, ...changes};
}

type Pause = {readonly ms: number; readonly run: () => void; cleared: boolean};

/** The page's own pauses of a second and more, which end when the test says so. */
function pausesOf() {
  const real = {set: setTimeout.bind(globalThis), clear: clearTimeout.bind(globalThis)};
  const pauses: Pause[] = [];
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0, ...more: unknown[]) =>
      ms < 1_000 ? real.set(run, ms, ...more) : -pauses.push({ms, run, cleared: false}),
    clearTimeout: (id: number | undefined) => {
      const pause = id === undefined || id >= 0 ? undefined : pauses[-id - 1];
      if (pause === undefined) real.clear(id);
      else pause.cleared = true;
    },
  });
  return {pauses, end: () => Object.assign(globalThis, {setTimeout: real.set, clearTimeout: real.clear})};
}

/** @param prefix another page's, where nobody has registered the alert's element yet */
async function hostOf(prefix: 'late' | 'later', ...alerts: readonly EmergencyAlert[]) {
  const session = new FakeSession();
  const root = buildPopoverAlone('', session);
  const host = document.createElement(`${prefix}-alerts-host`);
  if (!(host instanceof Host)) throw new TypeError('the host is not defined');
  root.replaceChildren(host);
  mount(root);
  session.emergencyAlerts.set(alerts);
  const later = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
      await drawn(root);
    }
    await settled(root);
  };
  await later();
  const said = (): string => textOf(host.shadowRoot?.querySelector('[role="alert"]') ?? document.createElement('p'));
  return {session, host, root, later, said};
}

const hostWith = (...alerts: readonly EmergencyAlert[]) => hostOf('late', ...alerts);

describe('the alert of a supervisor whose file does not load', () => {
  let clock: ReturnType<typeof pausesOf>;
  beforeEach(() => {
    asked = 0;
    load = () => Promise.reject(NETWORK);
    clock = pausesOf();
  });
  afterEach(() => {
    cleanUp();
    clock.end();
  });

  it('[EC-164] is told in plain words, and its file asked for again after pauses that grow, never at once', async () => {
    const {later, said} = await hostWith(alert());
    expect(said()).to.equal('Mira Kovács has called emergency services');
    expect(asked).to.equal(1);
    for (let turn = 0; turn < 5; turn += 1) {
      clock.pauses[turn]?.run();
      await later();
      expect([asked, said()]).to.deep.equal([turn + 2, 'Mira Kovács has called emergency services']);
    }
    expect(clock.pauses.map(({ms}) => ms)).to.deep.equal([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('[EC-164] a new one asks at once and is told too; without one nothing is asked', async () => {
    const {session, later, said} = await hostWith(alert());
    session.emergencyAlerts.set([alert(), alert({callId: 'call-2', agentName: 'Ben Okafor', test: true})]);
    await later();
    expect(asked).to.equal(2);
    expect(said()).to.include('Mira Kovács').and.to.include('Ben Okafor is making an emergency test call');
    session.emergencyAlerts.set([]);
    await later();
    expect([asked, said()]).to.deep.equal([2, '']);
    expect(clock.pauses.every(({cleared}) => cleared)).to.equal(true);
  });

  it('[EC-164] out of the page nothing is asked, and back in it is', async () => {
    const {host, root, later} = await hostWith(alert());
    host.remove();
    await later();
    expect([asked, clock.pauses.every(({cleared}) => cleared)]).to.deep.equal([1, true]);
    host.requestUpdate();
    await later();
    expect(asked).to.equal(1);
    root.append(host);
    await later();
    expect(asked).to.equal(2);
  });

  it('[EC-164] [EC-153] where another one of the page says it, it is not said again', async () => {
    const {host, later, said} = await hostWith(alert());
    host.told = true;
    host.requestUpdate();
    await later();
    expect(said()).to.equal('');
  });

  it('[EC-164] once its file is there it takes the place of the words', async () => {
    const {host, later, said} = await hostWith(alert());
    load = () => Promise.resolve(class extends HTMLElement {});
    clock.pauses[0]?.run();
    await later();
    expect(said()).to.equal('');
    expect(host.shadowRoot?.querySelector('late-emergency-alerts') === null).to.equal(false);
  });

  it('[EC-164] what another element of the page has loaded is drawn here too', async () => {
    const {later, said} = await hostOf('later', alert());
    expect(said()).to.include('Mira Kovács');
    defineElement('later', 'emergency-alerts', class extends HTMLElement {});
    clock.pauses[0]?.run();
    await later();
    expect([asked, said()]).to.deep.equal([1, '']);
  });
});
