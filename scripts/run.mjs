/** Runs the project's programs under its own Node. */
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {projectNode, root} from './bootstrap.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_POLL_MS = 500;

/** Runs a Node program to its end, with its output on ours, and gives its exit code. */
export async function runNode(args, options = {}) {
  const child = spawn(projectNode, args, {cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options});
  return exitCodeOf(child);
}

/** The exit code of a child; a child that a signal ended counts as a shell counts it. */
export async function exitCodeOf(child) {
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (...end) => resolve(end));
  });
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a program that lives until it is told to end. It gets every signal exactly once: a terminal's Ctrl-C goes to the
 * whole process group, so the program stands in a group of its own and we pass the signal on. When whoever started us
 * is gone without a word, or we are, the program is told to end as well.
 */
export async function runUntilSignal(args, options = {}) {
  const guard = new URL('./end-with-parent.mjs', import.meta.url).href;
  const child = spawn(projectNode, ['--import', guard, ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
  });
  const pass = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && pass('SIGTERM'), PARENT_POLL_MS);
  try {
    return await exitCodeOf(child);
  } finally {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}
