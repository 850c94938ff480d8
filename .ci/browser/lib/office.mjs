// Opens what the program wrote, as an officer would: LibreOffice converts it, and the text of it is read.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './place.mjs';

let profile;

function convert(file, to, into) {
  profile ??= temporaryFolder();
  const done = spawnSync('soffice', [`-env:UserInstallation=file://${profile}`, '--headless', '--norestore', '--convert-to', to, '--outdir', into, file],
    { encoding: 'utf8', timeout: 180_000 });
  if (done.status !== 0) throw new Error(`LibreOffice cannot open ${basename(file)}: ${done.stderr || done.stdout}`);
}

/** The text of a DOCX as printed, and the number of its pages. */
export function textOfDocx(file) {
  const into = `${file}.out`;
  mkdirSync(into, { recursive: true });
  convert(file, 'pdf', into);
  const pdf = join(into, basename(file).replace(/\.docx$/, '.pdf'));
  const text = spawnSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).stdout;
  const pages = Number(/^Pages:\s+(\d+)/m.exec(spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout)?.[1] ?? 0);
  spawnSync('pdftoppm', ['-r', '60', '-png', pdf, join(into, 'page')]);
  if (!text.trim()) throw new Error(`${basename(file)} is empty`);
  return { text, pages };
}

/** Every sheet of a workbook as rows of texts, by its name. */
export function sheetsOfXlsx(file) {
  const into = `${file}.out`;
  mkdirSync(into, { recursive: true });
  // The last -1 writes every sheet into a file of its own.
  convert(file, 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1', into);
  const stem = basename(file).replace(/\.xlsx$/, '');
  const sheets = new Map();
  for (const name of readdirSync(into).filter((n) => n.endsWith('.csv'))) {
    const rows = readFileSync(join(into, name), 'utf8').split('\n').filter((l) => l).map((l) => l.split('\t').map((c) => c.replace(/^"|"$/g, '').replaceAll('""', '"')));
    sheets.set(name.slice(stem.length + 1, -4), rows);
  }
  if (sheets.size === 0) throw new Error(`${basename(file)} has no sheet`);
  return sheets;
}
