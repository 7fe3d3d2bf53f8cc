/** CPU time of other processes, from /proc. */
import {readFile} from 'node:fs/promises';

/** The kernel counts in hundredths of a second on every Linux (`getconf CLK_TCK`). */
const TICK_S = 0.01;

/**
 * CPU seconds of a process, of what it has waited for, and of the children it has now. PostgreSQL's back ends come and
 * go: those that went are in the counts of their parent.
 */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const {ticks, ended} = await timesOf(pid);
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean);
  const living = await Promise.all(children.map(async (child) => (await timesOf(Number(child))).ticks));
  return (ticks + ended + living.reduce((sum, each) => sum + each, 0)) * TICK_S;
}

/** proc(5): after the command in brackets come state, ppid, …; utime is field 14, cstime is 17. */
async function timesOf(pid: number): Promise<{readonly ticks: number; readonly ended: number}> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [utime = 0, stime = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return {ticks: utime + stime, ended: endedUser + endedSystem};
}

/**
 * CPU seconds of a process and of the children it has now, to the nanosecond: for what is over before the kernel has counted
 * a hundredth. Connections that were opened or closed in between are missed.
 */
export async function preciseCpuSecondsOf(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean);
  const each = await Promise.all(
    [`${pid}`, ...children].map((one) => readFile(`/proc/${one}/schedstat`, 'utf8').catch(() => '0')),
  );
  return each.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e9;
}
