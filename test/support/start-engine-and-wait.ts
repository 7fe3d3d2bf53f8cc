/** A stand-in for a hub: starts or adopts the database of a folder, says what it got, and lives until it is killed. */
import {startEngine} from '../../hub/store/engine/index.ts';

const [dataDir = ''] = process.argv.slice(2);
const quiet = {info: () => undefined, warn: () => undefined};
const {connection, adopted, pid} = await startEngine({dataDir, logger: quiet});
process.stdout.write(`${JSON.stringify({connection, adopted, serverPid: pid, uid: process.getuid?.()})}\n`);
process.stdin.resume();
