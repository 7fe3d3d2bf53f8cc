/**
 * Leaves out of Microsoft's SignalR client what a desk can never reach. The client has no import path without its other
 * transports, and a bundler cannot see that they are out of reach: the desk asks for WebSockets only, in a browser, without
 * a log and without stateful reconnect (src/api/hub-link.ts). What is left is Microsoft's code as it was published.
 *
 * Whoever raises the client's version runs the build: it fails when something named here is no longer there.
 */
const PACKAGE = /\/@microsoft\/signalr\/dist\/esm\/(\w+)\.js$/;

/** Module → what it exports, and the options that would lead there. */
const NEVER_LOADED = {
  // transport: HttpTransportType.WebSockets
  LongPollingTransport: ['LongPollingTransport'],
  ServerSentEventsTransport: ['ServerSentEventsTransport'],
  // Only where there is no fetch.
  XhrHttpClient: ['XhrHttpClient'],
  // withStatefulReconnect()
  MessageBuffer: ['MessageBuffer'],
};

/** Expression → what it is worth in a desk. */
const KNOWN = {
  'this._options.skipNegotiation': 'false',
  'Platform.isBrowser': 'true',
  'Platform.isNode': 'false',
  'Platform.isReactNative': 'false',
  'Platform.isWebWorker': 'false',
  // withStatefulReconnect()
  'this.features.reconnect': 'null',
  'this.connection.features.reconnect': 'null',
  'this._messageBuffer': 'null',
  // withAutomaticReconnect()
  'this._reconnectPolicy': 'null',
  'this._reconnectDelayHandle': 'null',
};

/** Call → what stands in its place: nothing is logged (`LogLevel.None`), nothing is streamed. */
const CALLS = {
  'this._logger.log': 'null',
  'logger.log': 'null',
  createLogger: 'null',
  parseLogLevel: 'null',
  ConsoleLogger: 'null',
  'this._launchStreams': 'null',
  'this._replaceStreamingParams': '[[],[]]',
};

/** Methods that only other methods of this list call, or that a desk does not have. */
const NEVER_CALLED = {
  HubConnection: [
    '_createCancelInvocation',
    '_createStreamInvocation',
    '_createStreamItemMessage',
    '_getNextRetryDelay',
    '_isObservable',
    '_launchStreams',
    '_reconnect',
    '_replaceStreamingParams',
    'off',
    'onreconnected',
    'onreconnecting',
    'stream',
  ],
  HubConnectionBuilder: ['withAutomaticReconnect', 'withHubProtocol', 'withStatefulReconnect'],
};

/** The plug-in of the builds that leave nothing to another bundler. */
export function trimSignalR() {
  return {
    name: 'trim-signalr',
    load(id) {
      const exported = NEVER_LOADED[moduleOf(id)];
      // Tested by `instanceof` alone.
      return exported?.map((name) => `export function ${name}() {}`).join('\n') ?? null;
    },
    transform(code, id) {
      const module = moduleOf(id);
      if (module === undefined || module in NEVER_LOADED) return null;
      return {code: trim(module, code, this.parse(code)), map: null};
    },
  };
}

function moduleOf(id) {
  return PACKAGE.exec(id)?.[1];
}

/** Every cut is filled up to its length, so that the source map stays true. */
function trim(module, code, tree) {
  const unmet = new Set(NEVER_CALLED[module]);
  const cuts = [];
  visit(tree, null, (node, parent) => {
    const instead = unmet.delete(methodOf(node)) ? '' : worthOf(node, parent, code);
    if (instead === undefined) return false;
    cuts.push([node, instead]);
    return true;
  });
  if (unmet.size > 0) throw new Error(`${module} of @microsoft/signalr has no ${[...unmet].join(', ')} any more.`);
  return cuts.reduceRight((text, [{start, end}, instead]) => {
    const rest = text.slice(start + instead.length, end).replace(/[^\n]/g, ' ');
    return text.slice(0, start) + instead + rest + text.slice(end);
  }, code);
}

function methodOf(node) {
  return node.type === 'MethodDefinition' ? node.key.name : undefined;
}

function worthOf(node, parent, code) {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return CALLS[textOf(node.callee, code)];
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node;
  return node.type === 'MemberExpression' && !isTarget ? KNOWN[textOf(node, code)] : undefined;
}

function textOf(node, code) {
  return code.slice(node.start, node.end);
}

/** Nothing below a node that is cut is looked at. */
function visit(node, parent, cut) {
  if (cut(node, parent)) return;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') visit(child, node, cut);
    }
  }
}
