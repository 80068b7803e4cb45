import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../examples');

test.each(readdirSync(FOLDER))('%s gives nobody who imports it a webhook address that others know', (file) => {
	const { nodes } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as { nodes: object[] };
	expect(nodes.length).toBeGreaterThan(0);
	expect(nodes.filter((node) => 'webhookId' in node)).toEqual([]);
});
