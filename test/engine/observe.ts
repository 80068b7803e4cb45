import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { RecordedRequest } from '../../sandbox/sandbox.ts';

/** Where engine tests note what they saw; the coverage tests and `docs/coverage.md` are made of it. */
export const OBSERVED = path.join(import.meta.dirname, '..', '.observed');

/** A request that went over the wire: its endpoint, and the parameters it carried. */
interface Request {
	endpoint: string;
	parameters: string[];
	status: number;
}

/** One run of an operation in a test. */
export interface Run {
	kind: 'run';
	test: string;
	type: string;
	/** Parameters as the test set them. */
	given: IDataObject;
	resource: string;
	operation: string;
	succeeded: boolean;
	requests: Request[];
	/** Names of the fields in the items that came out, nested ones with dots. */
	outputs: string[];
}

/** A trigger in a test that started workflows. */
export interface Started {
	kind: 'trigger';
	test: string;
	type: string;
	given: IDataObject;
	/** The event of each item, where the item says it. */
	started: Array<string | undefined>;
}

/** Everything that n8n asked a service in a test: for operations, triggers, lists and credentials. */
export interface Asked {
	kind: 'requests';
	test: string;
	type: string;
	requests: Request[];
}

export type Observation = Run | Started | Asked;

/** An observation as it is handed in. */
type Seen<O extends Observation> = O extends { requests: unknown }
	? Omit<O, 'test' | 'requests'> & { requests: RecordedRequest[] }
	: Omit<O, 'test'>;

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

/** Whether a test asked itself, with the `fetch` of Node.js. */
const isOfTest = ({ headers }: RecordedRequest) => headers['user-agent'] === 'node';

/** Named after the test file that runs: `pact.p1` for `pact/p1.test.ts`. */
function ownFile(): string {
	const name = path.relative(import.meta.dirname, expect.getState().testPath!).replace(/\.test\.ts$/, '');
	return path.join(OBSERVED, `${name.replaceAll(path.sep, '.')}.jsonl`);
}

/** What is seen in another n8n than this project's own is not noted, nor what other kinds of tests see. */
const isNoted = () => !process.env.N8N_LINE && expect.getState().testPath!.startsWith(import.meta.dirname);

/** Forgets what the test file that runs noted the last time. */
export function beginObserving(): void {
	if (!isNoted()) return;
	mkdirSync(OBSERVED, { recursive: true });
	rmSync(ownFile(), { force: true });
}

/** Notes what was seen in the test that runs. */
export function note(seen: Seen<Observation>): void {
	if (!isNoted()) return;
	const { currentTestName: test } = expect.getState();
	const requests = 'requests' in seen && {
		requests: seen.requests
			.filter((request) => !isOfTest(request))
			.map((request) => ({
				endpoint: `${request.method} ${request.route}`,
				parameters: parametersOf(request),
				status: request.status,
			})),
	};
	appendFileSync(ownFile(), `${JSON.stringify({ test, ...seen, ...requests })}\n`);
}
