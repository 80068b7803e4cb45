import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Observation } from '../engine/observe.ts';
import { OBSERVED } from '../engine/observe.ts';
import type { Demands } from './demands.ts';
import { nexora, nexoraDocument } from './nexora.ts';
import { pact } from './pact.ts';
import { pactP2 } from './pactP2.ts';
import { voipbin } from './voipbin.ts';

const PAGE = path.join(import.meta.dirname, '..', '..', 'docs', 'coverage.md');

const observations: Observation[] = (existsSync(OBSERVED) ? readdirSync(OBSERVED) : []).flatMap((file) =>
	readFileSync(path.join(OBSERVED, file), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Observation),
);

const missing: string[] = [];

/** Whether an observation is of a service, and of a generation of its API. */
const isOf =
	({ type, generation }: Demands) =>
	(one: Observation) =>
		one.type === type && (generation === undefined || one.generation === generation);

/** The first observation, by the name of its test so that the page is the same every time, or a note that there is none. */
function proof(what: string, fits: (observation: Observation) => boolean): Observation | undefined {
	const found = observations
		.filter(fits)
		.sort((a, b) => a.test.localeCompare(b.test) || a.operation.localeCompare(b.operation));
	if (!found[0]) missing.push(what);
	return found[0];
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const operation = (found?: Observation) => (found ? `${found.resource}: ${found.operation}` : '**missing**');
const testOf = (found?: Observation) => (found ? found.test.replace(/\|/g, '\\|') : '**missing**');

function described(demands: Demands): string[] {
	const { described: entries } = demands;
	const own = isOf(demands);
	const rows = entries.flatMap(({ seed, endpoint, parameters, answer }) => {
		const asks = ({ requests }: Observation) => requests.some((request) => request.endpoint === endpoint);
		const line = (part: string, fits: (observation: Observation) => boolean) => {
			const found = proof(`seed ${seed}: ${endpoint} ${part}`, (one) => own(one) && asks(one) && fits(one));
			return row(seed, `\`${endpoint}\``, part, operation(found), testOf(found));
		};
		return [
			line('', () => true),
			...parameters.map((name) =>
				line(`\`${name}\``, ({ requests }) =>
					requests.some((request) => request.endpoint === endpoint && request.parameters.includes(name)),
				),
			),
			...answer.map((name) => line(`answer \`${name}\``, ({ outputs }) => outputs.includes(name))),
		];
	});
	return [row('Seed', 'Endpoint', 'Parameter', 'Operation', 'Test'), row('---', '---', '---', '---', '---'), ...rows];
}

function promised(demands: Demands): string[] {
	const { promised: entries } = demands;
	const own = isOf(demands);
	const rows = entries.flatMap(({ resource, operation: name, fields }) => {
		const runs = (one: Observation) => own(one) && one.resource === resource && one.operation === name;
		const line = (field: string, fits: (observation: Observation) => boolean) => {
			const found = proof(`contract: ${resource} ${name} ${field}`, (one) => runs(one) && fits(one));
			return row(resource, name, field ? `\`${field}\`` : '', testOf(found));
		};
		return [
			line('', () => true),
			...fields.map((field) => line(field, ({ parameters }) => parameters.includes(field))),
		];
	});
	return [row('Resource', 'Operation', 'Field', 'Test'), row('---', '---', '---', '---'), ...rows];
}

const section = (title: string, demands: Demands) => [
	`## ${title}`,
	'',
	'### Endpoints and parameters of the documents',
	'',
	...described(demands),
	'',
	'### Operations and fields of the nodes',
	'',
	...promised(demands),
];

const page = [
	'# Coverage',
	'',
	'Every endpoint, parameter and answer field of the documents this package was made from, every field of its nodes, and a test',
	'in which it was seen on the wire or in the output. Generated from what the engine tests observed.',
	'',
	...section('Pact, API version P1', pact),
	'',
	...section('Pact, API version P2', pactP2),
	'',
	...section('VoIPbin', voipbin),
	'',
	...section('Nexora, API version Current', nexora),
	'',
	...section('Nexora, API version Document', nexoraDocument),
	'',
].join('\n');

test('everything that was described and promised was seen in a test', () => expect(missing).toEqual([]));

test('docs/coverage.md is up to date (renew it with UPDATE_DOCS=1)', () => {
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
	expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
});
