// A power cut in the middle of the open week: what was acknowledged is on the paper after the restart. Fifty members
// save over HTTP as the page does; the process is killed at a moment drawn by lot, started again, and every paper read.
// `--postgres` does the same over a database of its own on the server that DONGHANH_TEST_POSTGRES names.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Report, run } from './lib/report.mjs';
import { Server, pause } from './lib/server.mjs';
import { PASSWORD } from './lib/people.mjs';

const MEMBERS = Number(process.env.DONGHANH_KILL_MEMBERS ?? 50);
const KILLS = Number(process.env.DONGHANH_KILLS ?? 5);
// The lot is drawn from a seed that is printed, so that a bad run can be run again.
const SEED = process.env.DONGHANH_KILL_SEED ?? String(Date.now());
let drawn = 0;
const lot = (below) => createHash('sha256').update(`${SEED}/${drawn++}`).digest().readUInt32BE(0) % below;
const postgres = process.argv.includes('--postgres');
const report = new Report(postgres ? 'kill-postgres' : 'kill');
let server;
let database;

function sql(text) {
  const url = process.env.DONGHANH_TEST_POSTGRES ?? 'postgres://root@127.0.0.1:5432/postgres';
  const done = spawnSync('psql', [url, '-qAtc', text], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`psql: ${done.stderr}`);
  return url;
}

/** A visitor without a browser: keeps cookies, follows redirects by itself, finds the form token. */
class Client {
  constructor() { this.cookies = new Map(); }

  async ask(path, { form, json, headers = {} } = {}) {
    let url = new URL(path, server.url);
    let options = { redirect: 'manual', headers: { ...headers, cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }, signal: AbortSignal.timeout(20_000) };
    if (form) Object.assign(options, { method: 'POST', body: new URLSearchParams({ _csrf: this.token, ...form }) });
    if (json) Object.assign(options, { method: 'POST', body: JSON.stringify(json), headers: { ...options.headers, 'content-type': 'application/json', 'x-csrf-token': this.token } });
    for (let hop = 0; hop < 6; hop += 1) {
      const response = await fetch(url, options);
      for (const line of response.headers.getSetCookie()) {
        const [, name, value, age] = /^([^=]+)=([^;]*).*?(?:Max-Age=(-?\d+))?/i.exec(line) ?? [];
        if (name) /Max-Age=0/i.test(line) || age === '0' ? this.cookies.delete(name) : this.cookies.set(name, value);
      }
      if (response.status < 300 || response.status >= 400) {
        const text = await response.text();
        const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
        if (token && !json) this.token = token;
        return { status: response.status, text, path: url.pathname };
      }
      url = new URL(response.headers.get('location'), url);
      options = { redirect: 'manual', headers: { cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }, signal: AbortSignal.timeout(20_000) };
    }
    throw new Error(`too many redirects at ${url}`);
  }

  async signIn(name, password) {
    await this.ask('/dang-nhap');
    const answer = await this.ask('/dang-nhap', { form: { name, password, ve: '' } });
    if (answer.path !== '/') throw new Error(`${name} is not signed in: ${answer.status} ${answer.path}`);
  }

  async first(name, code, password) {
    await this.ask('/dang-nhap/lan-dau');
    const answer = await this.ask('/dang-nhap/lan-dau', { form: { name, code, ve: '' } });
    if (answer.path !== '/mat-khau') throw new Error(`the code of ${name} does not open: ${answer.status} ${answer.path}`);
    const set = await this.ask('/mat-khau', { form: { new: password, again: password } });
    if (set.status !== 200) throw new Error(`the password of ${name} is refused: ${set.status}`);
  }

  async paper(period) {
    await this.ask(`/thi/${period}`);
    const { path, text, status } = await this.ask(`/thi/${period}/bat-dau`, { form: {} });
    const attempt = /\/thi\/bai\/(\d+)/.exec(path)?.[1];
    if (!attempt) throw new Error(`no paper: ${status} ${path}`);
    return { attempt, ...read(text) };
  }
}

/** What stands on a paper page: the mask of each question, how many choices it has, the highest sequence number. */
function read(html) {
  const masks = [];
  const choices = [];
  for (const input of html.matchAll(/<input type="(?:radio|checkbox)" name="q(\d+)" value="(\d+)"( checked)?/g)) {
    const [q, v] = [Number(input[1]), Number(input[2])];
    masks[q] = (masks[q] ?? 0) | (input[3] ? 1 << v : 0);
    choices[q] = Math.max(choices[q] ?? 0, v + 1);
  }
  const multiple = [...html.matchAll(/data-q="(\d+)" data-multiple/g)].map((m) => Number(m[1]));
  return { masks, choices, multiple, seq: Number(/data-seq="(\d+)"/.exec(html)?.[1] ?? 0) };
}

await run(report, async () => {
  const members = [];
  let period;

  await report.step('a fresh server with the demo year', async () => {
    console.log(`      DONGHANH_KILL_SEED=${SEED}`);
    let url;
    if (postgres) {
      const name = `dh_journey_${process.pid}`;
      url = sql(`CREATE DATABASE ${name} TEMPLATE template0`).replace(/\/[^/]*$/, `/${name}`);
      database = name;
    }
    server = await Server.start({ log: report.file('server.log'), rehearsal: false, database: url });
    report.check(!server.unready, '/healthz answers, /readyz does not');
    console.log(`      ready after ${server.readyMs} ms`);
  });

  await report.step(`${MEMBERS} members get printed codes, set passwords and open a paper`, async () => {
    const officer = new Client();
    await officer.signIn('gialai', PASSWORD);
    const { text } = await officer.ask('/doan-vien/ma-dang-nhap');
    const unit = /name="don-vi" value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? /<option value="([0-9a-f-]{36})" selected/.exec(text)?.[1];
    const printed = (await officer.ask('/doan-vien/ma-dang-nhap', { form: { 'don-vi': unit } })).text;
    const cards = [...printed.matchAll(/<li class="qr-card">.*?<strong>(.*?)<\/strong>.*?: ([^<]+)<\/p><code>(.*?)<\/code>/gs)].map((m) => ({ name: m[1], number: m[2].trim(), code: m[3].trim() }));
    if (cards.length < MEMBERS) throw new Error(`${cards.length} cards are printed for unit ${unit}`);
    const one = async (card) => {
      const client = new Client();
      await client.first(card.number, card.code, `mật khẩu của ${card.number} 2026`);
      period ??= Number(/href="\/thi\/(\d+)"/.exec((await client.ask('/')).text)?.[1]);
      const paper = await client.paper(period);
      members.push({ client, card, ...paper, acknowledged: [...paper.masks], sent: new Map(), saves: 0 });
    };
    for (let i = 0; i < MEMBERS; i += 10) await Promise.all(cards.slice(i, Math.min(i + 10, MEMBERS)).map(one));
  });

  let total = 0;
  for (let round = 1; round <= KILLS; round += 1) {
    await report.step(`kill -9 number ${round}`, async () => {
      let down = false;
      const work = members.map(async (m) => {
        while (!down) {
          const q = lot(m.masks.length);
          const choice = 1 << lot(m.choices[q]);
          m.seq += 1;
          m.sent.set(q, choice);
          try {
            const answer = await m.client.ask('/thi/luu', { json: { attempt: m.attempt, q, choice, seq: m.seq, local_ms: Date.now() } });
            if (answer.status === 200) {
              m.acknowledged[q] = choice;
              m.sent.delete(q);
              m.saves += 1;
              total += 1;
            } else if (answer.status === 429 || answer.status === 503) {
              m.sent.delete(q);
              m.seq -= 1;
              await pause(200);
            } else if (!down) {
              throw new Error(`a save answers ${answer.status}: ${answer.text.slice(0, 200)}`);
            }
          } catch (error) {
            if (!down) { await pause(30); if (!down) throw error; }
          }
        }
      });
      const after = 300 + lot(1700);
      await pause(after);
      down = true;
      await server.kill();
      await Promise.all(work);
      await server.up();
      let lost = 0;
      let unknown = 0;
      for (const m of members) {
        const { status, text } = await m.client.ask(`/thi/bai/${m.attempt}`);
        if (status !== 200) throw new Error(`the paper of ${m.card.number} answers ${status} after the restart`);
        const now = read(text);
        m.acknowledged.forEach((mask, q) => {
          if (now.masks[q] === mask) return;
          // Sent and on disk, but the reply died with the process: both are right.
          if (m.sent.get(q) === now.masks[q]) unknown += 1;
          else {
            lost += 1;
            report.fault('an acknowledged answer is lost', `${m.card.number}, attempt ${m.attempt}, question ${q + 1}: acknowledged ${mask}, on the paper ${now.masks[q]}, sent ${m.sent.get(q)}`);
          }
        });
        m.acknowledged = [...now.masks];
        m.sent.clear();
        m.seq = Math.max(now.seq, m.seq);
      }
      console.log(`      killed after ${after} ms; ${total} saves acknowledged so far, ${lost} lost, ${unknown} on disk without a reply; ready again after ${server.readyMs} ms`);
    });
  }

  await report.step('the record of acts is whole', async () => {
    const admin = new Client();
    await admin.signIn('quantri', PASSWORD);
    const { status } = await admin.ask('/quan-tri/nhat-ky');
    report.check(status === 200, `the record answers ${status}`);
  });
}, async () => {
  await server?.stop();
  if (database) sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
});
