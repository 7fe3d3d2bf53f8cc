import {DemoError, readPorts, requireFreePorts} from './ports.ts';
import {startDemo, type Demo} from './start-demo.ts';

export {readPorts, requireFreePorts, takeFreePorts, DemoError, type Ports} from './ports.ts';
export {startDemo, type Demo, type DemoOptions} from './start-demo.ts';

const NO_HUB_WAITS_MS = 2 ** 30;

if (import.meta.main) await main();

/** `npm start`: runs the demo until it is told to end. */
async function main(): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  try {
    const ports = readPorts(process.env);
    await requireFreePorts(ports);
    say('Starting the demo …');
    const abort = new AbortController();
    const starting = startDemo({ports, hubless: process.env['CORDBOARD_NO_HUB'] === '1', say, signal: abort.signal});
    const demo = await Promise.race([starting, ended.then(() => null)]);
    if (demo !== null) {
      say(banner(demo));
      await untilEnded(ended);
    }
    say('Ending …');
    if (demo === null) abort.abort();
    // When the signal came first, what has started by then is ended all the same.
    await (demo ?? (await starting.catch(() => null)))?.stop();
    process.exit(0);
  } catch (error) {
    process.stderr.write(
      `${error instanceof DemoError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(1);
  }
}

/** A pending promise alone does not keep Node running; without a hub nothing else might. */
async function untilEnded(ended: Promise<void>): Promise<void> {
  const keepAlive = setInterval(() => undefined, NO_HUB_WAITS_MS);
  await ended;
  clearInterval(keepAlive);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function banner({urls}: Demo): string {
  return `
  Cordboard is running. Open   ${urls.pagesUrl}

    An agent's desk            ${urls.desk}
    A supervisor's view        ${urls.supervisor}
    Administration             ${urls.admin}
    A desk inside a CRM        ${urls.crm}
    A desk in a foreign frame  ${urls.portal}
    A customer's telephone     ${urls.phone}
    Chats, e-mails, social     ${urls.messages}
    A company's help page      ${urls.portal}help.html

  Sign in at a desk, set yourself to Available, then call it from the telephone.
  No telephone network is connected: emergency calls go nowhere. Ctrl-C ends all.
`;
}
