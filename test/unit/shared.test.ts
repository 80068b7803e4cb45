import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { perProcess } from '../../nodes/kit/shared.ts';

const nodes = path.join(import.meta.dirname, '../../nodes');

test('a name has one value, whoever asks for it', () => {
	const first = perProcess('test.v1', () => new Map([['key', 'value']]));
	expect(perProcess('test.v1', () => new Map())).toBe(first);
	expect(perProcess('test.v2', () => new Map())).not.toBe(first);
});

// Several packages with this code may be installed in one n8n: what a module remembers by itself would be there several times
test.each(globSync('**/*.ts', { cwd: nodes }))('%s remembers nothing by itself', (file) => {
	const code = readFileSync(path.join(nodes, file), 'utf8');
	expect(code).not.toMatch(/^(export )?(const \w+ = new (Weak)?(Map|Set)(<.*>)?\(\)|let )/m);
});

test('what is shared has a name of its own', () => {
	const names = globSync('**/*.ts', { cwd: nodes }).flatMap((file) =>
		[...readFileSync(path.join(nodes, file), 'utf8').matchAll(/perProcess\('([^']*)'/g)].map(([, name]) => name),
	);
	expect(names.length).toBeGreaterThanOrEqual(10);
	expect(new Set(names).size).toBe(names.length);
	for (const name of names) expect(name).toMatch(/^[a-z.]+\.v\d+$/);
});
