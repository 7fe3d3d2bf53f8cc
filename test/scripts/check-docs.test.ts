import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {checkDocs} from '../../scripts/check-docs.mjs';
import {inTree} from '../support/planted-tree.ts';
import type {Tree} from '../support/planted-tree.ts';

const BELL = `
import {BellRequestEvent} from './bell.events.ts';
/**
 * @summary A bell.
 * @slot - What it says.
 * @slot icon - Its picture.
 * @fires {BellRequestEvent} cordboard-bell-request - Somebody rang.
 * @csspart clapper - What strikes.
 * @cssprop [--cordboard-bell-size=1rem] - How big it is.
 * @cssstate ringing - It sounds.
 * @since 0.1.0
 */
export class CordboardBell extends CordboardElement {
  static override properties = {loud: {type: Boolean}, hidden: {state: true}};
  /** Rings louder. */
  declare loud: boolean;
  private declare hidden: boolean;
  #ring() { this.setState('ringing', true); this.dispatchEvent(new BellRequestEvent()); }
  protected override render() {
    return html\`<b part="clapper"><slot name="icon"></slot><slot></slot></b>\`;
  }
}`;

const TREE: Tree = {
  'src/components/bell/bell.ts': BELL,
  'src/components/bell/bell.styles.ts':
    'export const bellStyles = css`b { width: var(--cordboard-bell-size, 1rem); }`;',
  'src/components/bell/bell.events.ts':
    "export class BellRequestEvent extends Event { constructor() { super('cordboard-bell-request'); } }",
  'src/components/bell/define.ts': '',
};

/** [what is changed, into what, what the check says about it] */
const BREACHES: readonly (readonly [from: string, to: string, complaint: RegExp])[] = [
  ['  /** Rings louder. */\n', '', /loud is public and has no description/],
  ['  #ring() {', '  ring() {', /ring is public and has no description/],
  ['  declare loud: boolean;\n', '', /loud is in properties but not declared/],
  [' * @summary A bell.\n', '', /no class with @summary/],
  [' * @since 0.1.0\n', '', /has no @since/],
  [' * @slot - What it says.\n', '', /the slot "" without @slot/],
  ['<slot name="icon"></slot>', '', /@slot icon occurs nowhere/],
  [
    ' * @fires {BellRequestEvent} cordboard-bell-request - Somebody rang.\n',
    '',
    /fires BellRequestEvent without @fires/,
  ],
  [
    'cordboard-bell-request - Somebody',
    'cordboard-bell-rang - Somebody',
    /names an event that no \*\.events\.ts declares/,
  ],
  [' * @csspart clapper - What strikes.\n', '', /the csspart "clapper" without @csspart/],
  ['@csspart clapper - What strikes.', '@csspart clapper', /@csspart clapper has no description/],
  ['part="clapper"', '', /@csspart clapper occurs nowhere/],
  [' * @cssprop [--cordboard-bell-size=1rem] - How big it is.\n', '', /"--cordboard-bell-size" without @cssprop/],
  ['--cordboard-bell-size=1rem', '--cordboard-bell-width=1rem', /@cssprop --cordboard-bell-width occurs nowhere/],
  [' * @cssstate ringing - It sounds.\n', '', /the cssstate "ringing" without @cssstate/],
  ["this.setState('ringing', true);", '', /@cssstate ringing occurs nowhere/],
];

describe('documentation check', () => {
  it('[CK-3] accepts an element whose docblock and code agree', async () => {
    assert.deepEqual(await inTree(TREE, checkDocs), {elements: 1, problems: []});
  });

  for (const [from, to, complaint] of BREACHES) {
    it(`[CK-3] refuses: ${complaint.source}`, async () => {
      assert.ok(BELL.includes(from));
      const {problems} = await inTree({...TREE, 'src/components/bell/bell.ts': BELL.replace(from, to)}, checkDocs);
      assert.match(problems.join('\n'), complaint);
    });
  }

  it('[CK-3] refuses a folder without its element, and components without any', async () => {
    const {problems} = await inTree({'src/components/bell/define.ts': ''}, checkDocs);
    assert.match(problems.join(), /no bell\.ts/);
    const none = await inTree({'src/components/base/base.ts': ''}, checkDocs);
    assert.equal(none.problems.length, 1);
  });
});
