// The poster: in both sizes and every choice of language it prints on exactly one sheet, of that size, black on white, and
// its code is read by a program that others wrote, and leads to the group. What a member adds is printed for them only.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FACILITATOR, signIn } from './people.mjs';

export const ways = ['phone, dark, no script, Greek', 'desk, light, no script'];

const run = promisify(execFile);
const POINTS_PER_MM = 72 / 25.4;
const SIZES = { a4: [210, 297], a5: [148, 210] };

// Width and height of every page of a PDF, in millimetres.
function sheets(pdf) {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => [width, height].map((it) => Math.round(it / POINTS_PER_MM)));
}

export default async function ({ page, person, way, base, check, accessible, shot }) {
  await page.goto('/');
  await page.click('.list h3 a >> nth=0');
  const group = new URL(page.url()).pathname;
  await page.goto(`${group}/poster`);
  await accessible(page, 'a poster');
  await shot(page, '1 chosen');
  check('it speaks the language of the reader', way.locale.startsWith(await page.getAttribute('.words section', 'lang')));
  check('nobody but a member adds a line', (await page.locator('#line').count()) === 0);

  const printer = await person({ deviceScaleFactor: 2, viewport: { width: 900, height: 1200 } });
  const folder = await mkdtemp(path.join(tmpdir(), 'parea-poster-'));
  try {
    for (const size of Object.keys(SIZES)) {
      for (const language of ['el', 'en', 'both']) {
        const name = `${size} ${language}`;
        await printer.page.goto(`${group}/poster?size=${size}&language=${language}`);
        const spoken = await printer.page.locator('.words section').evaluateAll((all) => all.map((it) => it.lang));
        check(`${name}: what was chosen`, spoken.join() === (language === 'both' ? 'el,en' : language), spoken);
        const pages = sheets(await printer.page.pdf({ preferCSSPageSize: true }));
        check(`${name}: one sheet of its size`, JSON.stringify(pages) === JSON.stringify([SIZES[size]]), pages);
        await printer.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const cut = await printer.page.locator('.words').evaluate((it) => it.scrollHeight - it.clientHeight);
        check(`${name}: nothing is cut off`, cut <= 1, `${cut} px`);
        const colours = await printer.page
          .locator('.poster')
          .evaluate((it) => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor].join(' on '));
        check(`${name}: black on white`, colours === 'rgb(0, 0, 0) on rgb(255, 255, 255)', colours);
        const picture = path.join(folder, `${size}-${language}.png`);
        await printer.page.locator('.poster').screenshot({ path: picture });
        const read = await run('zbarimg', ['--quiet', '--raw', picture]).then(
          ({ stdout }) => stdout.trim(),
          (cause) => `nothing: ${cause.message}`,
        );
        check(`${name}: the code leads to the group`, read === `${base}${group}`, read);
        await shot(printer.page, `2 ${name}`);
        await printer.page.emulateMedia({ media: null, colorScheme: null });
      }
    }
    check('all without a cookie', (await printer.context.cookies()).length === 0);
    const there = await printer.page.goto(group);
    check('the address is a page', there.status() === 200);
    await printer.page.goto(`${group}/poster?line=Call+me`);
    check('no link puts words on it', !(await printer.page.textContent('main')).includes('Call me'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  const member = await person();
  await signIn(member.page, FACILITATOR);
  await member.page.click('.card h2 a >> nth=0');
  await member.page.click('a[href$="/poster"]');
  await member.page.fill('#line', '<b>2ος όροφος</b>');
  await member.page.click('form[action$="/poster"] button');
  check('a line of a member is printed as it is', (await member.page.textContent('.poster .line')) === '<b>2ος όροφος</b>');
  await accessible(member.page, 'a poster with a line');
}
