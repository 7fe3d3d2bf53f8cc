import {css} from 'lit';

export const timerStyles = css`
  :host {
    display: inline-block;
    font-variant-numeric: tabular-nums;
    font-feature-settings: 'tnum';
    white-space: nowrap;
  }
`;
