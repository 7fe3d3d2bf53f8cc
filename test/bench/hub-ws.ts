/** The hub's own copy of `ws`: other packages bring older ones, and a floor of another version would be none. */
import {createRequire} from 'node:module';
import type * as ws from 'ws';

const hub: typeof ws = createRequire(new URL('../../hub/package.json', import.meta.url))('ws');

export const {WebSocket, WebSocketServer} = hub;
