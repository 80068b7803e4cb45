import { readdirSync } from 'node:fs';
import path from 'node:path';

import { contractOf } from './contract.ts';
import { expectFresh, ROOT } from './generated.ts';
import { credentialOf, entries, nodeOf } from './package.ts';

const FOLDER = 'test/contract';

test.each(entries)(
	'what saved workflows of %s depend on is as it was (a wanted change: npm run docs)',
	(name, service) => {
		const nodes = [nodeOf(name)!, nodeOf(`${name}Trigger`)!];
		expectFresh(`${FOLDER}/${name}.json`, contractOf(nodes, credentialOf(service.wire.credential)!));
	},
);

test('there is a contract for every service and no other', () => {
	expect(readdirSync(path.join(ROOT, FOLDER)).sort()).toEqual(entries.map(([name]) => `${name}.json`).sort());
});
