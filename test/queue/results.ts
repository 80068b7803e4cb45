import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Result } from './table.ts';

const FOLDER = path.join(import.meta.dirname, '.results');

/** What a run was made with and on. */
export interface Run {
	n8n: string;
	node: string;
	size: string;
	seed: number;
	machine: string;
	date: string;
}

interface Kept {
	run: Run;
	result: Result;
}

const fileOf = ({ house, name }: Result): string =>
	`${house} ${name}.json`.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');

/** Keeps what a run gave, so that a promise that is put to the test alone joins the others on the page. */
export function keep(run: Run, results: Result[]): void {
	mkdirSync(FOLDER, { recursive: true });
	for (const result of results) {
		writeFileSync(path.join(FOLDER, fileOf(result)), JSON.stringify({ run, result } satisfies Kept, null, '\t'));
	}
}

/** What each promise gave at last, in the order of the promises, one process first. */
export function kept(promises: string[]): Kept[] {
	const all = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Kept);
	const places = ['one process', 'queue mode'].flatMap((house) => promises.map((name) => `${house} ${name}`));
	const place = ({ result: { house, name } }: Kept) => places.indexOf(`${house} ${name}`);
	return all.filter((one) => place(one) >= 0).sort((one, other) => place(one) - place(other));
}
