import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { RecordedRequest } from '../../sandbox/sandbox.ts';

/** Where engine tests note what they saw; `docs/coverage.md` is made of it. */
export const OBSERVED = path.join(import.meta.dirname, '..', '.observed');

/** One run of an operation in a test, and the requests it led to. */
export interface Observation {
	test: string;
	type: string;
	/** The API generation that was spoken, where there are several. */
	generation?: string;
	resource: string;
	operation: string;
	/** Parameters the test set, e.g. `conversationId`, `options.sortDirection`. */
	parameters: string[];
	requests: Array<{ endpoint: string; parameters: string[] }>;
	/** Names of the fields in the items that came out, nested ones with dots. */
	outputs: string[];
}

/** The names of a value's fields, nested ones with dots; lists count for the fields of their entries. */
export function names(value: unknown, depth = 3): string[] {
	if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => names(entry, depth)))];
	if (typeof value !== 'object' || value === null || depth === 0) return [];
	return Object.entries(value).flatMap(([key, nested]) => [
		key,
		...names(nested, depth - 1).map((name) => `${key}.${name}`),
	]);
}

const uploadsOf = (body: unknown) => (body as { files?: Array<{ field: string }> } | null)?.files ?? [];

const parametersOf = ({ route, query, body }: RecordedRequest): string[] => [
	...[...route.matchAll(/:(\w+)/g)].map(([, name]) => name!),
	...names(query),
	...names(body),
	...uploadsOf(body).map(({ field }) => `files.${field}`),
];

/** Named after the test file that runs: `pact.p1` for `pact/p1.test.ts`. */
function ownFile(): string {
	const name = path.relative(import.meta.dirname, expect.getState().testPath!).replace(/\.test\.ts$/, '');
	return path.join(OBSERVED, `${name.replaceAll(path.sep, '.')}.jsonl`);
}

/** Forgets what the test file that runs noted the last time. */
export function beginObserving(): void {
	mkdirSync(OBSERVED, { recursive: true });
	rmSync(ownFile(), { force: true });
}

/** Notes a run in a test, and what went over the wire. */
export function observe(observation: Omit<Observation, 'test' | 'requests'>, requests: RecordedRequest[]): void {
	const seen = requests.map((request) => ({
		endpoint: `${request.method} ${request.route}`,
		parameters: parametersOf(request),
	}));
	const { currentTestName: test } = expect.getState();
	appendFileSync(ownFile(), `${JSON.stringify({ test, ...observation, requests: seen })}\n`);
}
