// The journeys: `node tests/browser/run.mjs [filter]`, called by `tests/run browser`, which sets
//   PAREA_BIN       the program that is tried
//   PAREA_WEEKS     the same by a clock that can be moved on, for journeys that export `weeks = true`; `pass` moves it
//   PAREA_NODE      the folder whose node_modules has the pinned packages
//   PAREA_CHROMIUM  the browser
//   PAREA_TARGET    where screenshots go: $PAREA_TARGET/screenshots
// Every `*.journey.mjs` gets a demo of its own, so that no journey depends on another. It is
//   export default async function ({ page, person, base, now, check, accessible, shot }) { … }
// and may export `byName`, where the demo is opened by a name in place of a number, and `ways`, a list of names out of ways.mjs; without it, it is walked in all of them.
// Prints `ok …` and `not ok …` lines.

import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startDemo } from './demo.mjs';
import { Walk } from './walk.mjs';
import { NARROW, WAYS } from './ways.mjs';

// So many walks at the same time.
const TOGETHER = 2;

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = createRequire(path.join(required('PAREA_NODE'), 'package.json'));
const { chromium } = packages('playwright-core');
const tools = {
  axe: packages.resolve('axe-core/axe.min.js'),
  shots: path.join(required('PAREA_TARGET'), 'screenshots'),
};

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys by tests/run browser`);
  return value;
}

let passed = 0;
let failed = 0;
function report(title, complaints) {
  if (complaints.length === 0) passed += 1;
  else failed += 1;
  console.log(complaints.length === 0 ? `ok ${title}` : `not ok ${title}`);
  for (const complaint of complaints) console.log(`   ${String(complaint).replaceAll('\n', '\n   ')}`);
}

const filter = process.argv[2] ?? '';
const files = (await readdir(here)).filter((file) => file.endsWith('.journey.mjs')).sort();
const browser = await chromium.launch({
  executablePath: required('PAREA_CHROMIUM'),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

const walks = [];
for (const file of files) {
  const journey = await import(pathToFileURL(path.join(here, file)));
  const name = file.replace('.journey.mjs', '').replaceAll('-', ' ');
  for (const way of journey.ways ?? Object.keys(WAYS)) {
    const title = `${name} (${way})`;
    if (title.includes(filter)) walks.push({ journey, title, way });
  }
}

// Who is ready takes the next one.
async function walker() {
  for (let next = walks.shift(); next; next = walks.shift()) {
    report(next.title, await walked(next.journey, next.title, next.way));
  }
}

try {
  await Promise.all(Array.from({ length: TOGETHER }, walker));
} finally {
  await browser.close();
}
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

// What went wrong on the way: nothing, the checks that failed, or the error that ended it.
async function walked({ default: journey, weeks, byName }, title, way) {
  const chosen = { ...WAYS, ...NARROW }[way];
  if (!chosen) return [`ways.mjs knows no way "${way}"`];
  let demo;
  let walk;
  try {
    demo = await startDemo(required(weeks ? 'PAREA_WEEKS' : 'PAREA_BIN'), weeks);
    const base = byName ? demo.base.replace('127.0.0.1', 'localhost') : demo.base;
    walk = new Walk({ browser, base, title, way: chosen, tools });
    await journey({ ...(await walk.begin()), now: demo.now, pass: demo.pass });
    return walk.complaints;
  } catch (cause) {
    const log = demo ? demo.log().slice(-2000) : '';
    return [...(walk?.complaints ?? []), cause.stack ?? cause, log].filter(Boolean);
  } finally {
    await walk?.end();
    await demo?.stop();
  }
}
