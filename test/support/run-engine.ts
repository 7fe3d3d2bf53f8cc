/** The test run's one server: prints its folder, runs until stdin ends, so it goes also when the runner was killed. */
import {startTestEngine} from './postgres.ts';

const server = await startTestEngine();
process.stdout.write(`${server.dataDir}\n`);
process.stdin.resume();
process.stdin.once('end', () => void server.stop());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.stdin.destroy());
process.stdin.once('close', () => void server.stop());
