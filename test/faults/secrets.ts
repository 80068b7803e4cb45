import type { RunResult } from '../engine/harness.ts';
import type { Subject } from './subjects.ts';

/** Whether a secret stands in anything that n8n keeps or shows of a run. */
export function showsSecret({ secrets }: Subject, { items, hints, error }: RunResult): boolean {
	const kept = JSON.stringify([items, hints, error, error?.message, error?.stack]);
	return secrets.some((secret) => kept.includes(secret));
}
