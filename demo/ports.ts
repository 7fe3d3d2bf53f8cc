import {once} from 'node:events';
import {createServer} from 'node:net';
import {findFreePorts} from './free-ports.ts';

/** A port that the demo wants, and the variable that moves it elsewhere. */
type Port = {readonly name: string; readonly variable: string; readonly standard: number};

export type Ports = {readonly hub: number; readonly signIn: number; readonly pages: number; readonly portal: number};

const PORTS: {readonly [key in keyof Ports]: Port} = {
  hub: {name: 'the hub', variable: 'CORDBOARD_PORT', standard: 7400},
  signIn: {name: 'the sign-in service', variable: 'CORDBOARD_SIGN_IN_PORT', standard: 7401},
  pages: {name: 'the demo pages', variable: 'CORDBOARD_PAGES_PORT', standard: 7402},
  portal: {name: 'the portal page', variable: 'CORDBOARD_PORTAL_PORT', standard: 7403},
};

/** Both of the addresses that `localhost` may mean: a stranger on one of them would answer in our place. */
const LOOPBACK = ['127.0.0.1', '::1'];
const PORT_MAX = 65_535;

/** A problem that the person at the keyboard can solve; shown as its one sentence. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const {hub, signIn, pages, portal} = PORTS;
  return {
    hub: readPort(env, hub),
    signIn: readPort(env, signIn),
    pages: readPort(env, pages),
    portal: readPort(env, portal),
  };
}

function readPort(env: NodeJS.ProcessEnv, port: Port): number {
  const given = env[port.variable];
  if (given === undefined || given === '') return port.standard;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0 && number <= PORT_MAX) return number;
  throw new DemoError(`${port.variable} must be a port number from 1 to ${PORT_MAX}.`);
}

/** @throws {DemoError} naming the first port that somebody else has, and the variable to change */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const wanted = [
    {...PORTS.hub, number: ports.hub},
    {...PORTS.signIn, number: ports.signIn},
    {...PORTS.pages, number: ports.pages},
    {...PORTS.portal, number: ports.portal},
  ];
  for (const {name, variable, number} of wanted) {
    const twin = wanted.find((other) => other.variable !== variable && other.number === number);
    if (twin !== undefined)
      throw new DemoError(`Port ${number} is given to ${name} and to ${twin.name}: change ${variable}.`);
    if (await isFree(number)) continue;
    const other = number === PORT_MAX ? number - 1000 : number + 1000;
    throw new DemoError(
      `Port ${number} for ${name} is taken by another program: end it, or choose another port, for instance ${variable}=${other} npm start`,
    );
  }
}

async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK) if (!(await canListen(port, host))) return false;
  return true;
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({port, host, exclusive: true});
    await once(server, 'listening');
    return true;
  } catch (error) {
    // A machine without IPv6 has no ::1, and nobody can be listening there.
    return error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL';
  } finally {
    server.close();
  }
}

/** Free at this moment; for tests that run a demo of their own. */
export async function takeFreePorts(): Promise<Ports> {
  const [hub = 0, signIn = 0, pages = 0, portal = 0] = await findFreePorts(4);
  return {hub, signIn, pages, portal};
}
