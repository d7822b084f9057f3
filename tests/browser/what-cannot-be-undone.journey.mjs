// The gravest that a group decides, each to its end, by a clock that is moved on: another time of a regular meeting, of which those
// who come are asked; an exclusion in two votes, with mediation before it and an appeal after it; resting; and going into
// another group, with a farewell.

import { setTimeout as pause } from 'node:timers/promises';

import { found, join, meetWeekly, signIn, signUp } from './people.mjs';

export const weeks = true;
export const ways = ['phone, light', 'phone, dark, no script, Greek'];

const later = (date, days) => new Date(date.getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

const propose = async (page, fill) => {
  await fill();
  await page.click('main form button');
  await page.locator('#preview').waitFor();
};

const proposed = async (page) => {
  await page.click('main form button');
  await page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  return new URL(page.url()).pathname;
};

const say = async (page, at, voice) => {
  await page.goto(at);
  await page.check(`#voice-${voice}`);
  await page.click('form[action$="/say"] button');
  await page.waitForURL(`**${at}`);
};

// Whether the words of an appeal are taken: in the first moments they are given back.
const mayAppeal = async (page, inside) => {
  await page.goto(`${inside}/exclusion`);
  await page.fill('#words', 'Αφήστε με να το διορθώσω.');
  await page.click('form[action$="/exclusion"] button');
  await page.waitForLoadState();
  return (await page.locator('form[action$="/exclusion/leave"]').count()) > 0 && (await page.locator('.notice').count()) > 0;
};

const vote = async (page, at, choice) => {
  await page.goto(at);
  await page.check(`#choice-${choice}`);
  await page.click('form[action$="/vote"] button');
  await page.locator('.notice.good').waitFor();
};

export default async function ({ page, person, check, accessible, shot, now, pass }) {
  let today = now();
  const people = [];
  for (const name of ['Άννα', 'Μπάμπης', 'Κλειώ', 'Δανάη', 'Ηλίας']) {
    const window = people.length === 0 ? { page } : await person();
    people.push({ name, page: window.page, key: await signUp(window.page) });
  }
  const [ana, ben, cleo, dan, eli] = people;
  const passes = async (days) => {
    today = await pass('days', days);
    for (const one of people) await signIn(one.page, one.key);
  };
  const { inside, outside } = await found(ana.page, 'Κύκλος της Τρίτης', ana.name);
  await meetWeekly(ana.page, inside, later(today, 1));
  for (const one of [ben, cleo, dan, eli]) await join(one.page, outside, one.name);

  // Another time: those who come are asked, and nobody else.
  for (const one of [ben, cleo]) {
    await one.page.goto(inside);
    await one.page.click('.answers button[value="coming"] >> nth=2');
    await one.page.waitForURL('**/g/**');
  }
  await ben.page.goto(`${inside}/proposals/new?what=dates`);
  await propose(ben.page, async () => {
    await ben.page.selectOption('#from', { index: 1 });
    await ben.page.fill('#date', later(today, 15));
    await ben.page.fill('#time', '18:00');
    await ben.page.fill('#ends', '19:30');
    await ben.page.fill('#title', '18:00');
    await ben.page.fill('#why', 'Το λεωφορείο φεύγει νωρίς.');
  });
  await accessible(ben.page, 'another time, before it is proposed');
  await shot(ben.page, '1 another time');
  const time = await proposed(ben.page);
  await eli.page.goto(time);
  check('who does not come is not asked', (await eli.page.locator('form[action$="/say"]').count()) === 0);
  for (const one of [ben, cleo]) await say(one.page, time, 'consent');
  await passes(7);
  await eli.page.goto(`${inside}/dates`);
  await shot(eli.page, '2 the dates');

  // Mediation comes first; nobody has to say yes.
  const excluding = async () => {
    await ben.page.goto(`${inside}/proposals/new?what=exclude`);
    await ben.page.selectOption('#excluded', { label: dan.name });
    await ben.page.check('#months-3');
    await ben.page.fill('#why', 'Φώναξε ξανά και ξανά.');
    await ben.page.click('main form button');
  };
  await excluding();
  check('mediation comes first', (await ben.page.locator('#danger-error').count()) === 1);
  check('and what was typed is kept', (await ben.page.inputValue('#why')).includes('Φώναξε'));
  await accessible(ben.page, 'mediation first');
  await ben.page.goto(`${inside}/mediation`);
  await ben.page.selectOption('#about', { label: dan.name });
  await ben.page.selectOption('#mediator', { label: cleo.name });
  await ben.page.click('main form button');
  await ben.page.locator('.mediations li').waitFor();
  await dan.page.goto(`${inside}/mediation`);
  await accessible(dan.page, 'being asked to speak with somebody in the middle');
  await shot(dan.page, '3 mediation');
  await dan.page.click('.mediations button[value="no"]');
  await dan.page.waitForURL('**/mediation');

  // The first vote: whoever it is about reads why, answers, and does not vote.
  await excluding();
  await ben.page.locator('#preview').waitFor();
  await accessible(ben.page, 'an exclusion, before it is proposed');
  await shot(ben.page, '4 what it means');
  const exclusion = await proposed(ben.page);
  await dan.page.goto(exclusion);
  check('no vote of one’s own', (await dan.page.locator('form[action$="/vote"]').count()) === 0);
  await accessible(dan.page, 'an exclusion that is about oneself');
  await shot(dan.page, '5 about oneself');
  await dan.page.fill('#words', 'Φοβήθηκα. Συγγνώμη.');
  await dan.page.click('form[action$="/reply"] button');
  await dan.page.waitForURL(`**${exclusion}`);
  await eli.page.goto(exclusion);
  check('those who decide read both', (await eli.page.textContent('#why')).includes('Φοβήθηκα'));
  await accessible(eli.page, 'an exclusion that one decides');
  await shot(eli.page, '6 deciding');
  for (const [one, choice] of [[ben, 'yes'], [cleo, 'yes'], [ana, 'yes'], [eli, 'no']]) await vote(one.page, exclusion, choice);
  await passes(7);
  const shut = await dan.page.goto(inside);
  check('suspended: nothing of the group', shut.status() === 404, shut.status());
  await dan.page.goto(`${inside}/exclusion`);
  await accessible(dan.page, 'the page of whoever is suspended');
  await shot(dan.page, '7 suspended');

  // The appeal: two of three have to say so once more, and do not. It waits until the decision is written down.
  await pass('minutes', 2);
  for (let attempt = 0; attempt < 160 && !(await mayAppeal(dan.page, inside)); attempt += 1) await pause(500);
  await ana.page.goto(`${inside}/agreement`);
  const appeal = new URL(await ana.page.locator('h3 a').first().getAttribute('href'), ana.page.url()).pathname;
  await ana.page.goto(appeal);
  await accessible(ana.page, 'an appeal');
  await shot(ana.page, '8 appeal');
  for (const [one, choice] of [[ben, 'yes'], [cleo, 'no'], [ana, 'no'], [eli, 'no']]) await vote(one.page, appeal, choice);
  await passes(7);
  const back = await dan.page.goto(inside);
  check('back, as before', back.status() === 200, back.status());

  // The group rests until a day: the list says so, and it meets again by itself.
  await cleo.page.goto(`${inside}/proposals/new?what=rest`);
  await propose(cleo.page, async () => {
    await cleo.page.fill('#again', later(today, 28));
    await cleo.page.fill('#title', 'Ανάπαυση');
    await cleo.page.fill('#why', 'Το καλοκαίρι λείπουμε.');
  });
  await accessible(cleo.page, 'resting, before it is proposed');
  await shot(cleo.page, '9 resting');
  const rest = await proposed(cleo.page);
  for (const one of people) await say(one.page, rest, 'consent');
  await passes(7);
  const nobody = (await person()).page;
  await nobody.goto(outside);
  check('in public it says that it rests', (await nobody.locator('.notice').count()) > 0);
  await accessible(nobody, 'a group that rests');
  await shot(nobody, '10 rests');
  await passes(21);
  await nobody.goto(outside);
  check('and meets again by itself', (await nobody.locator('.list h3, .dates li, .card time').count()) > 0);

  // Another group decides that they are welcome.
  const other = (await person()).page;
  const fani = { name: 'Φανή', page: other, key: await signUp(other) };
  people.push(fani);
  const next = await found(fani.page, 'Κύκλος της Παρασκευής', fani.name);
  await fani.page.goto(`${next.inside}/proposals/new?what=welcome`);
  await propose(fani.page, async () => {
    await fani.page.fill('#other', new URL(outside, fani.page.url()).href);
    await fani.page.fill('#title', 'Έρχεται η Τρίτη');
    await fani.page.fill('#why', 'Είμαστε λίγοι και οι δύο.');
  });
  await accessible(fani.page, 'welcoming another group, before it is proposed');
  await shot(fani.page, '10 welcoming another group');
  const welcome = await proposed(fani.page);
  await say(fani.page, welcome, 'consent');
  await passes(7);

  // Closing, with a farewell, and going there.
  await eli.page.goto(`${inside}/proposals/new?what=close`);
  await propose(eli.page, async () => {
    await eli.page.fill('#farewell', 'Ήταν **καλά** μαζί σας.');
    await eli.page.check('#keeps-one_year');
    await eli.page.selectOption('#into', { label: 'Κύκλος της Παρασκευής' });
    await eli.page.fill('#title', 'Τέλος');
    await eli.page.fill('#why', 'Δεν μας χρειάζεται πια.');
  });
  await accessible(eli.page, 'closing, before it is proposed');
  await shot(eli.page, '11 closing');
  const close = await proposed(eli.page);
  for (const one of people.filter((one) => one !== fani)) await say(one.page, close, 'consent');
  await passes(7);
  // Somebody else: what was read within the last minute may be kept for a minute.
  const gone = (await person()).page;
  await gone.goto(outside);
  check('whoever has its address is led on', new URL(gone.url()).pathname === next.outside, gone.url());
  await ana.page.goto(inside);
  await ana.page.waitForURL('**/farewell');
  check('and for its members there is what was left', (await ana.page.textContent('#farewell')).includes('καλά'));
  await accessible(ana.page, 'a farewell');
  await shot(ana.page, '12 farewell');
  await ana.page.fill('#my_name', 'Άννα Κ.');
  await ana.page.click('form[action$="/farewell/come"] button');
  await ana.page.waitForURL(`**${next.inside}`);
  check('whoever wants to comes along, and nobody else', (await ana.page.locator('.people li').count()) === 2);
}
