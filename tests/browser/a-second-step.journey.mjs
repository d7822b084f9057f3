// A second step: somebody makes a passkey on the phone and signs in with it, without a name; and an app that shows codes, by hand.
// Browsers keep passkeys for names, so the demo is opened by its name.

import { createHmac } from 'node:crypto';
import { PASSWORD, signIn, signUp } from './people.mjs';

export const byName = true;

// Whether something is there, or comes soon.
const comes = (page, what) => page.locator(what).first().waitFor().then(() => true, () => false);

// What an app shows at a time for a key in base 32 (RFC 6238), or so many steps of half a minute later.
function codeOf(key, time, ahead = 0) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((it) => letters.indexOf(it).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((it) => parseInt(it, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(time / 30000) + ahead));
  const mac = createHmac('sha1', bytes).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

export default async function ({ page, way, person, check, shot, accessible, now }) {
  await page.goto('/sign-up');
  const given = await signUp(page);
  await page.goto('/me/security');
  await page.click('a[href="/me/security/steps"]');
  await accessible(page, 'second steps');
  await shot(page, '1 second steps');

  // A wrong password is said beside its field.
  await page.fill('#password_for_app', 'not it');
  await page.click('form[action$="/app"] button');
  check('a wrong password opens nothing', await comes(page, '#password_for_app-error'));
  await page.fill('#password_for_app', PASSWORD);
  await page.click('form[action$="/app"] button');
  await page.waitForURL('**/steps/app');
  await accessible(page, 'a key for an app');
  await shot(page, '2 a key for an app');
  check('the code for the camera is there', await comes(page, 'svg.qr'));
  const key = (await page.textContent('#key')).replaceAll(' ', '');
  await page.fill('#code', '12345');
  await page.click('form[action$="/confirm"] button');
  check('a wrong code is said', await comes(page, '#code-error'));
  await page.fill('#code', codeOf(key, now()));
  await page.click('form[action$="/confirm"] button');
  await page.waitForURL('**/steps');
  check('the app is on', await comes(page, '#app .badge'));

  // Without a code nobody comes in; with the next one the same person does.
  const elsewhere = await person();
  await elsewhere.page.goto('/sign-in');
  await elsewhere.page.fill('#who', given);
  await elsewhere.page.fill('#password', PASSWORD);
  await elsewhere.page.click('form[action="/sign-in"] button');
  check('a password alone is not enough', await comes(elsewhere.page, '#summary'));
  await elsewhere.page.fill('#password', PASSWORD);
  await elsewhere.page.click('details:has(#code) > summary');
  await elsewhere.page.fill('#code', codeOf(key, now(), 1));
  await accessible(elsewhere.page, 'signing in with a code');
  await shot(elsewhere.page, '3 signing in with a code');
  await elsewhere.page.click('form[action="/sign-in"] button');
  await elsewhere.page.waitForURL('**/me');
  await page.goto('/me');
  check('the sign-in elsewhere is told', await comes(page, '#unknown'));
  await accessible(page, 'a sign-in elsewhere');
  await shot(page, '4 a sign-in elsewhere');
  await page.click('form[action$="/known"] button');
  await page.waitForURL('**/me');
  check('what one knows is not said again', (await page.locator('#unknown').count()) === 0);

  if (!way.script) {
    await page.goto('/me/security/steps');
    await page.fill('#password_for_passkey', PASSWORD);
    await page.click('form[action$="/passkeys"] button');
    check('without scripts it is said that a passkey needs them', await comes(page, 'noscript .notice'));
    return;
  }
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const phone = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...phone, automaticPresenceSimulation: true } });
  await page.goto('/me/security/steps');
  await page.fill('#password_for_passkey', PASSWORD);
  await page.click('form[action$="/passkeys"] button');
  await shot(page, '5 a new passkey');
  await page.fill('#name', 'Το τηλέφωνό μου');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/steps');
  check('the passkey is there under its name', (await page.textContent('#passkeys ul')).includes('Το τηλέφωνό μου'));
  await shot(page, '6 with both');

  await page.click('form[action="/sign-out"] button');
  await page.waitForURL('**/groups');
  await page.goto('/sign-in');
  await page.click('#passkey button');
  await shot(page, '7 showing a passkey');
  await page.click('form[data-passkey] button');
  await page.waitForURL('**/me');
  await page.goto('/me/security');
  check('the passkey knows who it is', (await page.textContent('.phrase output')) === given);

  // From then on without a password: what wanted it wants the passkey.
  await page.goto('/me/security/steps');
  await page.fill('#password_for_none', PASSWORD);
  await shot(page, '8 without a password');
  await page.click('form[action$="/no-password"] button');
  await page.waitForURL('**/steps');
  await page.goto('/me/vanish');
  check('no password is asked for', (await page.locator('input[type="password"]').count()) === 0);
  await accessible(page, 'vanishing without a password');
  await shot(page, '9 vanishing without a password');
  check('the passkey that was just shown stands for it', (await page.locator('button[formaction="/sign-in/passkey"]').count()) === 0);

  // And somebody new, with nothing but a passkey from the first minute on.
  const fresh = await person();
  const theirs = await fresh.page.context().newCDPSession(fresh.page);
  await theirs.send('WebAuthn.enable');
  await theirs.send('WebAuthn.addVirtualAuthenticator', { options: { ...phone, automaticPresenceSimulation: true } });
  await fresh.page.goto('/sign-up');
  await accessible(fresh.page, 'signing up, also with a passkey');
  await shot(fresh.page, '10 signing up, also with a passkey');
  await fresh.page.click('button[name="by"]');
  await accessible(fresh.page, 'a passkey for a new account');
  await shot(fresh.page, '11 a passkey for a new account');
  await fresh.page.click('form[data-passkey] button');
  check('ten codes are shown', (await comes(fresh.page, '.codes li')) && (await fresh.page.locator('.codes li').count()) === 10);
  await fresh.page.goto('/me/data');
  const [file] = await Promise.all([fresh.page.waitForEvent('download'), fresh.page.click('form[action="/me/data"] button:not([formaction])')]);
  check('what wants the password goes by the passkey that was just shown', file.suggestedFilename() === 'takeout.zip');

  // A phone without the passkey says so, and nothing is lost.
  const other = await person();
  await other.page.goto('/sign-in');
  await other.page.click('#passkey button');
  const tools = await other.page.context().newCDPSession(other.page);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', { options: { ...phone, automaticPresenceSimulation: true } });
  await other.page.click('form[data-passkey] button');
  await other.page.locator('#told:visible').waitFor();
  await shot(other.page, '12 no passkey here');
  check('there is another way', await other.page.locator('main a[href="/sign-in"]').isVisible());
}
