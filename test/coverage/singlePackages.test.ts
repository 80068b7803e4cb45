import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { expectFresh, ROOT } from './generated.ts';
import { entries } from './package.ts';
import { packageJson, readmeOf, singles, sourcesOf } from './singlePackages.ts';

describe.each(entries)('the package of %s alone', (name) => {
	const folder = `packages/${singles[name].name}`;

	test('package.json is that of the whole, for this service (renew it with npm run docs)', () => {
		expectFresh(`${folder}/package.json`, packageJson(name));
	});

	test('README.md says what there is (renew it with npm run docs)', () => {
		expectFresh(`${folder}/README.md`, readmeOf(name));
	});

	// n8n's scan looks at the sources in the repository, beside the package.json with the name of the package
	test.each(sourcesOf(name))('its sources are there for the scan of n8n: %s', (source) => {
		const place = path.join(ROOT, folder, source);
		if (process.env.UPDATE_DOCS && !existsSync(place)) {
			mkdirSync(path.dirname(place), { recursive: true });
			symlinkSync(path.relative(path.dirname(place), path.join(ROOT, source)), place);
		}
		expect(realpathSync(place)).toBe(path.join(ROOT, source));
	});
});
