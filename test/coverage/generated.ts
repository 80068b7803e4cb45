import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '..', '..');

/** Fails unless a generated file says what it says now; with UPDATE_DOCS=1 it is written instead. */
export function expectFresh(file: string, text: string): void {
	const place = path.join(ROOT, file);
	if (process.env.UPDATE_DOCS) {
		mkdirSync(path.dirname(place), { recursive: true });
		writeFileSync(place, text);
	}
	expect(text).toBe(existsSync(place) ? readFileSync(place, 'utf8') : '');
}
