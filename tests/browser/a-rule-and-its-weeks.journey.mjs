// Day 4.4 to its end, by a clock that is moved on: a rule is adopted at its deadline and makes the next version of the agreement;
// whoever facilitates goes round with the others and hands over; who came yesterday takes part; after half a year the rule
// stands on the agenda by itself, and says that it should be looked at. Whoever coordinates a programme sees none of it.

import { setTimeout as pause } from 'node:timers/promises';

import { COORDINATOR, found, join, meetWeekly, signIn, signUp } from './people.mjs';

export const weeks = true;
export const ways = ['phone, light', 'phone, dark, no script, Greek'];

const consent = async (page, proposal) => {
  await page.goto(proposal);
  await page.check('#voice-consent');
  await page.click('form[action$="/say"] button');
  await page.waitForURL(`**${proposal}`);
};

// Whoever has no address is told on the site, once it has been tried to send it.
const isTold = async (page) => {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    await page.goto('/me');
    if ((await page.locator('.notices li').count()) > 0) return true;
    await pause(500);
  }
  return false;
};

const later = (date, days) => new Date(date.getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

export default async function ({ page, person, way, check, accessible, shot, now, pass }) {
  let today = now();
  const people = [];
  for (const name of ['Άννα', 'Μπάμπης', 'Κλειώ']) {
    const window = people.length === 0 ? { page } : await person();
    people.push({ name, page: window.page, key: await signUp(window.page) });
  }
  const [ana, ben, cleo] = people;
  const everybodySignsIn = async () => {
    for (const one of people) await signIn(one.page, one.key);
  };
  const passes = async (days) => {
    today = await pass('days', days);
    await everybodySignsIn();
  };
  const { inside, outside } = await found(ana.page, 'Κύκλος της Τρίτης', ana.name);
  await meetWeekly(ana.page, inside, later(today, 1));
  for (const one of [ben, cleo]) await join(one.page, outside, one.name);

  // 1 and 2: any member; the rule as it is, the method and the time; what it would change is seen first.
  await ben.page.goto(`${inside}/proposals/new?rule=term_weeks`);
  await ben.page.fill('#value', '8');
  await ben.page.fill('#title', '8');
  await ben.page.fill('#why', 'Για να μάθουμε περισσότεροι.');
  await ben.page.click('main form button');
  await ben.page.locator('#preview').waitFor();
  check('whose mandate it shortens stands there', (await ben.page.textContent('#preview')).includes(ana.name));
  await accessible(ben.page, 'a rule before it is proposed');
  await shot(ben.page, '1 seen first');
  await ben.page.click('main form button');
  await ben.page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const proposal = new URL(ben.page.url()).pathname;

  // 3 to 5: she objects, he says it otherwise, she is asked first and takes it back. A wish stands in nobody's way.
  await cleo.page.goto(proposal);
  await cleo.page.check('#voice-objection');
  await cleo.page.fill('#words', 'Κανείς δεν θα μάθαινε από τον προηγούμενο.');
  await cleo.page.click('form[action$="/say"] button');
  await cleo.page.locator('form[action$="/take-back"]').waitFor();
  await ben.page.goto(`${proposal}/amend`);
  await ben.page.fill('#why', 'Με μία εβδομάδα μαζί.');
  await ben.page.click('main form button');
  await ben.page.locator('#preview').waitFor();
  await ben.page.click('main form button');
  await ben.page.waitForURL(`**${proposal}`);
  check('whoever objected is asked first', await isTold(cleo.page));
  await cleo.page.goto(proposal);
  await cleo.page.click('form[action$="/take-back"] button');
  await cleo.page.waitForURL(`**${proposal}`);
  await cleo.page.check('#voice-wish');
  await cleo.page.fill('#words', '10');
  await cleo.page.click('form[action$="/say"] button');
  await cleo.page.waitForURL(`**${proposal}`);
  await consent(ben.page, proposal);

  // 6 and 7: adopted at the deadline, though one has said nothing; the next version, with its decision.
  await passes(7);
  await ana.page.goto(proposal);
  check('the day on which it was decided has passed', (await ana.page.locator('form[action$="/say"]').count()) === 0);
  check('nobody who was absent is named', !(await ana.page.textContent('main')).includes(ana.name));
  await accessible(ana.page, 'a proposal that is adopted');
  await shot(ana.page, '2 adopted');
  await ana.page.goto(`${inside}/agreement`);
  await shot(ana.page, '3 agreement');
  await ana.page.click('#text a[href*="/versions/"] >> nth=0');
  await ana.page.waitForURL('**/versions/2*');
  check('with a link to the decision', (await ana.page.locator(`a[href="${proposal}"]`).count()) === 1);
  await accessible(ana.page, 'the next version');
  await shot(ana.page, '4 version');

  // 9: eight weeks less one, and it is time to hand over, with a list.
  await passes(49);
  await ana.page.goto(inside);
  check('it is said that the mandate goes over', (await ana.page.locator('a[href$="/handover"]').count()) > 0);
  await ana.page.goto(`${inside}/handover`);
  check('since when', (await ana.page.locator('main > .notice').count()) === 1);
  await accessible(ana.page, 'the list that goes along');
  await shot(ana.page, '5 hand-over');
  await ben.page.goto(`${inside}/proposals/new?what=mandate`);
  await ben.page.fill('#title', 'Εγώ');
  await ben.page.fill('#why', 'Το έχω μάθει.');
  await ben.page.click('main form button');
  await ben.page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const mandate = new URL(ben.page.url()).pathname;
  for (const one of [ana, cleo]) {
    await one.page.goto(mandate);
    await one.page.check('#choice-yes');
    await one.page.click('form[action$="/vote"] button');
    await one.page.locator('.notice.good').waitFor();
  }

  // 11: who joined yesterday takes part in what is proposed today, as this group has said nothing else; not in what was before.
  const dan = { name: 'Δανάη', page: (await person()).page };
  dan.key = await signUp(dan.page);
  people.push(dan);
  await join(dan.page, outside, dan.name);
  await dan.page.goto(mandate);
  check('who decides was settled before', (await dan.page.locator('form[action$="/vote"]').count()) === 0);

  // What helped: its author lets others read it, the group decides so, and everybody does, unsigned.
  const helped = 'Μια βόλτα στη θάλασσα, χωρίς ερωτήσεις.';
  await cleo.page.goto(`${inside}/experience/new`);
  await cleo.page.fill('#words', helped);
  await cleo.page.check('#open');
  await cleo.page.click('main form button');
  await cleo.page.waitForURL('**/experience');
  await ben.page.goto(`${inside}/experience`);
  await ben.page.click('a[href*="what=open"]');
  await accessible(ben.page, 'who reads a note');
  await ben.page.check('#opened-everybody');
  await ben.page.fill('#title', 'Να το διαβάζουν όλοι');
  await ben.page.fill('#why', 'Μπορεί να βοηθήσει κι άλλους.');
  await ben.page.click('main form button');
  await ben.page.locator('#preview').waitFor();
  await accessible(ben.page, 'a note, before it is opened');
  await shot(ben.page, '8 opening a note');
  await ben.page.click('main form button');
  await ben.page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const opening = new URL(ben.page.url()).pathname;
  for (const one of [ana, ben, cleo]) await consent(one.page, opening);
  await passes(7);
  const nobody = (await person()).page;
  await nobody.goto(outside);
  check('everybody reads it', (await nobody.textContent('#helped')).includes(helped));
  check('and not whose it is', !(await nobody.textContent('main')).includes(cleo.name));
  await accessible(nobody, 'what helped, in public');
  await shot(nobody, '9 in public');
  await ben.page.goto(`${inside}/agreement`);
  check('the next one facilitates', (await ben.page.textContent('#holders')).includes(ben.name));
  await cleo.page.goto(`${inside}/proposals/new?rule=quorum_percent`);
  await cleo.page.fill('#value', '60');
  await cleo.page.fill('#title', '60');
  await cleo.page.fill('#why', 'Να είμαστε περισσότεροι.');
  await cleo.page.click('main form button');
  await cleo.page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const next = new URL(cleo.page.url()).pathname;
  await dan.page.goto(next);
  check('and takes part from the next one on', (await dan.page.locator('form[action$="/say"]').count()) === 1);

  // 10: half a year later it is on the agenda by itself, and stands.
  await passes(140);
  await cleo.page.goto(`${inside}/assembly`);
  check('the review is on the agenda', (await cleo.page.locator('#agenda a[href$="#term_weeks"]').count()) === 1);
  await accessible(cleo.page, 'the agenda');
  await shot(cleo.page, '6 agenda');
  await cleo.page.goto(`${inside}/agreement`);
  const rule = cleo.page.locator('#term_weeks');
  check('the rule stands', (await rule.textContent()).includes('8'), await rule.textContent());
  check('and says that it should be looked at', (await rule.locator('.badge').count()) === 1);
  await accessible(cleo.page, 'a rule that is overdue');
  await shot(cleo.page, '7 overdue');

  // 12: that there is an agreement is the group's to say; of the debate nothing.
  const coordinator = await person();
  await signIn(coordinator.page, COORDINATOR, way);
  for (const path of [inside, proposal, mandate, `${inside}/agreement`, `${inside}/log`]) {
    const answer = await coordinator.page.goto(path);
    check(`nothing of ${path}`, answer.status() === 404, answer.status());
  }
  await coordinator.page.goto(outside);
  const seen = await coordinator.page.textContent('main');
  check('nor on the public page', !['Για να μάθουμε', 'Κανείς δεν θα', ana.name, ben.name].some((it) => seen.includes(it)));
}
