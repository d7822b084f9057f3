// The people of the journeys: three who live in the demo, and whoever signs up on the way.

export const PASSWORD = 'παρέα στην αυλή';
export const MEMBER = 'γλάρος-κύμα-φάρος';
export const FACILITATOR = 'ελιά-πηγάδι-τζιτζίκι';
export const COORDINATOR = 'χάρτης-δρόμος-πυξίδα';

// Signs in; where the person lives in the demo their first group is given back. The people of the demo read Greek: with a `way`
// they read in the language of the way.
export async function signIn(page, name, way) {
  await page.goto('/sign-in');
  await page.fill('#who', name);
  await page.fill('#password', PASSWORD);
  if (name === COORDINATOR) await typeCode(page);
  await page.click('form[action="/sign-in"] button');
  await page.waitForURL('**/me');
  const language = way?.locale.slice(0, 2);
  if (language && (await page.getAttribute('html', 'lang')) !== language) {
    await page.click(`button[name="language"][value="${language}"]`);
    await page.locator(`html[lang="${language}"]`).waitFor();
  }
  const group = page.locator('a[href^="/g/"]').first();
  return (await group.count()) ? new URL(await group.getAttribute('href'), page.url()).pathname : null;
}

// The second step of whoever coordinates: the demo shows in its mailbox what their app shows. A code opens once, so from one that
// may have been used it waits for the next.
let used;
async function typeCode(page) {
  let code = used;
  for (;;) {
    // Not by the page's own cookies: this is somebody who looks at the screen of the demo.
    const mailbox = await fetch(new URL('/_mailbox', page.url()));
    code = /id="code">(\d{6})/.exec(await mailbox.text())[1];
    if (code !== used) break;
    await page.waitForTimeout(1000);
  }
  used = code;
  await page.click('details:has(#code) > summary');
  await page.fill('#code', code);
}

// A new account: the name that it was given.
export async function signUp(page) {
  await page.goto('/sign-up');
  const name = await page.textContent('.phrase output');
  await page.fill('#password', PASSWORD);
  await page.click('form[action="/sign-up"] > button:not([name])');
  await page.locator('.codes').waitFor();
  return name;
}

// A group of one's own, where one joins at once: { inside, outside }.
export async function found(page, name, myName) {
  await page.goto('/found');
  await page.fill('#name', name);
  await page.check('#joining-open');
  await page.check('#listed-yes');
  await page.fill('#my_name', myName);
  await page.click('main form button');
  await page.waitForURL('**/series/new');
  const inside = new URL(page.url()).pathname.replace('/series/new', '');
  await page.goto(inside);
  const outside = new URL(await page.locator('a[href^="/groups/"]').first().getAttribute('href'), page.url()).pathname;
  return { inside, outside };
}

// Meets every week from a day on, at seven in the evening, and at an address.
export async function meetWeekly(page, inside, day) {
  await page.goto(`${inside}/series/new`);
  await page.fill('#date', day);
  await page.fill('#time', '19:00');
  await page.fill('#ends', '20:30');
  await page.fill('#address', 'Ερμού 12');
  await page.click('main form .row button >> nth=0');
  await page.waitForURL((url) => !url.pathname.endsWith('/series/new'));
}

export async function join(page, outside, myName) {
  await page.goto(`${outside}/join`);
  await page.fill('#my_name', myName);
  await page.click('main form button');
  await page.waitForURL('**/g/*');
}
