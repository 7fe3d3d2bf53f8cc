import {expect} from '@open-wc/testing';
import {figuresCsv} from '../../src/components/callback-figures/figures-csv.ts';
import {momentsOfRange, moved, rangeAt, spanned} from '../../src/components/callback-figures/figures-range.ts';
import {englishFigures} from '../../src/components/strings/english-figures.ts';
import {NO_COUNTS, hoursOf} from '../../src/domain/callback-figures.ts';
import {
  cleanUp,
  deep,
  deepAll,
  drawn,
  expectAccessible,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {fails} from '../support/fake-inbox.ts';
import {FakeSession} from '../support/fake-session.ts';
import {FIGURE_SCENES, buildInbox} from '../support/inbox-scenes.ts';

const DAY_MS = 86_400_000;

async function shown(name: string, session = new FakeSession()) {
  const root = mount(buildInbox(name, session));
  await arrived(root);
  return {root, session, figures: the(root, 'cordboard-callback-figures')};
}

async function arrived(root: Element): Promise<void> {
  await drawn(root);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

async function choose(root: Element, id: string, value: string): Promise<void> {
  const field = the(root, `#${id}`);
  if (!(field instanceof HTMLSelectElement)) throw new TypeError(`${id} is no choice`);
  field.value = value;
  field.dispatchEvent(new Event('change'));
  await arrived(root);
}

describe('the figures of callbacks', () => {
  afterEach(cleanUp);

  for (const scene of [...Object.keys(FIGURE_SCENES), 'figures-polish']) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-91] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {figures} = await shown(scene);
        deep(figures, 'summary')?.click();
        await expectAccessible(figures);
      });
    }
  }

  it('[DC-28] says what was offered, accepted, made, kept and not kept, and how much time was saved', async () => {
    const {figures} = await shown('figures');
    const totals = textOf(the(figures, '.totals'));
    for (const part of [
      'Offered to callers',
      'Accepted',
      '67 %',
      'Asked for or scheduled',
      'Kept',
      'Not kept',
      'Time saved',
    ])
      expect(totals).to.include(part);
    expect(totals).to.match(/\d+ h \d+ min/);
    expect(deepAll(figures, '.strip').length).to.equal(5 + 3);
    expect(deepAll(figures, '.strip.kept .bar').length).to.be.greaterThan(5);
  });

  it('[CB-21] says how many were reached, and how many called, left while they waited and called again, by a measure of their own', async () => {
    const {figures} = await shown('figures');
    const totals = deepAll(figures, '.totals')
      .map((each) => textOf(each))
      .join(' ');
    for (const part of ['Kept: people reached', 'Calls to the queue', 'Left while waiting', 'Called again'])
      expect(totals).to.include(part);
    const groups = deepAll(figures, '.group').map((each) => textOf(each));
    expect(groups).to.deep.equal(['Callbacks', 'Calls']);
    const tallest = (strip: string): number =>
      Math.max(...deepAll(figures, `.strip.${strip} .bar`).map((bar) => Number(bar.getAttribute('height'))));
    expect([tallest('offered'), tallest('entered')]).to.deep.equal([1, 1]);
    expect(tallest('abandoned')).to.be.closeTo(1 / 9, 0.001);
    const heads = deepAll(figures, 'thead th').map((each) => textOf(each));
    for (const name of ['Calls', 'Left waiting', 'Called again'])
      expect(heads.filter((each) => each === name).length).to.equal(2);
  });

  it('[PK-89] [PK-91] the arrows and the pointer tell what an hour has, from the other side where the page is', async () => {
    const {root, figures} = await shown('figures');
    const hours = the(figures, '#hours');
    const said = (): string => hours.getAttribute('aria-valuetext') ?? '';
    const key = async (name: string): Promise<void> => {
      hours.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));
      await drawn(root);
    };
    hours.focus();
    await drawn(root);
    expect(said()).to.equal('00:00: nothing');
    for (let at = 0; at < 12; at += 1) await key('ArrowRight');
    expect(said()).to.match(/^12:00: Offered to callers 24, Accepted 16/);
    expect(textOf(the(figures, '.readout'))).to.equal(said());
    await key('End');
    expect(hours.getAttribute('aria-valuenow')).to.equal(hours.getAttribute('aria-valuemax'));
    await key('ArrowLeft');
    await key('Home');
    const {left, width, top} = hours.getBoundingClientRect();
    hours.dispatchEvent(new PointerEvent('pointermove', {clientX: left + width / 2 + 1, clientY: top + 5}));
    await drawn(root);
    expect(said()).to.match(/^12:00/);
    document.documentElement.dir = 'rtl';
    hours.dispatchEvent(new PointerEvent('pointermove', {clientX: left + width - 1, clientY: top + 5}));
    await drawn(root);
    expect(said()).to.match(/^00:00/);
    await key('ArrowLeft');
    expect(said()).to.match(/^01:00/);
  });

  it('[PK-89] another day, week or queue is asked for; what has not come yet is not', async () => {
    const {root, session} = await shown('figures');
    const {askedFigures} = session.callbackInbox;
    const length = (): number => {
      const last = askedFigures.at(-1);
      return last === undefined ? 0 : Math.round((last.toAt - last.fromAt) / DAY_MS);
    };
    expect(length()).to.equal(1);
    const today = askedFigures.at(-1)?.fromAt ?? 0;
    expect(the(root, '#later-button').getAttribute('aria-disabled')).to.equal('true');
    the(root, '#earlier-button').click();
    await settled(root);
    await arrived(root);
    expect(Math.round((today - (askedFigures.at(-1)?.fromAt ?? 0)) / DAY_MS)).to.equal(1);
    await choose(root, 'span', 'week');
    expect(length()).to.equal(7);
    await choose(root, 'queue', 'claims');
    expect(askedFigures.at(-1)?.queueId).to.equal('claims');
  });

  it('[PK-90] the file has the hours that are shown, each with its offset, and the queue’s name as no formula', () => {
    const range = {span: 'day', date: '2026-10-25'} as const;
    const moments = momentsOfRange(range, 'Europe/Warsaw');
    const hours = hoursOf('Europe/Warsaw', moments, [
      {
        ...NO_COUNTS,
        beginsAt: Date.parse('2026-10-25T02:15:00+01:00'),
        offered: 3,
        accepted: 2,
        kept: 1,
        savedMs: 90_000,
        ...{entered: 9, abandoned: 4, repeated: 1},
      },
    ]);
    const lines = figuresCsv(hours, '=Billing', 'Europe/Warsaw', englishFigures).split('\r\n');
    expect(lines[0]).to.equal(
      '\uFEFFBegins,Queue,Offered,Accepted,Web,Scheduled,Personal,After a lost call,Kept,Not reached,Cancelled,Given up,Calls,Left waiting,Called again,Minutes saved',
    );
    expect(lines.length).to.equal(1 + 25 + 1);
    expect(lines[3]).to.equal("2026-10-25T02:00+02:00,'=Billing,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    expect(lines[4]).to.equal("2026-10-25T02:00+01:00,'=Billing,3,2,0,0,0,0,1,0,0,0,9,4,1,2");
  });

  it('[PK-90] the button hands out that file', async () => {
    const {figures} = await shown('figures');
    const files: Blob[] = [];
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
      if (file instanceof Blob) files.push(file);
      return 'data:text/csv,';
    };
    document.addEventListener('click', stop, {capture: true, once: false});
    try {
      the(figures, '#csv-button').click();
    } finally {
      URL.createObjectURL = create;
      document.removeEventListener('click', stop, {capture: true});
    }
    expect(files[0]?.type).to.equal('text/csv;charset=utf-8');
    expect(await files[0]?.text()).to.match(/Begins,Queue,Offered/);

    function stop(event: Event): void {
      if (event.target instanceof HTMLAnchorElement) event.preventDefault();
    }
  });

  it('[PK-89] weeks begin on Mondays, and days at midnight there, also where the clock is put forward over it', () => {
    const now = Date.parse('2026-11-29T12:00:00Z');
    expect(rangeAt('week', 'UTC', now)).to.deep.equal({span: 'week', date: '2026-11-23'});
    expect(moved({span: 'week', date: '2026-11-23'}, 1).date).to.equal('2026-11-30');
    expect(spanned({span: 'day', date: '2026-11-25'}, 'week').date).to.equal('2026-11-23');
    const beirut = momentsOfRange({span: 'day', date: '2026-03-29'}, 'Asia/Beirut');
    expect(new Date(beirut.fromAt).toISOString()).to.equal('2026-03-28T22:00:00.000Z');
    expect((beirut.toAt - beirut.fromAt) / 3_600_000).to.equal(23);
  });

  it('[PK-91] each state says what is the case; what is known stays while the hub does not answer', async () => {
    for (const [scene, word] of [
      ['figures-loading', 'Reading figures'],
      ['figures-none', 'No callbacks in this time'],
      ['figures-failed', 'Try again'],
      ['figures-forbidden', 'for supervisors'],
    ] as const) {
      const {figures} = await shown(scene);
      expect(textOf(figures), scene).to.include(word);
      cleanUp();
    }
    const {root, session, figures} = await shown('figures-failed');
    session.callbackInbox.figures = () => ({slots: [], queues: [{...NO_COUNTS, kept: 1, id: 'q', name: 'Q'}]});
    the(root, '#retry-button').click();
    await arrived(root);
    expect(textOf(figures)).to.include('As a table');
    session.callbackInbox.figures = fails();
    await choose(root, 'queue', 'billing');
    expect(textOf(figures)).to.include('could not be read');
  });
});
