import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Observation } from '../engine/observe.ts';
import { OBSERVED } from '../engine/observe.ts';
import type { Demands } from './demands.ts';
import { pact } from './pact.ts';
import { voipbin } from './voipbin.ts';

const PAGE = path.join(import.meta.dirname, '..', '..', 'docs', 'coverage.md');

const observations: Observation[] = (existsSync(OBSERVED) ? readdirSync(OBSERVED) : []).flatMap((file) =>
	readFileSync(path.join(OBSERVED, file), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Observation),
);

const missing: string[] = [];

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
const test_ = (found?: Observation) => (found ? found.test.replace(/\|/g, '\\|') : '**missing**');

function described({ type, described: entries }: Demands): string[] {
	const rows = entries.flatMap(({ seed, endpoint, parameters, answer }) => {
		const asks = ({ requests }: Observation) => requests.some((request) => request.endpoint === endpoint);
		const line = (part: string, fits: (observation: Observation) => boolean) => {
			const found = proof(`seed ${seed}: ${endpoint} ${part}`, (one) => one.type === type && asks(one) && fits(one));
			return row(seed, `\`${endpoint}\``, part, operation(found), test_(found));
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

function promised({ type, promised: entries }: Demands): string[] {
	const rows = entries.flatMap(({ resource, operation: name, fields }) => {
		const runs = (one: Observation) => one.type === type && one.resource === resource && one.operation === name;
		const line = (field: string, fits: (observation: Observation) => boolean) => {
			const found = proof(`contract: ${resource} ${name} ${field}`, (one) => runs(one) && fits(one));
			return row(resource, name, field ? `\`${field}\`` : '', test_(found));
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
	...section('Pact', pact),
	'',
	...section('VoIPbin', voipbin),
	'',
].join('\n');

test('everything that was described and promised was seen in a test', () => expect(missing).toEqual([]));

test('docs/coverage.md is up to date (renew it with UPDATE_DOCS=1)', () => {
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
	expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
});
