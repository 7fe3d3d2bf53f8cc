import {expect} from '@open-wc/testing';
import {decodeEvent} from '../../src/api/wire/decode.ts';
import {english} from '../../src/components/strings/english.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {cleanUp, deepAll, deskOf, drawn, textOf} from '../support/component-harness.ts';
import {agentView} from '../support/fake-session.ts';

/** Every text of a table of words; of a sentence with a value in it the code that makes it. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string' || typeof words === 'function') return [String(words)];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

function told(agent: object): boolean {
  const event = {type: 'PresenceChanged', seq: 1, occurredAt: '2026-11-24T10:00:00.000Z', agent};
  return 'value' in decodeEvent(event);
}

describe('presence', () => {
  afterEach(cleanUp);

  it('[EM-41] is one value under one name, and nothing a person reads speaks of a status beside it', () => {
    const presence = {base: 'do-not-disturb', reason: null, since: '2026-11-24T10:00:00.000Z'};
    const agent = {id: 'agent-1', name: 'Mira', emergencySince: null};
    expect([told({...agent, presence}), told({...agent, status: presence})]).to.deep.equal([true, false]);
    for (const words of [english, polish]) {
      const texts = textsOf(words);
      expect(texts.length).to.be.greaterThan(100);
      expect(texts.filter((each) => /\bstatus/i.test(each))).to.deep.equal([]);
    }
  });

  it('[EM-41] is read and set in one place of the desk', async () => {
    const {panel, session} = await deskOf('empty');
    session.agent.set(agentView('do-not-disturb'));
    await drawn(panel);
    const places = deepAll(panel, 'button').filter(
      (each) => each.checkVisibility() && textOf(each).includes('Do not disturb'),
    );
    expect(places.length).to.equal(1);
  });
});
