import {css} from 'lit';

/**
 * The design tokens. A page sets `--cordboard-color-…` (or any other public name) on any ancestor; what it leaves out
 * follows the page's `color-scheme`. The names with `--_` are each element's own copy, so that a public one set anywhere
 * above reaches through nested elements.
 */
export const tokens = css`
  :host {
    --_surface: var(--cordboard-color-surface, light-dark(#ffffff, #16181d));
    --_sunken: var(--cordboard-color-sunken, light-dark(#f5f6f8, #101216));
    --_raised: var(--cordboard-color-raised, light-dark(#ffffff, #1f2229));
    --_hover: var(--cordboard-color-hover, light-dark(#eceef2, #2a2e37));
    --_border: var(--cordboard-color-border, light-dark(#e1e4ea, #2c313b));
    --_border-strong: var(--cordboard-color-border-strong, light-dark(#858e9d, #6d7685));
    --_text: var(--cordboard-color-text, light-dark(#171a21, #eceef3));
    --_muted: var(--cordboard-color-text-muted, light-dark(#566070, #a3abb9));
    --_accent: var(--cordboard-color-accent, light-dark(#3450cf, #94a7ff));
    --_on-accent: var(--cordboard-color-on-accent, light-dark(#ffffff, #0c1030));
    --_accent-soft: var(--cordboard-color-accent-soft, light-dark(#ebeefd, #1f2647));
    --_positive: var(--cordboard-color-positive, light-dark(#11743f, #57d19a));
    --_on-positive: var(--cordboard-color-on-positive, light-dark(#ffffff, #04190e));
    --_positive-soft: var(--cordboard-color-positive-soft, light-dark(#e3f4ea, #12301f));
    --_warning: var(--cordboard-color-warning, light-dark(#8a5000, #f2b95c));
    --_warning-soft: var(--cordboard-color-warning-soft, light-dark(#fdf0da, #35270f));
    --_danger: var(--cordboard-color-danger, light-dark(#c02238, #ff8b95));
    --_on-danger: var(--cordboard-color-on-danger, light-dark(#ffffff, #2b0409));
    --_danger-soft: var(--cordboard-color-danger-soft, light-dark(#fdebed, #3a171c));
    --_after: var(--cordboard-color-after, light-dark(#6b39b0, #c4a3f7));
    --_after-soft: var(--cordboard-color-after-soft, light-dark(#f2ebfb, #2a1f3d));
    --_neutral-soft: var(--cordboard-color-neutral-soft, light-dark(#edeff3, #272b33));
    --_focus: var(--cordboard-color-focus, light-dark(#3450cf, #a9b8ff));
    --_shadow: var(
      --cordboard-shadow,
      0 1px 2px light-dark(#10182814, #00000066),
      0 12px 32px light-dark(#10182829, #000000a6)
    );
    --_radius: var(--cordboard-radius, 0.5rem);
    --_font: var(--cordboard-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --_size: var(--cordboard-font-size, 0.875rem);
    --_gap: var(--cordboard-space, 0.75rem);

    font: 400 var(--_size) / 1.45 var(--_font);
    color: var(--_text);
    box-sizing: border-box;
    text-align: start;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  @media (prefers-contrast: more) {
    :host {
      --_border: var(--_border-strong);
      --_muted: var(--_text);
    }
  }

  .icon {
    flex: none;
    inline-size: 1.3em;
    block-size: 1.3em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon-spinner {
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .icon-spinner {
      animation: none;
    }
  }

  /* A name has the direction of its letters and stays beside its neighbours, at the side where the page begins. */
  bdi,
  [dir='auto'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  h2,
  h3,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }

  ul {
    list-style: none;
  }
`;
