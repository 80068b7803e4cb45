import { ENDPOINTS } from '../../sandbox/sandbox.ts';
import { hasVersion } from '../../nodes/kit/operation.ts';
import { type Service, versionNames } from '../../nodes/kit/service.ts';
import type { Run } from '../engine/observe.ts';
import { documents } from './documents/index.ts';
import type { Described } from './documents/described.ts';
import { expectFresh } from './generated.ts';
import { askedOf, isGiven, runsOf, startedOf } from './observations.ts';
import { commonOf, eventsOf, type Owed, owedBy, owedByTrigger, triggerVersions } from './owed.ts';
import { entries, nodeOf, type ServiceName } from './package.ts';
import { row, table } from './pages.ts';
import { isOutside } from './outside.ts';

/** What no test showed, by what it is. */
const missing = {
	documents: [] as string[],
	operations: [] as string[],
	triggers: [] as string[],
	endpoints: [] as string[],
};

const code = (name: string) => (name ? `\`${name}\`` : '');
const name = ({ path }: Owed) => path.filter(Boolean).join('.');

/** The first test that shows something, or a note that there is none. */
function proof<T extends { test: string }>(
	kind: keyof typeof missing,
	what: string,
	found: T[],
): [string, T | undefined] {
	if (!found[0]) missing[kind].push(what);
	return [found[0]?.test ?? '**missing**', found[0]];
}

function described(place: string, runs: Run[], all: Described[]): string {
	const rows = all.flatMap(({ seed, endpoint, parameters, answer }) => {
		const line = (part: string, fits: (run: Run, requests: Run['requests']) => boolean) => {
			const found = runs.filter((run) => {
				const requests = run.requests.filter((request) => request.endpoint === endpoint);
				return requests.length > 0 && fits(run, requests);
			});
			const [test, run] = proof('documents', `${place}: seed ${seed}: ${endpoint} ${part}`, found);
			return row(seed, code(endpoint), part, run ? `${run.resource}: ${run.operation}` : '**missing**', test);
		};
		return [
			line('', () => true),
			...parameters.map((one) =>
				line(code(one), (_, requests) => requests.some((request) => request.parameters.includes(one))),
			),
			...answer.map((one) => line(`answer ${code(one)}`, ({ outputs }) => outputs.includes(one))),
		];
	});
	return table(['Seed', 'Endpoint', 'Parameter', 'Operation', 'Test'], rows);
}

/** Every operation of a version, and every field of it, in a run that went well and asked the service. */
function operations(place: string, service: Service, version: string, runs: Run[]): string {
	const fine = runs.filter(({ succeeded, requests }) => succeeded && requests.length > 0);
	const all = Object.entries(service.resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations)
			.filter(([, operation]) => hasVersion(operation, version))
			.map(([key, operation]) => ({ resource, key, operation })),
	);
	const rows = all.flatMap(({ resource, key, operation }) => {
		const own = fine.filter((run) => run.resource === resource && run.operation === key);
		const line = (field: string, found: Run[]) =>
			row(resource, key, code(field), proof('operations', `${place}: ${resource} ${key} ${field}`, found)[0]);
		return [
			line('', own),
			...owedBy(operation, version).map((owed) =>
				line(
					name(owed),
					own.filter(({ given }) => isGiven(owed, operation.fields, version, given)),
				),
			),
		];
	});
	const common = all.slice(0, 1).flatMap(({ operation }) =>
		commonOf(operation, version).map((owed) => {
			const found = fine.filter(({ given }) => isGiven(owed, operation.fields, version, given));
			return row('every', 'every', code(name(owed)), proof('operations', `${place}: ${name(owed)}`, found)[0]);
		}),
	);
	return table(['Resource', 'Operation', 'Field', 'Test'], [...rows, ...common]);
}

/** Every event of a version, and every field, of a trigger that started a workflow. */
function triggers(place: string, key: ServiceName, service: Service, version: string): string {
	const all = startedOf(key, version);
	const events = eventsOf(service, version).map((event) => {
		const found = all.filter(({ started }) => started.includes(event));
		return row(code(event), '', proof('triggers', `${place}: ${event}`, found)[0]);
	});
	const fields = owedByTrigger(service, version).map((owed) => {
		const found = all.filter(({ given }) => isGiven(owed, service.trigger.fields, version, given));
		return row('', code(name(owed)), proof('triggers', `${place}: ${name(owed)}`, found)[0]);
	});
	return table(['Event', 'Field', 'Test'], [...events, ...fields]);
}

function endpoints(key: ServiceName): string {
	const rows = ENDPOINTS.filter(({ service }) => service === key)
		.map(({ method, path }) => `${method} ${path}`)
		.filter((endpoint) => !isOutside(key, endpoint))
		.map((endpoint) => row(code(endpoint), proof('endpoints', `${key}: ${endpoint}`, askedOf(key, endpoint))[0]));
	return table(['Endpoint', 'Test'], rows);
}

const page = [
	'# Coverage',
	'What the nodes use of the documents this package was made from, endpoint by endpoint and parameter by parameter, with the answer\nfields that the first documents name; every field and event of the nodes; and a test in which each was seen on the wire or in the\noutput. Generated from what the engine tests observed. What is not offered is not listed.',
	...entries.flatMap(([key, service]) => {
		const title = nodeOf(key)?.displayName ?? key;
		const names = versionNames(service);
		const heading = (version: string) =>
			names.length > 1 ? `${title}, API version ${(service as Service).versions[version]!.name}` : title;
		return [
			...names.flatMap((version) => {
				const runs = runsOf(key, version);
				const place = heading(version);
				const told = (documents[key] as Record<string, Described[]> | undefined)?.[version] ?? [];
				return [
					`## ${place}`,
					'### Endpoints and parameters of the documents',
					described(place, runs, told),
					'### Operations and fields of the node',
					operations(place, service, version, runs),
					...(triggerVersions(service).includes(version)
						? ['### Events and fields of the trigger', triggers(place, key, service, version)]
						: []),
				];
			}),
			`## ${title}, every endpoint`,
			endpoints(key),
		];
	}),
].join('\n\n');

describe('was seen in a test:', () => {
	test('every endpoint, parameter and answer of the documents', () => expect(missing.documents).toEqual([]));
	test('every operation, and every field of it, in every version', () => expect(missing.operations).toEqual([]));
	test('every event and every field of a trigger', () => expect(missing.triggers).toEqual([]));
	test('every endpoint of the sandbox', () => expect(missing.endpoints).toEqual([]));
});

test('docs/coverage.md is up to date (renew it with npm run docs, after npm run test:engine)', () => {
	// a page with gaps is not worth writing
	expect(Object.values(missing).flat()).toEqual([]);
	expectFresh('docs/coverage.md', `${page}\n`);
});
