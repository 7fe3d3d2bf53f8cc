/**
 * Stands in for a hub that will be killed: starts a media process in the folder given, says so, and waits for its end.
 * Run as `node start-media.ts <runDir> <secret>`.
 */
import {MediaProcess} from '../../../hub/voice/media-client.ts';

const [, , runDir = '', secret = ''] = process.argv;
const media = await MediaProcess.start({runDir, secret, network: {loopbackOnly: true}});
const {processId} = await media.hello();
process.stdout.write(`${JSON.stringify({pid: media.pid, processId})}\n`);
