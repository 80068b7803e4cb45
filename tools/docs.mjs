// The generated tables of README.md and docs/*.md: `gulp docs` writes them, a test keeps them fresh.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { services } = require('./services.cjs');

const cell = (text) => String(text).replace(/\|/g, '\\|').replace(/\s+/g, ' ');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

const operationsOf = ({ resources }) =>
	Object.entries(resources)
		.sort(([, a], [, b]) => a.name.localeCompare(b.name))
		.map(([value, { name, operations }]) => ({
			value,
			name,
			operations: Object.entries(operations).sort(([, a], [, b]) => a.name.localeCompare(b.name)),
		}));

const summary = (service) =>
	table(
		['Resource', 'Operations'],
		operationsOf(service).map(({ name, operations }) =>
			row(name, operations.map(([, operation]) => operation.name).join(', ')),
		),
	);

const label = (field) => (field.kind.id ? `**${field.label}**` : field.label);

const reference = (service, { fieldsOf }) =>
	operationsOf(service)
		.map(({ name, operations }) => {
			const rows = operations.map(([, operation]) => {
				const fields = Object.entries(fieldsOf(operation)).filter(([name]) => name !== 'options');
				const inputs = fields.map(([, field]) => label(field));
				const optional = Object.values(operation.options ?? {})
					.map((field) => field.label)
					.sort();
				return row(operation.name, operation.description, inputs.join(', '), optional.join(', '));
			});
			return `### ${name}\n\n${table(['Operation', 'What it does', 'Fields', 'Options'], rows)}`;
		})
		.join('\n\n');

const eventTable = (fields) =>
	table(
		['Event', 'When'],
		fields.events.property('events').options.map(({ name, description }) => row(name, description)),
	);

/** Puts a text between `<!-- name -->` and `<!-- /name -->`. */
function fill(page, name, text) {
	const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const [start, end] = [page.indexOf(open), page.indexOf(close)];
	if (start < 0 || end < 0) throw new Error(`${open} … ${close} is missing`);
	return `${page.slice(0, start + open.length)}\n\n${text}\n\n${page.slice(end)}`;
}

/** Every page with generated parts: its path, its text now, and its text as it should be. */
export async function pages() {
	const kit = require('../dist/nodes/kit/operation.js');
	let readme = await readFile('README.md', 'utf8');
	const before = readme;
	const found = [];
	for (const [key, service] of Object.entries(services())) {
		readme = fill(readme, `operations ${key}`, summary(service));
		const path = `docs/${key}.md`;
		const page = await readFile(path, 'utf8');
		const filled = fill(
			fill(page, 'operations', reference(service, kit)),
			'events',
			eventTable(service.trigger.fields),
		);
		found.push({ path, before: page, after: filled });
	}
	return [{ path: 'README.md', before, after: readme }, ...found];
}

export async function writeDocs() {
	for (const { path, before, after } of await pages()) if (before !== after) await writeFile(path, after);
}
