import {spawn} from 'node:child_process';
import type {ProcessOwner} from './process-owner.ts';

/** How a program ended and everything it printed. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** What the engine's programs see of our environment: nothing that changes language, paths or connections. */
export const ENGINE_ENVIRONMENT: NodeJS.ProcessEnv = {
  LC_ALL: 'C',
  PATH: process.env['PATH'],
  ...(process.env['SystemRoot'] === undefined ? {} : {SystemRoot: process.env['SystemRoot']}),
};

/** Runs a program of the engine to its end as the given user. */
export function runProgram(
  path: string,
  args: readonly string[],
  options: {readonly cwd: string; readonly owner: ProcessOwner | undefined},
): Promise<ProgramResult> {
  const {promise, resolve, reject} = Promise.withResolvers<ProgramResult>();
  const child = spawn(path, args, {
    cwd: options.cwd,
    env: ENGINE_ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.owner ? {uid: options.owner.uid, gid: options.owner.gid} : {}),
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.once('error', reject);
  child.once('close', (exitCode) => resolve({exitCode, output}));
  return promise;
}
