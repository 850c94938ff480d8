// Where things are: the repository, the program under test, the folder for pictures and downloads.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const OUT = join(ROOT, 'target/journey');

/** The program: what DONGHANH_BIN names, else the release build, else the debug build. */
export function program() {
  const found = [process.env.DONGHANH_BIN, join(ROOT, 'target/release/donghanh'), join(ROOT, 'target/debug/donghanh')]
    .find((path) => path && existsSync(path));
  if (!found) throw new Error('no program: run cargo build --release first, or set DONGHANH_BIN');
  return found;
}

/** An empty folder for the pictures and files of one journey. */
export function folderOf(journey) {
  const folder = join(OUT, journey);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const temporary = [];

/** A folder that goes away when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'donghanh-journey-'));
  temporary.push(folder);
  return folder;
}

process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});
