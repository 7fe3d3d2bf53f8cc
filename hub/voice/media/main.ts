/** The media process, a program of its own: `node hub/voice/media/main.ts --socket <path>`. */
import {flushCompileCache} from 'node:module';
import {claimSocket} from './claim-socket.ts';
import {log} from './log.ts';
import {MediaProgram} from './media-program.ts';
import {parseMediaOptions} from './media-options.ts';
import {SoundLibrary} from './sound-library.ts';

/** Says why on standard output, where the hub reads it, and on standard error, where people do. */
function giveUp(sentence: string, code: number): never {
  process.stdout.write(`${sentence}\n`);
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const options = parseMediaOptions(process.argv.slice(2), process.env);
if ('problem' in options) giveUp(options.problem, 2);
// Nothing that this process may start, and no dump of its environment, shall carry them.
delete process.env['CORDBOARD_MEDIA_SECRET'];
delete process.env['CORDBOARD_MEDIA_ICE_SERVERS'];

if (!(await claimSocket(options.socketPath))) {
  giveUp('Another media process already listens on this socket; adopt it, or shut it down first.', 1);
}

// One bad packet from one browser must not end everybody's audio. The error's name is enough: its text may quote a peer.
process.on('uncaughtException', (error) =>
  log('error', 'unexpected', {name: error.name, at: error.stack?.split('\n')[1]?.trim() ?? ''}),
);
process.on('unhandledRejection', (reason) =>
  log('warn', 'unexpected', {name: reason instanceof Error ? reason.name : 'unknown'}),
);
// The hub's terminal may send these to its whole group, and the audio shall outlive the hub. Only SIGTERM means us.
process.on('SIGHUP', () => undefined);
process.on('SIGINT', () => undefined);

const sounds = await SoundLibrary.make(options.soundFolders);
const program = new MediaProgram(options, sounds);
process.on('SIGTERM', () => void program.stop('SIGTERM'));
try {
  await program.start();
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  giveUp(`The control socket could not be opened (${code}).`, 1);
}
process.stdout.write('ready\n');
// A process that is killed keeps no compiled code; the next one shall find it all the same.
flushCompileCache();
await sounds.finish();
