/** Finds and ends what a test run left behind. */
import {readFileSync, readdirSync, readlinkSync} from 'node:fs';

/**
 * Ends every process that still belongs to the run, and describes each. A process belongs to it when it inherited the
 * run's mark or works in the run's folder (the database gets a clean environment, but its files are there).
 */
export function endLeftovers(runId, runFolder) {
  if (process.platform !== 'linux') return [];
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({
      pid: Number(pid),
      command: look(pid, 'cmdline').replaceAll('\0', ' ').trim(),
      mark: look(pid, 'environ'),
    }))
    .filter(
      ({pid, command, mark}) =>
        command && (mark.includes(runId) || command.includes(runFolder) || folderOf(pid).startsWith(runFolder)),
    );
  for (const {pid} of found) end(pid);
  return found.map(({pid, command}) => `${pid} ${command.slice(0, 160)}`);
}

/** A process may end, or belong to somebody else, while we look. */
function look(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
