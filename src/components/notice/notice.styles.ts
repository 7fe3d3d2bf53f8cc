import {css} from 'lit';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  .notice {
    display: flex;
    gap: 0.6em;
    padding: 0.6rem var(--_gap);
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_neutral-soft);
  }

  .notice > .icon {
    margin-block-start: 0.08em;
    color: var(--_muted);
  }

  .notice.warning {
    background: var(--_warning-soft);
  }

  .notice.warning > .icon {
    color: var(--_warning);
  }

  .notice.danger {
    background: var(--_danger-soft);
  }

  .notice.danger > .icon {
    color: var(--_danger);
  }

  .body {
    flex: 1;
    min-inline-size: 0;
  }

  .title {
    font-weight: 650;
  }

  ::slotted(:not([slot])) {
    display: inline-block;
    margin-block-start: 0.5rem;
  }

  ::slotted([slot='end']) {
    align-self: start;
    margin-block: -0.25rem;
    margin-inline-end: -0.35rem;
  }

  @media (forced-colors: active) {
    .notice {
      border-color: CanvasText;
    }
  }
`;

export const noticeStyles = [tokens, own];
