import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {CommandRunner} from './command-runner.ts';

export {NO_COMMANDS, commandKey, commandState, type CommandState, type Commands} from './command-runner.ts';

/** The commands of one element's own buttons: it is drawn again with each change of them. */
export class CommandController extends CommandRunner implements ReactiveController {
  constructor(host: ReactiveControllerHost) {
    super(() => host.requestUpdate());
    host.addController(this);
  }

  hostDisconnected(): void {
    this.letGo();
  }
}

/**
 * Runs `action` unless a listener anywhere on the way, the page's included, cancelled the request. The wait of one
 * microtask lets the event finish its way through the page first.
 */
export function unlessCanceled(event: Event, action: () => void): void {
  queueMicrotask(() => {
    if (!event.defaultPrevented) action();
  });
}
