// Starts and ends the server under test: its own port, its own data folder, its log beside the pictures.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { OUT, program, temporaryFolder } from './place.mjs';

const running = new Set();
process.on('exit', () => { for (const child of running) child.kill('SIGKILL'); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A port that is free on the loopback address now. */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Nothing of the caller's environment may change what the server does. */
function environment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (name.startsWith('DONGHANH_')) delete env[name];
  return env;
}

/** A data folder with the demo year in it. It is made once for a program and copied for each journey. */
export function demoFolder() {
  const kept = join(OUT, 'demo-year');
  const made = join(kept, 'donghanh.db');
  if (!existsSync(made) || statSync(made).mtimeMs < statSync(program()).mtimeMs) {
    rmSync(kept, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    const started = Date.now();
    const done = spawnSync(program(), ['demo', '--data', kept, '--lang', 'vi'], { encoding: 'utf8', env: environment(), timeout: 600_000 });
    if (done.status !== 0) throw new Error(`donghanh demo: ${done.status} ${done.error ?? ''}\n${done.stdout}\n${done.stderr}`);
    console.log(`      demo year loaded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  const folder = temporaryFolder();
  cpSync(kept, folder, { recursive: true });
  return folder;
}

/** A running server. */
export class Server {
  constructor({ data, port, rehearsal = true, config, log, database }) {
    // On another engine the program itself loads the demo year at its first start.
    Object.assign(this, { data: data ?? (database ? temporaryFolder() : demoFolder()), port, rehearsal, config, log, database });
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(options = {}) {
    const server = new Server({ ...options, port: options.port ?? (await freePort()) });
    await server.up();
    return server;
  }

  /** Starts the process (again) and waits until it answers. */
  async up() {
    const args = ['--data', this.data, '--listen', `127.0.0.1:${this.port}`, '--lang', 'vi'];
    if (this.rehearsal) args.push('--rehearsal');
    if (this.config) args.push('--config', this.config);
    if (this.database) args.push('--database', this.database);
    const out = this.log ? openSync(this.log, 'a') : 'ignore';
    const started = Date.now();
    const child = spawn(program(), args, { stdio: ['ignore', out, out], env: environment(), cwd: this.data });
    this.child = child;
    running.add(child);
    this.ended = new Promise((done) => child.on('exit', (code, signal) => { running.delete(child); done({ code, signal }); }));
    let over = null;
    this.ended.then((how) => { over = how; });
    let alive = 0;
    this.unready = false;
    for (;;) {
      if (over) throw new Error(`the server ended while starting (${over.code ?? over.signal}); see ${this.log}`);
      if (Date.now() - started > 300_000) throw new Error(`the server is not ready after 300 s; see ${this.log}`);
      try {
        if ((await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) })).ok) break;
        if ((await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2000) })).ok) alive ||= Date.now();
        // It lives but never calls itself ready: the journey goes on and tells it.
        if (alive && Date.now() - alive > 5_000) {
          this.unready = true;
          break;
        }
      } catch { /* not yet */ }
      await pause(25);
    }
    this.readyMs = Date.now() - started;
  }

  /** As an operator stops it; says how long the drain took. */
  async stop() {
    if (!running.has(this.child)) return;
    const asked = Date.now();
    this.child.kill('SIGTERM');
    const how = await Promise.race([this.ended, pause(30_000)]);
    if (!how) {
      this.child.kill('SIGKILL');
      throw new Error('the server does not stop within 30 s of SIGTERM');
    }
    return Date.now() - asked;
  }

  /** As a power cut stops it. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
