import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../../nodes/kit/fields';
import { fieldsOf, hasVersion } from '../../nodes/kit/operation.ts';
import type { Service } from '../../nodes/kit/service.ts';
import { ROOT } from './generated.ts';
import { entries } from './package.ts';

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

export const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
export const table = (heads: string[], rows: string[]) =>
	[row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

/** Resources and their operations, in the order of the editor. */
const operationsOf = ({ resources }: Service) =>
	Object.values(resources).map(({ name, operations }) => ({ name, operations: Object.values(operations) }));

export const summary = (service: Service) =>
	table(
		['Resource', 'Operations'],
		operationsOf(service).map(({ name, operations }) => row(name, operations.map((one) => one.name).join(', '))),
	);

const isShown = ({ kind }: Field) => kind.property.type !== 'hidden';

/** The versions that alone have something; '' where all have it. */
function only(service: Service, has: (version: string) => boolean): string {
	const all = Object.entries(service.versions);
	const having = all.filter(([version]) => has(version)).map(([, { name }]) => name);
	return having.length === all.length ? '' : ` (${having.join(', ')})`;
}

const labelled = (service: Service, field: Field) =>
	`${field.label}${only(service, (version) => field.appearance.show?.apiVersion?.includes(version) ?? true)}`;

const label = (service: Service, field: Field) =>
	field.kind.id ? `**${labelled(service, field)}**` : labelled(service, field);

const reference = (service: Service) =>
	operationsOf(service)
		.map(({ name, operations }) => {
			const rows = operations.map((operation) => {
				const fields = Object.entries(fieldsOf(operation)).filter(
					([name, field]) => name !== 'options' && isShown(field),
				);
				const inputs = fields.map(([, field]) => label(service, field));
				const optional = Object.values(operation.options ?? {})
					.filter(isShown)
					.map((field) => labelled(service, field));
				return row(
					`${operation.name}${only(service, (version) => hasVersion(operation, version))}`,
					operation.description,
					inputs.join(', '),
					optional.sort().join(', '),
				);
			});
			return `### ${name}\n\n${table(['Operation', 'What it does', 'Fields', 'Options'], rows)}`;
		})
		.join('\n\n');

/** What a trigger asks for beside its events, and its options. */
function fieldTable(service: Service): string {
	const { events, options, ...fields } = service.trigger.fields;
	const rows = [events!, ...Object.values(fields), ...Object.values(options?.kind.inner ?? {})]
		.filter(isShown)
		.map((field) => row(labelled(service, field), field.appearance.description ?? ''));
	return table(['Field or option', 'What it is'], rows);
}

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
	fill(
		fill(read(file), 'operations', reference(service)),
		'events',
		`${eventTable(service)}\n\n${fieldTable(service)}`,
	);

/** README.md, with its tables as they should be. */
export const readme = () =>
	entries.reduce((page, [name, service]) => fill(page, `operations ${name}`, summary(service)), read('README.md'));
