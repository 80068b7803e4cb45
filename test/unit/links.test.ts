import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const home = 'https://github.com/n8n-nodes-conversations/n8n-nodes-conversations';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const pages = globSync(['*.md', '{docs,.github}/**/*.md', 'packages/*/README.md'], { cwd: root });
const sources = globSync(
	[
		'package.json',
		'packages/*/package.json',
		'{nodes,credentials}/**/*.{ts,json}',
		'.github/**/*.yml',
		'examples/*.json',
	],
	{ cwd: root },
);

/** The text without what it only quotes. */
const unquoted = (text: string) => text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(file: string): Set<string> {
	const headings = read(file)
		.replace(/^```.*?^```/gms, '')
		.matchAll(/^#+ (.+)$/gm);
	const anchors = new Set<string>();
	for (const [, heading] of headings) {
		const words = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
		let own = anchor;
		for (let number = 1; anchors.has(own); number++) own = `${anchor}-${number}`;
		anchors.add(own);
	}
	return anchors;
}

/** What is wrong with a link to a place in this repository. */
function fault(place: string): string | undefined {
	const [file = '', anchor] = place.split('#');
	if (!existsSync(path.join(root, file))) return `there is no ${file}`;
	if (anchor && !anchorsOf(file).has(decodeURIComponent(anchor))) return `${file} has no part #${anchor}`;
	return undefined;
}

/** Where a link leads in this repository, if it leads there. */
function placeOf(link: string, from: string): string | undefined {
	const own = new RegExp(`^${home}/(?:blob|tree)/main/(.*)$`).exec(link)?.[1];
	if (own !== undefined) return own;
	if (/^\w+:/.test(link)) return undefined;
	return link.startsWith('#') ? `${from}${link}` : path.join(path.dirname(from), link);
}

const faultsOf = (links: string[], from: string) =>
	links.flatMap((link) => {
		const place = placeOf(link, from);
		const found = place === undefined ? undefined : fault(place);
		return found === undefined ? [] : [`${link}: ${found}`];
	});

test.each(pages)('the links of %s lead somewhere', (page) => {
	const text = unquoted(read(page));
	const links = [...text.matchAll(/\]\(<?([^)\s>]+)>?\)/g), ...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
	expect(
		faultsOf(
			links.map(([, link]) => link!),
			page,
		),
	).toEqual([]);
});

test('so do those that n8n, npm and GitHub show', () => {
	const faults = sources.flatMap((file) => {
		const links = read(file).match(new RegExp(`${home}[^\\s'"\`)\\\\]*`, 'g')) ?? [];
		return faultsOf(links, file).map((found) => `${file}: ${found}`);
	});
	expect(faults).toEqual([]);
});

// npm shows a package's page without its repository around it
test.each(globSync('packages/*/README.md', { cwd: root }))('%s has no links of its own folder', (page) => {
	const links = [...unquoted(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
	expect(links.filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
});
