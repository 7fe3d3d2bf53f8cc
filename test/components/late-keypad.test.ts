import {expect} from '@open-wc/testing';
import {LatePart} from '../../src/components/controllers/late-part.ts';
import {defineDialer} from '../../src/components/dialer/define.ts';
import {CordboardDialer} from '../../src/components/dialer/dialer.ts';
import {mount, settled, the} from '../support/component-harness.ts';

/** A host of which only the name and the wish for another drawing count. */
class Host extends HTMLElement {
  drawn = 0;
  readonly addController = (): void => undefined;
  readonly removeController = (): void => undefined;
  readonly updateComplete = Promise.resolve(true);
  requestUpdate(): void {
    this.drawn += 1;
  }
}

describe('an element that loads when somebody comes near', () => {
  it('[EL-55] the keypad of a dialer alone is loaded by opening it, and knows what it was given', async () => {
    defineDialer('lone');
    expect(customElements.get('lone-dial-pad')).to.equal(undefined);
    const dialer = document.createElement('lone-dialer');
    if (!(dialer instanceof CordboardDialer)) throw new TypeError('not a dialer');
    mount(dialer);
    await settled(dialer);
    the(dialer, '#keypad-button').click();
    await customElements.whenDefined('lone-dial-pad');
    await settled(dialer);
    const pad = the(dialer, 'lone-dial-pad');
    expect(pad.shadowRoot?.querySelectorAll('button').length).to.equal(12);
    pad.shadowRoot?.querySelectorAll('button')[4]?.click();
    await settled(dialer);
    expect(dialer.number).to.equal('5');
  });

  it('[EL-55] what does not load says so to its host, and is tried again', async () => {
    customElements.define('late-host', Host);
    const host = new Host();
    const answers = [Promise.reject(new TypeError('no network')), Promise.resolve(class extends HTMLElement {})];
    let asked = 0;
    const part = new LatePart(
      host,
      'late-leaf',
      () => answers[asked++] ?? Promise.reject(new Error('asked too often')),
    );
    part.need();
    part.need();
    await Promise.allSettled(answers);
    expect([asked, part.failed, host.drawn]).to.deep.equal([1, true, 2]);
    part.need();
    await customElements.whenDefined('cordboard-late-leaf');
    part.need();
    expect([asked, part.failed]).to.deep.equal([2, false]);
  });
});
