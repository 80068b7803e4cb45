import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { INode } from 'n8n-workflow';

import { versionNames } from '../../nodes/kit/service.ts';
import { services as playground } from '../../playground/services.ts';
import { SERVICES as sandbox } from '../../sandbox/services.ts';
import { documents } from './documents/index.ts';
import { ROOT } from './generated.ts';
import { credentialOf, entries, manifest, nodeOf } from './package.ts';

const names = entries.map(([name]) => name).sort();

/** As it is written in the names of classes and their files. */
const inClasses = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

interface Example {
	nodes: Array<Pick<INode, 'type' | 'parameters'>>;
}

/** What n8n adds to a node that is a tool of an agent. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

const examples = globSync('examples/*.json', { cwd: ROOT }).map((file) => ({
	file,
	nodes: (JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Example).nodes.filter(({ type }) =>
		type.startsWith(`${manifest.name}.`),
	),
}));

test.each([
	['the sandbox', sandbox],
	['the playground', playground],
	['the documents that the coverage is measured by', documents],
])('%s knows every service and no other', (_, known) => expect(Object.keys(known).sort()).toEqual(names));

test('package.json gives n8n the nodes and credential of every service and nothing more', () => {
	const classes = names.map(inClasses);
	expect(manifest.n8n).toMatchObject({
		credentials: classes.map((name) => `dist/credentials/${name}Api.credentials.js`),
		nodes: classes.flatMap((name) => [
			`dist/nodes/${name}/${name}.node.js`,
			`dist/nodes/${name}/${name}Trigger.node.js`,
		]),
	});
});

describe.each(entries)('%s', (name, service) => {
	const types = [name, `${name}Trigger`];

	test.each(types)('%s is a node with the credential, its page and a place in the search of n8n', (type) => {
		expect(nodeOf(type)).toMatchObject({
			credentials: [{ name: service.wire.credential }],
			codex: {
				categories: ['Communication'],
				resources: { primaryDocumentation: [{ url: expect.stringMatching(`/docs/${name}\\.md$`) }] },
			},
		});
	});

	test('its credential has a Test button and its page', () => {
		expect(credentialOf(service.wire.credential)).toMatchObject({
			test: { request: expect.anything() },
			documentationUrl: expect.stringMatching(`/docs/start-${name}\\.md$`),
		});
	});

	test('README.md leads to its page', () => {
		expect(existsSync(path.join(ROOT, 'docs', `${name}.md`))).toBe(true);
		expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain(`](docs/${name}.md)`);
	});

	test('an example in examples/ uses its node and its trigger', () => {
		const used = examples.map(({ nodes }) => nodes.map(({ type }) => type));
		expect(used).toContainEqual(expect.arrayContaining(types.map((type) => `${manifest.name}.${type}`)));
	});

	test('the playground has its credential and examples that are there', () => {
		const { credential, example, further = [], waiting = [] } = playground[name];
		const { type, data } = credential('http://sandbox');
		expect(type).toBe(service.wire.credential);
		expect(data).toMatchObject({ baseUrl: `http://sandbox/${name}` });
		expect(examples.map(({ file }) => path.basename(file, '.json'))).toEqual(
			expect.arrayContaining([example, ...further, ...waiting]),
		);
	});

	test('the documents of every version are named', () => {
		expect(Object.keys(documents[name]).sort()).toEqual(versionNames(service).sort());
	});
});

test.each(examples)('$file uses what the nodes have', ({ nodes }) => {
	expect(nodes.length).toBeGreaterThan(0);
	for (const { type, parameters } of nodes) {
		const { properties = [] } = nodeOf(type.replace(`${manifest.name}.`, '').replace(/Tool$/, '')) ?? {};
		const { resource, operation } = parameters;
		const own = properties.filter(({ displayOptions: { show = {} } = {} }) =>
			[
				[show.resource, resource],
				[show.operation, operation],
			].every(([shown, value]) => (shown as unknown[] | undefined)?.includes(value) ?? true),
		);
		const known = [...own.map((property) => property.name), ...(type.endsWith('Tool') ? OF_TOOLS : [])];
		expect(known).toEqual(expect.arrayContaining(Object.keys(parameters)));
	}
});
