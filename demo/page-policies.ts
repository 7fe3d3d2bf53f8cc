/** The addresses that pages need, put into their HTML and their headers. */
export type Addresses = {
  readonly hubUrl: string;
  readonly issuer: string;
  readonly pagesUrl: string;
  readonly portalUrl: string;
};

type Headers = Readonly<Record<string, string>>;

/** Headers for one page of the demo. */
export function headersFor(path: string, addresses: Addresses): Headers {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cache-control': 'no-cache',
  };
  switch (path) {
    case '/redirect.html':
      // MSAL opens it in a window, or in a hidden frame of the same origin.
      return {...common, ...strict(addresses, "'self'")};
    case '/frame.html':
      return {...common, ...strict(addresses, addresses.portalUrl)};
    case '/portal.html':
      return {...common, ...portal(addresses)};
    case '/help.html':
      return {...common, ...help(addresses)};
    default:
      return path.endsWith('.html') ? {...common, ...strict(addresses, "'none'")} : common;
  }
}

/**
 * The policy that the desk must be able to live under: no inline script, no inline style, no eval. It is also what
 * docs/embedding.md tells an integrator to allow, so a page that breaks it breaks a promise.
 */
function strict({hubUrl, issuer}: Addresses, frameAncestors: string): Headers {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${hubUrl} ${hubUrl.replace(/^http/, 'ws')} ${issuer}`,
    // The hidden frame in which MSAL renews a token when its refresh token is gone, and the page it ends on.
    `frame-src 'self' ${issuer}`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'microphone=(self), geolocation=(self), camera=()',
  };
}

/** The other company's page frames the desk and hands it the microphone; of our elements it runs the call button alone. */
function portal({hubUrl, issuer, pagesUrl}: Addresses): Headers {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${hubUrl} ${hubUrl.replace(/^http/, 'ws')} ${issuer}`,
    `frame-src 'self' ${pagesUrl} ${issuer}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': `microphone=(self "${pagesUrl}"), autoplay=(self "${pagesUrl}"), geolocation=(self "${pagesUrl}")`,
  };
}

/**
 * The other company's page for its customers runs the callback form alone, as docs/callbacks.md tells a portal to allow it: the worker
 * from a blob is for the proof of work, the target for visitors without scripts.
 */
function help({hubUrl}: Addresses): Headers {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${hubUrl}`,
    'worker-src blob:',
    `form-action ${hubUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html cordboard-worker',
  ];
  return {'content-security-policy': policy.join('; ')};
}
