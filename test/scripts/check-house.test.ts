import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {checkHouse} from '../../scripts/check-house.mjs';
import {inTree} from '../support/planted-tree.ts';

/** [where, what it says, what the check says about it]; words are split where this file would break the rule itself. */
const BREACHES: readonly (readonly [path: string, text: string, complaint: RegExp])[] = [
  ['src/long.ts', '\n'.repeat(330), /331 lines/],
  ['src/a.ts', 'try { a(); } catch {}', /swallows an error/],
  ['hub/a.ts', 'try { a(); } catch (error) { /* never mind */ }', /swallows an error/],
  ['src/a.ts', 'const a: any = 1;', /says any/],
  ['test/a.test.ts', 'const a = b as any;', /says any/],
  ['hub/a.ts', 'const a = b!;', /says "!"/],
  ['hub/a.ts', 'const a = b as string;', /says "as"/],
  ['src/a.ts', 'enum A { B }', /declares an enum/],
  ['src/a.ts', 'html`<p style="color: red"></p>`;', /style="…"/],
  ['src/a.ts', 'html`<p style=${red}></p>`;', /style="…"/],
  ['src/a.ts', 'this.html`<style>p {}</style>`;', /<style>/],
  ['src/a.ts', "import {styleMap} from 'lit/directives/style-map.js';", /styleMap/],
  ['test/a.test.ts', "it.only('a', () => {});", /calls it\.only/],
  ['test/a.test.ts', "describe.skip('a', () => {});", /calls describe\.skip/],
  ['test/a.test.ts', 'await new Promise((resolve) => setTimeout(resolve, 100));', /calls setTimeout/],
  ['test/a.test.ts', "import {setTimeout as sleep} from 'node:timers/promises';", /sleeps/],
  ['test/a.test.ts', 'await aTimeout(10);', /calls aTimeout/],
];

describe('house rules check', () => {
  for (const [path, text, complaint] of BREACHES) {
    it(`[CK-4] refuses in ${path}: ${text.trim() || 'a long file'}`, async () => {
      const {problems} = await inTree({[path]: text}, checkHouse);
      assert.match(problems.join('\n'), complaint);
    });
  }

  it('[CK-4] accepts ordinary code, and casts where untyped input becomes typed', async () => {
    const tree = {
      'src/a.ts':
        'try { a(); } catch (error) { report(error); }\nhtml`<p .style=${red}>${many}</p>`;\nconst a = [1] as const;',
      'hub/signalr/decode.ts': 'const a = b as string;',
      'test/a.test.ts': "it('any any', () => {});",
    };
    assert.deepEqual(await inTree(tree, checkHouse), {scanned: 3, problems: []});
  });

  it('[CK-4] fails when it finds no file', async () => {
    const {problems} = await inTree({'README.md': ''}, checkHouse);
    assert.equal(problems.length, 1);
  });
});
