/** What the echo section and its servers say to each other, beside the sockets. */
export const PATH = '/hub';

export type Question =
  | {readonly ask: 'usage'}
  | {readonly ask: 'memory'}
  | {readonly ask: 'broadcast'; readonly text: string; readonly times: number};

export type Usage = {readonly cpuMicroseconds: number; readonly rss: number; readonly heap: number};
export type Answer = {readonly port: number} | Usage;
