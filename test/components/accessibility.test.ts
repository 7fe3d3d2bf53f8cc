import {expect} from '@open-wc/testing';
import {cleanUp, deskOf, expectAccessible, litWarnings, setScheme} from '../support/component-harness.ts';
import {SCENES} from '../support/component-scenes.ts';
import {CONSULT_SCENES} from '../support/consult-scenes.ts';

describe('every state of the desk', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(SCENES).filter((each) => !(each in CONSULT_SCENES))) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[EL-1] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {panel, popover} = await deskOf(scene);
        await expectAccessible(panel);
        await expectAccessible(popover);
      });
    }
  }

  it('[EL-2] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });
});
