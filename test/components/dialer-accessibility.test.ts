import {expect} from '@open-wc/testing';
import {
  cleanUp,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  setScheme,
  settled,
} from '../support/component-harness.ts';
import {DIALER_SCENES, buildDialerScene} from '../support/dialer-scenes.ts';

describe('every state of the dialer, the keypad and a call’s progress', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(DIALER_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[DL-1] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {root, element, act} = buildDialerScene(scene);
        mount(root);
        await drawn(root);
        await act();
        await settled(root);
        await expectAccessible(element);
      });
    }
  }

  it('[DL-1] nothing scrolls sideways at 320 pixels, from right to left or with text of twice the size', async () => {
    for (const scene of ['dialer-long', 'dialer-keypad', 'dialer-found', 'call-keypad', 'call-busy']) {
      const {root, element, act} = buildDialerScene(scene);
      mount(root);
      root.style.display = 'block';
      root.style.inlineSize = '320px';
      document.documentElement.dir = 'rtl';
      document.documentElement.style.fontSize = '200%';
      await drawn(root);
      await act();
      await settled(root);
      expect(element.scrollWidth, scene).to.be.at.most(320);
      document.documentElement.style.fontSize = '';
      root.remove();
    }
  });

  it('[EL-2] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });
});
