import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {checkIds} from '../../scripts/check-ids.mjs';
import {inTree} from '../support/planted-tree.ts';

const SPEC = `| AN-1 | rings | built |
| AN-2 | sings | later |
| AN-3 | flies | not applicable: it has no wings |`;
/** Put together here, so that this file itself does not seem to test these ids. */
const title = (ids: string, text = 'works'): string => `it('${'['}${ids}] ${text}', () => {});\n`;

describe('id check', () => {
  it('[CK-2] accepts a test for each built rule, in tables and lists, several in one title', async () => {
    const tree = {
      'docs/spec.md': SPEC,
      'docs/spec-more.md': '- **SR-1** Answers.\n- **SR-2** (later) Sings.\n',
      'test/a.test.ts': title('AN-1, SR-1'),
    };
    const result = await inTree(tree, checkIds);
    assert.deepEqual(result, {counts: {built: 2, later: 2, 'not applicable': 1}, tested: 2, problems: []});
  });

  it('[CK-2] finds the ids of a table of cases', async () => {
    const cases = `for (const id of ['AN-${'1'}', 'UTF-${'8'}']) it(\`[\${id}] works\`, () => {});`;
    const {problems} = await inTree({'docs/spec.md': SPEC, 'test/a.test.ts': cases}, checkIds);
    assert.deepEqual(problems, []);
  });

  it('[CK-2] refuses a built rule without a test', async () => {
    const {problems} = await inTree(
      {'docs/spec.md': `${SPEC}\n| AN-4 | hums | built |`, 'test/a.test.ts': title('AN-1')},
      checkIds,
    );
    assert.equal(problems.length, 1);
    assert.match(problems.join(), /AN-4 is built, but no test/);
  });

  it('[CK-2] refuses a test of an unknown rule, and of one that is not applicable', async () => {
    const tests = title('AN-1') + title('AN-9') + title('AN-3');
    const {problems} = await inTree({'docs/spec.md': SPEC, 'test/a.test.ts': tests}, checkIds);
    assert.equal(problems.length, 2);
    assert.match(problems.join(), /AN-3 is not applicable.*\[AN-9\], which no/s);
  });

  it('[CK-2] refuses an unknown status and a rule listed twice', async () => {
    const spec = `${SPEC}\n| AN-1 | rings | built |\n| AN-5 | rings | soon |`;
    const {problems} = await inTree({'docs/spec.md': spec, 'test/a.test.ts': title('AN-1')}, checkIds);
    assert.match(problems.join(), /AN-1 a second time.*AN-5 has the status "soon"/s);
  });

  it('[CK-2] fails when it finds no rule and no test', async () => {
    const {problems} = await inTree({'README.md': ''}, checkIds);
    assert.equal(problems.length, 2);
  });
});
