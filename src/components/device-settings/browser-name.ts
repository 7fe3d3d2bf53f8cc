import type {BrowserName} from '../strings/english-devices.ts';

/** Whose site settings the agent has before them. Only for words: nothing works or fails by it. */
export function browserName(userAgent: string = navigator.userAgent): BrowserName {
  if (/firefox|fxios/i.test(userAgent)) return 'firefox';
  if (/chrom(e|ium)|crios|edg\//i.test(userAgent)) return 'chromium';
  return /safari/i.test(userAgent) ? 'safari' : 'other';
}
