// Two provincial unions merge: drafted, looked at, approved by somebody else, applied, compared, undone; and the week of
// June 2025 under each lens. `--no-script` goes the same way in a browser without script.
import { DESK, PHONE, launch, look, visitor } from './lib/browser.mjs';
import { go, press, signIn } from './lib/people.mjs';
import { Report, run } from './lib/report.mjs';
import { Server } from './lib/server.mjs';

const script = !process.argv.includes('--no-script');
const report = new Report(script ? 'reorg' : 'reorg-no-script');
let server;
let browser;

await run(report, async () => {
  const people = {};
  const person = async (key, viewport = DESK) => (people[key] ??= await visitor(browser, server, report, { who: key, viewport, script }));
  const see = async (who, name) => {
    for (const viewport of [DESK, PHONE]) {
      await who.page.setViewportSize(viewport);
      await look(who, report, `${name}-${viewport.width}`, { deep: script });
    }
    await who.page.setViewportSize(DESK);
  };
  const main = (who) => who.page.locator('main').innerText();
  let draft;

  await report.step('the server starts with the demo year', async () => {
    server = await Server.start({ log: report.file('server.log') });
    browser = await launch();
  });

  await report.step('an organiser drafts a merger', async () => {
    const organiser = await person('bantochuc');
    await signIn(organiser, 'bantochuc');
    await go(organiser, '/sap-xep');
    await see(organiser, 'acts');
    await go(organiser, '/sap-xep/moi');
    await press(organiser, 'main form[action="/sap-xep/moi"] button.primary', { expect: 422 });
    await see(organiser, 'act-refused');
    await organiser.page.locator('#title').fill('Sáp nhập Công đoàn Viên chức tỉnh Khánh Hòa vào Công đoàn Viên chức tỉnh Đắk Lắk');
    await organiser.page.locator('#number').fill('01/QĐ-CĐVC');
    await organiser.page.locator('#effective').fill('2026-01-01');
    await press(organiser, 'main form[action="/sap-xep/moi"] button.primary');
    draft = new URL(organiser.page.url()).pathname.replace(/\/viec$/, '');
    await see(organiser, 'operations');
    await go(organiser, `${draft}/viec/split`);
    await see(organiser, 'split');
    await go(organiser, `${draft}/viec/merge`);
    await organiser.page.locator('#sources').fill('CĐVC-KHÔNG-CÓ');
    await organiser.page.locator('#into').fill('CĐVC-ĐL');
    await press(organiser, 'main form button.primary', { expect: 422 });
    report.check(await organiser.page.locator('#sources').inputValue() === 'CĐVC-KHÔNG-CÓ', 'the refused form does not come back filled', organiser.page.url());
    await see(organiser, 'merge-refused');
    await organiser.page.locator('#sources').fill('CĐVC-KH');
    await press(organiser, 'main form button.primary');
  });

  await report.step('the preview says what would change, what follows and what is open', async () => {
    const organiser = await person('bantochuc');
    const text = await main(organiser);
    for (const words of ['1 đơn vị kết thúc', 'Sáp nhập → Công đoàn Viên chức tỉnh Đắk Lắk', 'Những gì đi theo', 'Cây tổ chức trước và sau']) report.check(text.includes(words), `the preview lacks «${words}»`, organiser.page.url());
    await see(organiser, 'preview');
    await press(organiser, `form[action="${draft}/trinh"] button`);
  });

  await report.step('a leader approves on a phone', async () => {
    const leader = await person('lanhdao-a', PHONE);
    await signIn(leader, 'lanhdao-a');
    await go(leader, draft);
    await press(leader, `form[action="${draft}/duyet"] button`);
    await see(leader, 'approved');
  });

  await report.step('the organiser applies and compares the two days', async () => {
    const organiser = await person('bantochuc');
    await go(organiser, draft);
    await press(organiser, `form[action="${draft}/ap-dung"] button`);
    await see(organiser, 'applied');
    await go(organiser, '/so-sanh?tu=2025-12-31&den=2026-01-01');
    report.check((await main(organiser)).includes('1 đơn vị kết thúc'), 'the comparison does not show the merger', organiser.page.url());
    await see(organiser, 'compare');
    await go(organiser, '/don-vi?ngay=2025-12-31&tim=khanh%20hoa');
    report.check((await main(organiser)).includes('Công đoàn Viên chức tỉnh Khánh Hòa'), 'the tree of the day before has lost the unit', organiser.page.url());
    await go(organiser, '/don-vi?tim=cong%20doan%20vien%20chuc%20tinh%20khanh');
    report.check(!(await main(organiser)).includes('Công đoàn Viên chức tỉnh Khánh Hòa'), 'the tree of today still has the unit', organiser.page.url());
  });

  await report.step('a leader undoes it with a reason', async () => {
    const leader = await person('lanhdao-a', PHONE);
    await go(leader, `${draft}/hoan-tac`);
    await see(leader, 'undo');
    await leader.page.locator('#reason').fill('Quyết định được ban hành lại');
    await press(leader, 'main form button.danger');
    const organiser = await person('bantochuc');
    await go(organiser, '/so-sanh?tu=2025-12-31&den=2026-01-01');
    report.check((await main(organiser)).includes('Không có gì khác nhau'), 'something is left of the act that was undone', organiser.page.url());
  });

  await report.step('the week of June 2025 and the members under each lens', async () => {
    const organiser = await person('bantochuc');
    const week = '/to-chuc/cai-cach-hanh-chinh-2025/tuan-cuoi-thang-6/theo-don-vi';
    const totals = [];
    for (const lens of ['as_was', 'as_is', 'as_of&nhin-ngay=2025-06-24']) {
      await go(organiser, `${week}?goc-nhin=${lens}`);
      totals.push(await organiser.page.locator('tfoot td').first().innerText());
      await see(organiser, `week-${lens.slice(0, 5)}`);
    }
    report.check(new Set(totals).size === 1, `the totals differ: ${totals.join(' ')}`, week);
    await go(organiser, '/bao-cao?goc-nhin=as_is');
    await see(organiser, 'report');
    await go(organiser, '/don-vi?ngay=2025-06-24&tim=phu%20yen');
    const unit = await organiser.page.locator('main table a').first().getAttribute('href');
    await go(organiser, `${unit}/lich-su`);
    await see(organiser, 'life');
  });
}, async () => {
  await browser?.close();
  await server?.stop?.();
});
