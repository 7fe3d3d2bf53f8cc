/**
 * The desk in one script tag: `<script src="https://…/cordboard-loader.js"></script>`.
 *
 * A classic script, because old pages and content policies allow those by address. It imports the module beside it and
 * needs neither eval nor inline script, so it works under a strict Content-Security-Policy and with Trusted Types
 * (`trusted-types lit-html`). What the module exports is at `cordboard.ready`.
 */
declare global {
  var cordboard: {readonly ready: Promise<typeof import('../define.ts')>} | undefined;
}

// A page that carries the tag twice gets one desk.
globalThis.cordboard ??= {ready: import('../define.ts')};

export {};
