// What a journey says: one line a step, what is wrong with a page, and a closing line that a machine can read.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { folderOf } from './place.mjs';

export class Report {
  constructor(journey) {
    this.journey = journey;
    this.folder = folderOf(journey);
    this.passed = 0;
    this.failed = 0;
    this.faults = new Map();
    this.remarks = new Map();
    this.pictures = 0;
    this.started = Date.now();
    process.on('unhandledRejection', (error) => { console.error(error); process.exit(1); });
  }

  file(name) {
    return join(this.folder, name);
  }

  picture(name) {
    this.pictures += 1;
    return this.file(`${String(this.pictures).padStart(3, '0')}-${name}.png`);
  }

  /** One step. When it throws, the journey cannot go on: `finish` is called by `run`. */
  async step(words, act) {
    const at = Date.now();
    const before = this.faults.size;
    let result;
    try {
      result = await act();
    } catch (error) {
      this.failed += 1;
      console.log(`FAIL  ${words}\n      ${String(error?.message ?? error).split('\n').slice(0, 12).join('\n      ')}`);
      throw new Stopped(words);
    }
    if (this.faults.size === before) this.passed += 1;
    else this.failed += 1;
    console.log(`${this.faults.size === before ? 'ok   ' : 'FAULT'} ${words} (${((Date.now() - at) / 1000).toFixed(1)} s)`);
    return result;
  }

  /** Something wrong that does not stop the journey. Told once for the same words. */
  fault(words, where = '') {
    const places = this.faults.get(words) ?? [];
    places.push(where);
    this.faults.set(words, places);
    if (places.length === 1) console.log(`      ! ${words}${where ? ` — ${where}` : ''}`);
  }

  /** Something a person should look at; does not fail the run. */
  remark(words, where = '') {
    const places = this.remarks.get(words) ?? [];
    places.push(where);
    this.remarks.set(words, places);
  }

  check(condition, words, where) {
    if (!condition) this.fault(words, where);
    return Boolean(condition);
  }

  finish() {
    const list = (kind, map) => [...map].map(([words, places]) => `${kind} ${words}\n    ${[...new Set(places)].slice(0, 8).join('\n    ')}`);
    const lines = [...list('FAULT', this.faults), ...list('REMARK', this.remarks)];
    writeFileSync(this.file('report.txt'), `${lines.join('\n')}\n`);
    if (this.remarks.size) {
      console.log(`      ${this.remarks.size} remarks, see ${this.file('report.txt')}`);
      for (const [words, places] of [...this.remarks].slice(0, 25)) console.log(`      · ${words} — ${places[0]}${places.length > 1 ? ` and ${places.length - 1} more` : ''}`);
    }
    console.log(`${this.journey}: ${((Date.now() - this.started) / 1000).toFixed(0)} s, pictures in ${this.folder}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}

class Stopped extends Error {}

/** Runs a journey, closes what it opened, ends with 0 only when every step was right. */
export async function run(report, journey, close) {
  let whole = true;
  try {
    await journey();
  } catch (error) {
    whole = false;
    if (!(error instanceof Stopped)) {
      report.failed += 1;
      console.log(`FAIL  ${error?.stack ?? error}`);
    }
  }
  try {
    await close?.();
  } catch (error) {
    report.failed += 1;
    console.log(`FAIL  closing: ${error?.message ?? error}`);
  }
  const good = report.finish();
  process.exit(whole && good ? 0 : 1);
}
