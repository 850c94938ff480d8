// What people do on the pages, by the addresses and field names of the forms, so that it works in either language.
import { pause } from './server.mjs';

export const PASSWORD = 'dong-hanh-2026';

/** Does something that loads a page and waits for that page. Returns its status. */
export async function through(page, act) {
  const main = page.mainFrame();
  const arrives = page.waitForResponse((r) => r.request().isNavigationRequest() && r.frame() === main && !(r.status() >= 300 && r.status() < 400), { timeout: 120_000 });
  const [response] = await Promise.all([arrives, act()]);
  await page.waitForLoadState('load');
  return response.status();
}

/** Presses the button of a form, and says yes when the page asks. */
export async function press(person, selector, { page = person.page, expect = 200 } = {}) {
  const button = page.locator(selector).first();
  await button.waitFor({ state: 'visible' });
  const question = await button.getAttribute('data-confirm');
  const typed = await button.getAttribute('data-confirm-type');
  const status = await through(page, async () => {
    await button.click();
    if (person.script && question) {
      if (typed) await page.locator('dialog.dialog[open] #confirm-name').fill(typed);
      await page.locator('dialog.dialog[open] .button.danger').click();
    }
  });
  if (expect && status !== expect) throw new Error(`${person.who} pressed «${selector}»: ${status} instead of ${expect}, ${page.url()}\n${await told(page)}`);
  return status;
}

/** What a page says about what went wrong. */
export async function told(page) {
  const parts = await page.locator('.error-summary, .notice, .state-page, p.error').allInnerTexts().catch(() => []);
  return parts.map((t) => t.trim().replace(/\s+/g, ' ')).join(' | ').slice(0, 600);
}

/** Opens a page; signs in when it is asked for. */
export async function go(person, path, { page = person.page, expect = 200 } = {}) {
  let response = await page.goto(path);
  if (new URL(page.url()).pathname === '/dang-nhap' && !path.startsWith('/dang-nhap')) {
    await fillSignIn(person, page);
    if (new URL(page.url()).pathname + new URL(page.url()).search !== path) response = await page.goto(path);
    else return 200;
  }
  if (expect && response.status() !== expect) throw new Error(`${person.who} opened ${path}: ${response.status()} instead of ${expect}\n${await told(page)}`);
  return response.status();
}

async function fillSignIn(person, page) {
  await page.locator('#name').fill(person.signin);
  await page.locator('#password').fill(person.password ?? PASSWORD);
  await press(person, 'form[action="/dang-nhap"] button.primary', { page });
}

export async function signIn(person, signin, password = PASSWORD) {
  Object.assign(person, { signin, password });
  await person.page.goto('/dang-nhap');
  await fillSignIn(person, person.page);
  if (new URL(person.page.url()).pathname !== '/') throw new Error(`${signin} is not signed in: ${person.page.url()} ${await told(person.page)}`);
  person.name = (await person.page.locator('details.account summary').innerText()).trim();
  return person.name;
}

export async function signOut(person) {
  await person.page.locator('details.account summary').click();
  await press(person, 'form[action="/dang-xuat"] button');
}

/** A one-time code for the first member found who has none, read from the administrator's page. */
export async function issueCode(admin, words, take = 0) {
  await go(admin, `/quan-tri/tai-khoan?tim=${encodeURIComponent(words)}`);
  const waiting = admin.page.locator('main tbody tr:has(.chip-waiting) a');
  if (await waiting.count() <= take) throw new Error(`nobody without a password is found for «${words}»`);
  await through(admin.page, () => waiting.nth(take).click());
  const name = (await admin.page.locator('h1').innerText()).trim();
  const names = (await admin.page.locator('dl.facts dd').first().innerText()).split(',').map((n) => n.trim());
  await press(admin, 'form[action$="/ma"] button');
  const code = (await admin.page.locator('strong.code').innerText()).trim();
  return { name, signin: names[0], code };
}

/** First sign-in with the code; ends at a password of one's own. */
export async function firstSignIn(person, { signin, code, name }, password) {
  Object.assign(person, { signin, password, name });
  await person.page.goto('/dang-nhap/lan-dau');
  await person.page.locator('#name').fill(signin);
  await person.page.locator('#code').fill(code);
  await press(person, 'form[action="/dang-nhap/lan-dau"] button.primary');
  if (new URL(person.page.url()).pathname !== '/mat-khau') throw new Error(`after the code comes the password, not ${person.page.url()}: ${await told(person.page)}`);
  await person.page.locator('#new').fill(password);
  await person.page.locator('#again').fill(password);
  await press(person, 'form[action="/mat-khau"] button.primary');
  const problem = await told(person.page);
  if (new URL(person.page.url()).pathname === '/mat-khau' && await person.page.locator('.error-summary').count()) throw new Error(`the password is refused: ${problem}`);
}

/** "8:00, Thứ Hai, 30/11/2026" in a text, as the form of the rehearsal clock wants it, `minutes` later. */
export function moments(text) {
  const found = [];
  for (const m of text.matchAll(/(\d{1,2}):(\d{2})[^\d]{1,20}(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{1,2})\/(\d{1,2})\/(\d{4})[^\d]{1,8}(\d{1,2}):(\d{2})/gu)) {
    const [h, mi, d, mo, y] = m[1] ? [m[1], m[2], m[3], m[4], m[5]] : [m[9], m[10], m[6], m[7], m[8]];
    found.push(Date.UTC(+y, +mo - 1, +d, +h, +mi));
  }
  return found;
}

export const asLocal = (utc) => new Date(utc).toISOString().slice(0, 16);

/** Moves the rehearsal clock; the moment is local time, written as if it were UTC. */
export async function moveClock(admin, local) {
  await go(admin, '/quan-tri/dong-ho');
  await admin.page.locator('#to').fill(asLocal(local));
  await press(admin, 'form[action="/quan-tri/dong-ho"] button.primary');
  if (await admin.page.locator('.error-summary').count()) throw new Error(`the clock does not move to ${asLocal(local)}: ${await told(admin.page)}`);
}

/** Opens a page again and again until it shows what is waited for. */
export async function until(person, path, shows, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    await go(person, path);
    const found = await shows(person.page);
    if (found) return found;
    if (Date.now() > end) throw new Error(`${path} does not show it within ${seconds} s: ${(await person.page.locator('main').innerText()).slice(0, 400)}`);
    await pause(700);
  }
}

/** Takes a file from a link, as a browser saves it. */
export async function download(person, selector, into, { page = person.page } = {}) {
  const [saved] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.locator(selector).first().click()]);
  const file = `${into}/${saved.suggestedFilename()}`;
  await saved.saveAs(file);
  return file;
}
