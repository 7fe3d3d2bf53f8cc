import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {chmod, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {endLeftovers} from '../../scripts/leftovers.mjs';

const TORTURE = fileURLToPath(new URL('../../scripts/torture.mjs', import.meta.url));

/** Runs it with a mark and a folder of its own, by which everything it starts is found. */
async function torture(minutes: string, onLine: (line: string, end: () => void) => void) {
  const mark = randomUUID();
  const folder = await mkdtemp(join(tmpdir(), 'cbt-'));
  await chmod(folder, 0o755);
  const env = {...process.env, TMPDIR: folder, CORDBOARD_TEST_MARK: mark, CORDBOARD_TEST_ENGINE: ''};
  const child = spawn(process.execPath, [TORTURE, 'histories', `--minutes=${minutes}`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const lines: string[] = [];
  createInterface({input: child.stdout}).on('line', (line) => {
    lines.push(line);
    onLine(line, () => child.kill('SIGTERM'));
  });
  try {
    const [code] = await once(child, 'close');
    const left = [...endLeftovers(mark, folder), ...(await readdir(folder))];
    return {code, lines, complaints, left};
  } finally {
    child.kill('SIGKILL');
    endLeftovers(mark, folder);
    await rm(folder, {recursive: true, force: true, maxRetries: 10});
  }
}

describe('npm run torture', {timeout: 110_000}, () => {
  it('[RB-5] told to end in the midst of a history, it ends in order and leaves no process and no file', async () => {
    const run = await torture('30', (line, end) => line === 'history 0 begins' && end());
    assert.equal(run.complaints, '');
    assert.match(run.lines.at(-1) ?? '', /told to end/);
    assert.deepEqual([run.code, run.left], [0, []]);
  });

  it('[RB-5] its time ends a history too, which is brought to rest and compared', async () => {
    const run = await torture('0.001', () => undefined);
    assert.equal(run.complaints, '');
    assert.match(run.lines.at(-1) ?? '', /nothing lost/);
    assert.deepEqual([run.code, run.left], [0, []]);
  });
});
