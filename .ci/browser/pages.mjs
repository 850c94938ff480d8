// Every page that a role can reach from its home page, by following links: at 360 and 1280 pixels, in Vietnamese and in
// English, with axe-core. A journey sees what its people do; this one sees the rest.
import { DESK, PHONE, launch, look, pattern, visitor } from './lib/browser.mjs';
import { signIn } from './lib/people.mjs';
import { Report, run } from './lib/report.mjs';
import { Server } from './lib/server.mjs';

const ROLES = [null, 'doanvien', 'gialai', 'bantochuc', 'rade', 'thamdinh', 'lanhdao-a', 'giamsat', 'quantri'];
// Pages of one kind seen by one role in one language.
const OF_A_KIND = 2;
const report = new Report('pages');
// How many roles have seen a kind of public page in a language: it need not be read by all nine.
const seen = new Map();
const open = new Set();
const ENOUGH = 2;
let server;
let browser;

/** Links of a page that lead to pages of ours: no files, no change of language, no sign-out. */
const links = (page) => page.locator('a[href]').evaluateAll((all) => all.map((a) => new URL(a.getAttribute('href'), document.baseURI))
  .filter((u) => u.origin === location.origin && !u.searchParams.has('lang'))
  .map((u) => u.pathname + u.search));
const FILE = /\.(xlsx|docx|pdf|csv|svg|css|js)$|\/nhap\/mau(\/|$)|\/mau\/|dang=|\/dang-nhap\/mot-lan/;

async function walk(person, label, { viewport, deep, most }) {
  await person.page.setViewportSize(viewport);
  const waiting = ['/'];
  const kinds = new Map();
  const visited = new Set();
  let pages = 0;
  while (waiting.length && pages < most) {
    const path = waiting.shift();
    const kind = pattern(path);
    // A query is another view of a page that was seen; one of them is enough.
    const exact = path.includes('?') ? `${kind}?` : kind;
    if (visited.has(path) || FILE.test(new URL(path, 'http://x').pathname) || FILE.test(path) || (kinds.get(exact) ?? 0) >= (path.includes('?') ? 1 : OF_A_KIND)) continue;
    const everywhere = `${exact} ${person.lang} ${viewport.width}`;
    if (!person.signin) open.add(exact);
    if (path !== '/' && open.has(exact) && !kinds.has(exact) && (seen.get(everywhere) ?? 0) >= ENOUGH) continue;
    if (!kinds.has(exact)) seen.set(everywhere, (seen.get(everywhere) ?? 0) + 1);
    visited.add(path);
    const first = !kinds.has(exact);
    kinds.set(exact, (kinds.get(exact) ?? 0) + 1);
    let status;
    try {
      status = (await person.page.goto(path)).status();
    } catch (error) {
      report.fault(`a link of ${label} cannot be opened: ${kind}`, `${path} ${String(error.message).split('\n')[0]}`);
      continue;
    }
    if (status >= 400) {
      report.fault(`a link offered to ${label} answers ${status}: ${kind}`, path);
      continue;
    }
    pages += 1;
    if (new URL(person.page.url()).pathname !== new URL(path, server.url).pathname) continue;
    await look(person, report, `${label}-${kind.replace(/[/{}]+/g, '-')}`, { deep: deep && first, picture: first, menu: false });
    for (const next of await links(person.page)) if (!visited.has(next)) waiting.push(next);
  }
  return pages;
}

await run(report, async () => {
  await report.step('the server starts', async () => {
    server = await Server.start({ log: report.file('server.log') });
    browser = await launch();
  });
  for (const role of ROLES) {
    for (const lang of ['vi', 'en']) {
      const label = `${role ?? 'anybody'}-${lang}`;
      await report.step(`pages of ${role ?? 'anybody'} in ${lang}`, async () => {
        const person = await visitor(browser, server, report, { who: label, lang, viewport: PHONE });
        if (role) await signIn(person, role);
        await person.page.goto(`/?lang=${lang}`);
        const small = await walk(person, label, { viewport: PHONE, deep: true, most: 60 });
        // Wide pages differ in layout only: no second axe.
        const wide = lang === 'vi' ? await walk(person, `${label}-wide`, { viewport: DESK, deep: false, most: 40 }) : 0;
        console.log(`      ${small} pages on a phone, ${wide} on a desk`);
        await person.context.close();
      });
    }
  }
  await report.step('designed pages for what is not there, not allowed, not understood', async () => {
    const anybody = await visitor(browser, server, report, { who: 'anybody', viewport: PHONE });
    for (const [path, status] of [['/khong-co-trang-nay', 404], ['/cuoc-thi/khong-co', 404], ['/thi/abc', null]]) {
      const response = await anybody.page.goto(path);
      if (status) report.check(response.status() === status, `${path}: ${response.status()} instead of ${status}`);
      await look(anybody, report, `failure-${path.replace(/\W+/g, '-')}`);
    }
    const member = await visitor(browser, server, report, { who: 'doanvien', viewport: PHONE });
    await signIn(member, 'doanvien');
    for (const path of ['/quan-tri/tai-khoan', '/to-chuc', '/ngan-hang', '/doan-vien']) {
      const response = await member.page.goto(path);
      report.check(response.status() === 403, `${path} for a member: ${response.status()} instead of 403`);
      await look(member, report, `forbidden${path.replace(/\W+/g, '-')}`);
    }
  });
}, async () => {
  await browser?.close();
  await server?.stop();
});
