import { Html } from './html.ts';

/** Calm and dense: one accent, lines instead of boxes, figures that stand under each other. */
export const STYLE = new Html(`
  :root { --ink: #1b2733; --soft: #5b6b7b; --line: #dde3ea; --paper: #f6f8fa; --accent: #0b6e8f; }
  * { box-sizing: border-box; }
  body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
  header { background: #fff; border-bottom: 1px solid var(--line); }
  header > div, main { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
  header p { margin: 0; padding: .8rem 0 .2rem; color: var(--soft); }
  header p b { color: var(--ink); }
  nav { display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
  nav a { padding: .45rem 0 .55rem; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; }
  nav a:hover { color: var(--ink); }
  nav a[aria-current] { color: var(--ink); border-color: var(--accent); }
  main { padding-top: 1.4rem; padding-bottom: 4rem; }
  main > nav { margin-bottom: 1rem; border-bottom: 1px solid var(--line); }
  h1 { font-size: 1.5rem; margin: 0 0 .8rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
  a { color: var(--accent); } .note { color: var(--soft); } .wide { max-width: 46rem; }
  .notices { margin: 0 0 1.2rem; padding: .6rem .9rem; background: #fff7e0; border: 1px solid #eedfae; border-radius: 6px; }
  .notices a { margin-right: 1.2rem; color: inherit; }
  section, .card { background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: .2rem 1.1rem 1rem; margin: 0 0 1.2rem; }
  .card { padding-top: 1rem; } .card p:first-child { margin-top: 0; } section h2 { margin-top: .9rem; }
  table { border-collapse: collapse; width: 100%; margin: 0 0 1.4rem; background: #fff; border: 1px solid var(--line); }
  th, td { text-align: left; padding: .4rem .8rem; border-bottom: 1px solid var(--line); vertical-align: baseline; }
  th { font-size: .82rem; font-weight: 600; color: var(--soft); background: #fbfcfd; white-space: nowrap; }
  .amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  td.empty { color: var(--soft); text-align: center; padding: 1.2rem; }
  form { margin: 0; } form.inline { display: inline-block; margin-right: .4rem; }
  label { margin-right: .9rem; } label.line { display: block; margin: .3rem 0; }
  button, input, select, textarea { font: inherit; color: inherit; }
  input, select, textarea { padding: .2rem .45rem; background: #fff; border: 1px solid #c3ccd6; border-radius: 4px; }
  input[type=number] { width: 5.5rem; }
  button { padding: .2rem .8rem; background: #fff; border: 1px solid #b5c0cc; border-radius: 4px; cursor: pointer; }
  button:hover { border-color: var(--accent); color: var(--accent); }
  code { font-size: .9em; overflow-wrap: anywhere; } td code { overflow-wrap: normal; }
  label.line span { display: inline-block; min-width: 8.5rem; }
`);
