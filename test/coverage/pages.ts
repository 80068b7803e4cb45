import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../../nodes/kit/fields';
import { fieldsOf } from '../../nodes/kit/operation.ts';
import type { Service } from '../../nodes/kit/service.ts';
import { ROOT } from './generated.ts';
import { entries } from './package.ts';

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

export const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
export const table = (heads: string[], rows: string[]) =>
	[row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

/** Resources and their operations, by their names for the user. */
const operationsOf = ({ resources }: Service) =>
	Object.values(resources)
		.sort((a, b) => a.name.localeCompare(b.name))
		.map(({ name, operations }) => ({
			name,
			operations: Object.values(operations).sort((a, b) => a.name.localeCompare(b.name)),
		}));

export const summary = (service: Service) =>
	table(
		['Resource', 'Operations'],
		operationsOf(service).map(({ name, operations }) => row(name, operations.map((one) => one.name).join(', '))),
	);

const label = (field: Field) => (field.kind.id ? `**${field.label}**` : field.label);

const reference = (service: Service) =>
	operationsOf(service)
		.map(({ name, operations }) => {
			const rows = operations.map((operation) => {
				const fields = Object.entries(fieldsOf(operation)).filter(([name]) => name !== 'options');
				const inputs = fields.map(([, field]) => label(field));
				const optional = Object.values(operation.options ?? {}).map((field) => field.label);
				return row(operation.name, operation.description, inputs.join(', '), optional.sort().join(', '));
			});
			return `### ${name}\n\n${table(['Operation', 'What it does', 'Fields', 'Options'], rows)}`;
		})
		.join('\n\n');

export const eventTable = ({ trigger }: Service) => {
	const events = trigger.fields.events!.property('events').options as INodePropertyOptions[];
	return table(
		['Event', 'When'],
		events.map(({ name, description = '' }) => row(name, description)),
	);
};

/** Puts a text between `<!-- name -->` and `<!-- /name -->`. */
function fill(page: string, name: string, text: string): string {
	const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const [start, end] = [page.indexOf(open), page.indexOf(close)];
	if (start < 0 || end < 0) throw new Error(`${open} … ${close} is missing`);
	return `${page.slice(0, start + open.length)}\n\n${text}\n\n${page.slice(end)}`;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The page of a service, with its tables as they should be. */
export const servicePage = (file: string, service: Service) =>
	fill(fill(read(file), 'operations', reference(service)), 'events', eventTable(service));

/** README.md, with its tables as they should be. */
export const readme = () =>
	entries.reduce((page, [name, service]) => fill(page, `operations ${name}`, summary(service)), read('README.md'));
