// The main road: a newcomer finds a group, makes an account, joins, says "I am coming"; the facilitator sees one more and
// moves the date; the member's mail gives both times, and its link stops the mail without signing in. On the way every
// page is looked at by axe.

import { setTimeout as pause } from 'node:timers/promises';
import { COORDINATOR, FACILITATOR, PASSWORD, signIn } from './people.mjs';

const ADDRESS = 'newcomer@example.org';

// The group of the demo's facilitator, where one joins at once.
const CIRCLE = 'Κύκλος της θάλασσας';

// What a mail about a moved date says, by the language of the browser that signed up.
const MOVED = {
  'en-GB': { begins: 'Before:', whole: /Before: .*\. Now: .*Athens/ },
  'el-GR': { begins: 'Πριν:', whole: /Πριν: .*\. Τώρα: .*Αθήνας/ },
};

// The newest mail to the newcomer that says this.
async function mail(page, words) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await page.goto('/_mailbox');
    const mails = await page.locator('pre.mail').allTextContents();
    const found = mails.find((text) => text.startsWith(ADDRESS) && text.includes(words));
    if (found) return found;
    await pause(500);
  }
  throw new Error(`no mail to ${ADDRESS} says "${words}"`);
}

const link = (text, kind) => new URL(text.match(new RegExp(`http\\S+/${kind}/\\S+`))[0]).pathname;

const coming = async (page) => Number(await page.locator('.tally').first().getAttribute('data-coming'));

export default async function ({ page, person, way, check, accessible, shot }) {
  await page.goto('/');
  check('the page is in the language of the browser', way.locale.startsWith(await page.getAttribute('html', 'lang')));
  check('the first page lists what comes next', (await page.locator('.list h3').count()) > 0);
  check('finding sets no cookie', (await page.context().cookies()).length === 0);
  await accessible(page);
  await shot(page, '1 front');
  // By its name: on some days of the year another group meets earlier that day.
  await page.click(`.list h3 a:has-text("${CIRCLE}") >> nth=0`);
  await accessible(page, 'a group');
  await shot(page, '2 group');
  const group = new URL(page.url()).pathname;
  for (const path of ['/groups?q=xyzzy', '/about/exit', '/privacy', '/sign-in', '/recover', '/nowhere']) {
    await page.goto(path);
    await accessible(page);
  }

  await page.goto('/sign-up');
  await accessible(page);
  await page.fill('#password', 'short');
  await page.fill('#email', ADDRESS);
  await page.click('form[action="/sign-up"] > button');
  check('a short password is refused in place', await page.locator('.summary').isVisible());
  await accessible(page, 'a refused form');
  check('the address is kept', (await page.inputValue('#email')) === ADDRESS);
  await page.fill('#password', PASSWORD);
  await page.click('form[action="/sign-up"] > button');
  check('ten codes are shown', (await page.locator('.codes code').count()) === 10);
  await shot(page, '3 welcome');
  const confirming = link(await mail(page, '/link/'), 'link');
  await accessible(page, 'mails');
  await page.goto(confirming);
  await accessible(page, 'a link');
  await page.click('main form button');
  await accessible(page, 'a confirmed address');

  await page.goto(`${group}/join`);
  await accessible(page, 'joining');
  await page.fill('#my_name', 'Newcomer');
  await page.click('main form button');
  await page.waitForURL('**/g/*');
  const inside = new URL(page.url()).pathname;
  const before = await coming(page);
  await page.click('.answers button[value="coming"] >> nth=0');
  await page.waitForURL('**/g/**');
  await accessible(page, 'inside');
  await shot(page, '4 inside');
  for (const path of ['/me', '/me/reminders', '/me/security', '/me/data', '/me/privacy', `/me/privacy/${inside.split('/')[2]}`, `${inside}/people`, `${inside}/people/me?as=facilitator`, '/found', `${inside}/leave`]) {
    await page.goto(path);
    await accessible(page);
  }

  const leader = await person();
  await signIn(leader.page, FACILITATOR);
  await leader.page.goto(inside);
  check('the facilitator sees one more', (await coming(leader.page)) === before + 1, await coming(leader.page));
  await leader.page.click('a[href$="/change"] >> nth=0');
  await accessible(leader.page, 'changing a date');
  const date = await leader.page.inputValue('#date');
  const next = new Date(`${date}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  await leader.page.fill('#date', next.toISOString().slice(0, 10));
  await shot(leader.page, '5 change');
  await leader.page.click('form[action$="/move"] button');
  await leader.page.waitForURL('**/g/*');
  check('the page says that it moved', (await leader.page.locator('.meetings .notice').count()) > 0);
  await leader.page.goto(`${inside}/series/new`);
  await accessible(leader.page, 'planning');
  await leader.page.fill('#date', '2027-01-31');
  await leader.page.fill('#time', '19:00');
  await leader.page.fill('#ends', '20:30');
  await leader.page.selectOption('#repeat', 'monthly-date');
  if (!way.script) await leader.page.click('button[name="check"]');
  await leader.page.locator('#dates li').nth(5).waitFor();
  check('six dates are shown before anything is saved', (await leader.page.locator('#dates li').count()) === 6);
  check('and which months have no such day', (await leader.page.locator('#dates .hint').count()) === 1);
  await accessible(leader.page, 'six dates');
  await shot(leader.page, '6 dates');

  const moved = await mail(page, MOVED[way.locale].begins);
  check('the mail gives both times', MOVED[way.locale].whole.test(moved), moved);
  const anybody = await person();
  await anybody.page.goto(link(moved, 'u'));
  await accessible(anybody.page, 'stopping mail');
  await anybody.page.click('main form button');
  await accessible(anybody.page, 'stopped mail');
  check('no more mail, without signing in', (await anybody.page.locator('main form').count()) === 0);
  const kept = await anybody.context.cookies();
  check('and without a cookie', kept.length === 0, kept);

  const coordinator = await person();
  await signIn(coordinator.page, COORDINATOR);
  await coordinator.page.goto('/p/avgi');
  await accessible(coordinator.page, 'a programme');
  await shot(coordinator.page, '7 programme');
  await coordinator.page.goto(inside);
  check('a coordinator is not in the group', (await coordinator.page.locator('.people').count()) === 0);

  // A group that nobody is in goes into the hands of a member, and says something of itself.
  await coordinator.page.goto('/p/avgi');
  await coordinator.page.click('form[action$="/hand-over"] button');
  await accessible(coordinator.page, 'a hand-over');
  await leader.page.goto(link(await coordinator.page.textContent('#link'), 'invitation'));
  await accessible(leader.page, 'an invitation');
  await leader.page.fill('#my_name', 'Leader');
  await leader.page.click('main form button');
  await leader.page.waitForURL('**/g/*');
  await accessible(leader.page, 'a group of one');
  await leader.page.click('form[action$="/confirm"] button');
  await leader.page.waitForURL('**/g/*');
  check('once it is confirmed, nobody asks', (await leader.page.locator('form[action$="/confirm"]').count()) === 0);
  await leader.page.click('a[href$="/settings"]');
  await accessible(leader.page, 'what the group says of itself');
  await leader.page.fill('#name', 'Evening circle');
  check('how one joins is the group’s to decide', (await leader.page.locator('a[href*="rule=joining"]').count()) === 1);
  await leader.page.click('form[action$="/settings"] button');
  await leader.page.waitForURL('**/g/*');
  check('it has its new name', (await leader.page.textContent('h1')) === 'Evening circle');
  await leader.page.click('form[action$="/invite"] button');
  await accessible(leader.page, 'a link for somebody');

  // Who sees what is chosen, and looked at as others see it.
  await page.goto(`/me/privacy/${inside.split('/')[2]}`);
  await page.fill('#line_words', 'Two children, and the sea.');
  await page.selectOption('#line', 'facilitators');
  await shot(page, '6 who sees what');
  await page.click(`form[action^="/me/privacy/"] button`);
  await page.waitForURL('**/me/privacy');
  await shot(page, '6 in plain sentences');
  await leader.page.goto(`${inside}/people`);
  check('whoever facilitates sees the line', (await leader.page.locator('.line').count()) === 1);
  await page.goto(`${inside}/people/me?as=member`);
  check('a member does not', (await page.locator('#seen .line').count()) === 0);

  // Whoever wants to be forgotten is, in two steps.
  await page.goto('/me');
  await page.click('a[href="/me/vanish"]');
  await accessible(page, 'being forgotten');
  await page.fill('#password_now', 'not this one, I think');
  await page.click('form[action="/me/vanish"] button');
  check('not in somebody’s name', await page.locator('#password_now-error').isVisible());
  await shot(page, '6 being forgotten');
  await page.fill('#password_now', PASSWORD);
  await page.click('form[action="/me/vanish"] button');
  await page.waitForURL('**/about/gone');
  await accessible(page, 'gone');
  check('nobody is signed in any more', (await page.context().cookies()).every((it) => it.name !== '__Host-parea'));
  await page.goto('/privacy');
  await shot(page, '7 what is kept');
}
