import { expectFresh } from './generated.ts';
import { entries } from './package.ts';
import { readme, servicePage } from './pages.ts';

test('README.md lists the operations there are (renew it with npm run docs)', () => expectFresh('README.md', readme()));

test.each(entries)(
	'docs/%s.md lists the operations, fields and events there are (renew it with npm run docs)',
	(name, service) => {
		const file = `docs/${name}.md`;
		expectFresh(file, servicePage(file, service));
	},
);
