import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
const MOST_BYTES = 150_000;

interface Node {
	name: string;
	type: string;
	position: [number, number];
	parameters: { content?: string; width?: number; height?: number };
}

const examples = readdirSync(path.join(ROOT, 'examples')).map((file) => {
	const text = readFileSync(path.join(ROOT, 'examples', file), 'utf8');
	return { name: path.basename(file, '.json'), nodes: (JSON.parse(text) as { nodes: Node[] }).nodes };
});

/** What a node takes of the canvas, its name below it included, as n8n draws it. */
function areaOf({ type, position: [x, y], parameters: { width, height } }: Node) {
	if (width && height) return { x, y, right: x + width, bottom: y + height };
	return { x, y, right: x + (type.endsWith('.agent') ? 224 : 96), bottom: y + 144 };
}

test.each(examples)('$name gives nobody who imports it a webhook address or a credential of others', ({ nodes }) => {
	expect(nodes.length).toBeGreaterThan(0);
	expect(nodes.filter((node) => 'webhookId' in node || 'credentials' in node)).toEqual([]);
});

test.each(examples)('$name says in a note what to choose, and nothing hides anything', ({ nodes }) => {
	const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	expect(notes.map(({ name }) => name)).toEqual(['Read me']);
	const names = nodes.filter((node) => !notes.includes(node)).map(({ name }) => name);
	const mentioned = [...notes[0]!.parameters.content!.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name);
	expect(names).toEqual(expect.arrayContaining(mentioned));

	const hidden = nodes.flatMap((one, index) =>
		nodes.slice(index + 1).filter((other) => {
			const [a, b] = [areaOf(one), areaOf(other)];
			return a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
		}),
	);
	expect(hidden).toEqual([]);
});

test.each(examples)('docs/examples.md tells of $name and shows it', ({ name }) => {
	const page = readFileSync(path.join(ROOT, 'docs/examples.md'), 'utf8');
	expect(page).toContain(`](../examples/${name}.json)`);
	expect(page).toContain(`](images/examples/${name}.png)`);
	const { size } = statSync(path.join(ROOT, `docs/images/examples/${name}.png`));
	expect(size).toBeLessThan(MOST_BYTES);
});
