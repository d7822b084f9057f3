// A member and their privacy, on a phone: one page that says who sees what, another name in a second group, mails that say little,
// being reached and not, writing to each other, telling what is not right, taking everything along, a lost phone, leaving, and
// being forgotten. Steps as in the day of a member; figures for programmes come later.

import { setTimeout as pause } from 'node:timers/promises';
import { COORDINATOR, PASSWORD, found, join, signIn, signUp } from './people.mjs';

const ADDRESS = 'quiet@example.org';

// The newest mail to the member that says this.
async function mail(page, words) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await page.goto('/_mailbox');
    const mails = await page.locator('pre.mail').allTextContents();
    const one = mails.find((text) => text.startsWith(ADDRESS) && text.includes(words));
    if (one) return one;
    await pause(500);
  }
  throw new Error(`no mail to ${ADDRESS} says "${words}"`);
}

export default async function ({ page, person, way, check, accessible, shot }) {
  // 1: a name on display, an address only because mails are wanted, codes for when it is lost.
  const mine = await signUp(page);
  check('ten codes stand in for an address', (await page.locator('.codes code').count()) === 10);
  const leader = await person();
  await signUp(leader.page);
  const one = await found(leader.page, 'Tuesday circle', 'Ana');
  const other = await found(leader.page, 'Friday circle', 'Eva');
  await join(page, one.outside, 'Night owl');
  const inside = new URL(page.url()).pathname;

  // 2: one page, by the same table.
  await page.goto('/me/privacy');
  await accessible(page, 'who sees what');
  check('it says that members see the name', (await page.textContent('#groups')).includes('Night owl'));
  await shot(page, '1 who sees what');

  // 3: another name in a second group.
  await join(page, other.outside, 'Lighthouse');
  for (const [group, here, there] of [[one, 'Night owl', 'Lighthouse'], [other, 'Lighthouse', 'Night owl']]) {
    await leader.page.goto(`${group.inside}/people`);
    const seen = await leader.page.content();
    check(`in one group ${here} is known, and ${there} is nobody`, seen.includes(here) && !seen.includes(there));
  }

  // 4: mails that say little.
  await page.goto('/me/security');
  await page.fill('#email', ADDRESS);
  await page.fill('form[action$="/email"] input[type="password"]', PASSWORD);
  await page.click('form[action$="/email"] button');
  const confirming = new URL((await mail(page, '/link/')).match(/http\S+\/link\/\S+/)[0]).pathname;
  await page.goto(confirming);
  await page.click('main form button');
  await page.waitForURL(`**${confirming}/confirm`);
  await page.goto('/me/reminders');
  await page.check('input[name="says"] >> nth=-1');
  await page.click('form[action="/me/reminders"] button');
  await page.waitForURL('**/me/reminders');
  check('the most careful is chosen', await page.isChecked('input[name="says"] >> nth=-1'));
  await page.click('form[action="/me/reminders/sample"] button');
  await page.waitForURL('**sample=sent');
  await accessible(page, 'a sample is sent');
  const sample = await mail(page, way.locale === 'el-GR' ? 'Υπενθύμιση' : 'Reminder');
  check('subject and text name no group and no place', !/Tuesday|Friday|Night owl|Lighthouse/.test(sample), sample);

  // 5: reminders, group by group, and none that can wait at night.
  await page.goto('/me/reminders');
  await page.selectOption('#quiet_from', '22');
  await page.selectOption('#quiet_to', '7');
  await page.click('form[action="/me/reminders/quiet"] button');
  await page.waitForURL('**/me/reminders');
  check('the hours are kept', (await page.inputValue('#quiet_from')) === '22' && (await page.inputValue('#quiet_to')) === '7');
  await page.check('input[name="when"][value="0"] >> nth=0');
  await page.click('form[action^="/me/reminders/"]:has(input[name="when"]) button >> nth=0');
  await page.waitForURL('**/me/reminders');
  check('the choice is kept', await page.isChecked('input[name="when"][value="0"] >> nth=0'));

  // 6: nobody can reach them, and the list looks as it does of everybody who says nothing.
  const card = () => leader.page.locator('li.card', { hasText: 'Night owl' });
  await leader.page.goto(`${one.inside}/people`);
  const silent = await card().innerText();
  await page.goto(`/me/privacy/${inside.split('/')[2]}`);
  await page.selectOption('#reach', 'nobody');
  await page.click('main form[action^="/me/privacy/"] button >> nth=0');
  await page.waitForURL('**/me/privacy');
  await leader.page.goto(`${one.inside}/people`);
  check('no and nothing said look the same', (await card().innerText()) === silent);

  // And then they want to be reached, by those who facilitate.
  await page.goto(`/me/privacy/${inside.split('/')[2]}`);
  await page.selectOption('#reach', 'facilitators');
  await page.fill('#reach_words', 'By the blue door');
  await accessible(page, 'choosing');
  await page.click('main form[action^="/me/privacy/"] button >> nth=0');
  await page.waitForURL('**/me/privacy');
  await leader.page.goto(`${one.inside}/people`);
  await card().locator('a').click();
  await accessible(leader.page, 'another member');
  await leader.page.click('form[action$="/reach"] button');
  await leader.page.locator('#reach').waitFor();
  check('whoever facilitates reads how', (await leader.page.textContent('#reach')).includes('By the blue door'));
  await leader.page.click('main p a');
  await leader.page.click('form[action$="/ask"] button');
  await leader.page.waitForURL('**/writing/*');
  const letters = new URL(leader.page.url()).pathname;
  check('nobody writes before two have said yes', (await leader.page.locator('#words').count()) === 0);
  await page.goto(`/me/privacy/${inside.split('/')[2]}`);
  check('and it stands there who looked', (await page.textContent('#looks')).includes('Ana'));
  await page.goto(inside);
  await page.click('a[href$="/writing"] >> nth=0');
  await accessible(page, 'somebody asks');
  await page.click('.writings a');
  await page.click('button[value="yes"]');
  await page.fill('#words', 'Shall we walk there together?');
  await page.click(`form[action="${letters}"] button`);
  await page.locator('.said li').waitFor();
  await accessible(page, 'writing');
  await shot(page, '2 writing');
  await leader.page.goto(letters);
  check('the other reads it', (await leader.page.textContent('.said')).includes('walk there together'));

  // What is not right is told to somebody of one's choice; the receipt opens the answer, signed in or not.
  const third = await person();
  await signUp(third.page);
  await join(third.page, one.outside, 'Cleo');
  await page.goto(`${inside}/report`);
  await page.click('main form button');
  check('whom, is asked in place', (await page.locator('#to-error').count()) === 1);
  await accessible(page, 'telling it');
  await page.selectOption('#to', { label: 'Cleo' });
  await page.selectOption('#about', { label: 'Ana' });
  await page.fill('#words', 'I would like to be asked first.');
  await page.check('#narrows-at_once');
  await page.click('main form button');
  await page.locator('#receipt').waitFor();
  const receipt = await page.textContent('#receipt');
  await leader.page.goto(`${one.inside}/people`);
  check('Ana sees names, and no more', (await leader.page.locator('li.card .hint').count()) <= 1 && (await card().count()) === 1);
  await third.page.goto(`${one.inside}/writing`);
  await third.page.click('#told a');
  await accessible(third.page, 'told to Cleo');
  await third.page.fill('#words', 'I hear you.');
  await third.page.click('button[value="say"]');
  await third.page.locator('.said li >> nth=1').waitFor();
  const nobody = await person();
  await nobody.page.goto('/receipt');
  await accessible(nobody.page, 'a receipt');
  await nobody.page.fill('#code', receipt);
  await nobody.page.click('main form button');
  await nobody.page.locator('.said').waitFor();
  check('the answer is read without signing in', (await nobody.page.textContent('.said')).includes('I hear you.'));
  await shot(nobody.page, '3 by the receipt');

  // The two do not want to see each other.
  await page.goto(`${inside}/people`);
  await page.locator('li.card', { hasText: 'Cleo' }).locator('a').click();
  await page.click('summary');
  await page.click('form[action$="/block"] button');
  await page.waitForURL('**/me/privacy/*');
  await third.page.goto(`${one.inside}/people`);
  check('to Cleo it is as if they had left', (await third.page.locator('li.card', { hasText: 'Night owl' }).count()) === 0);
  await leader.page.goto(`${one.inside}/people`);
  check('to others nothing has changed', (await card().count()) === 1);

  // On a screen that others may look at.
  await page.goto('/me/privacy');
  await page.check('#initials');
  await page.selectOption('#lock_after', 'quarter_of_an_hour');
  await page.click('form[action$="/screen"] button');
  await page.waitForURL('**/me/privacy');
  await page.goto(`${inside}/people`);
  check('names are initials', !(await page.textContent('main')).includes('Ana'));
  await shot(page, '4 initials');

  // 8: everything along, in one file.
  await page.goto('/me/data');
  await page.fill('#password_now', PASSWORD);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('main form button')]);
  check('it is one file', file.suggestedFilename().endsWith('.zip'), file.suggestedFilename());

  // And it is brought, here to another account, as to another Parea: to what has the same name.
  await third.page.goto('/me/data');
  await third.page.setInputFiles('#file', { name: 'takeout.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await third.page.click('#bring button');
  check('what is no takeout is said in place', (await third.page.locator('#file-error').count()) === 1);
  await accessible(third.page, 'bringing it');
  await third.page.setInputFiles('#file', await file.path());
  await third.page.click('#bring button');
  await third.page.locator('main li').first().waitFor();
  await accessible(third.page, 'brought');
  await shot(third.page, '5 brought');
  check('in one group as it was, and one is not here', (await third.page.locator('main li').count()) === 2);

  // 9: a lost phone.
  const lost = await person();
  await signIn(lost.page, mine, way);
  await page.goto('/me/security');
  await page.click('form[action$="/sign-out-everywhere"] button');
  await lost.page.goto('/me');
  check('the lost phone shows nothing', (await lost.page.locator('a[href^="/g/"]').count()) === 0);
  await signIn(page, mine, way);

  // 10: leaving, without a reason.
  await page.goto(`${inside}/leave`);
  await page.click('main form button');
  await page.waitForURL((url) => !url.pathname.endsWith('/leave'));
  await leader.page.goto(`${one.inside}/people`);
  check('they are gone', (await card().count()) === 0);
  await leader.page.goto('/me');
  check('nobody is told', !(await leader.page.textContent('main')).includes('Night owl'));

  // 11: being forgotten; 12: a coordinator has seen none of it.
  await page.goto('/me/vanish');
  await page.fill('#password_now', PASSWORD);
  await page.click('form[action="/me/vanish"] button');
  await page.waitForURL('**/about/gone');
  await leader.page.goto(`${other.inside}/people`);
  check('also from the other group', !(await leader.page.content()).includes('Lighthouse'));
  const coordinator = await person();
  await signIn(coordinator.page, COORDINATOR, way);
  for (const path of ['/p/avgi', '/p/avgi/reports', one.inside, `${one.inside}/people`]) {
    await coordinator.page.goto(path);
    check(`${path} tells a coordinator nothing`, !/Night owl|Lighthouse|blue door|asked first/.test(await coordinator.page.content()));
  }
}
