import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** npm as far as it is asked: it keeps what is published, and may fail. */
const npm = (kept: string) => `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const [command, asked] = process.argv.slice(2);
const { published, refuses, isDown } = JSON.parse(readFileSync('${kept}', 'utf8'));
const fail = (words) => { console.error(words); process.exit(1); };
if (isDown) fail('npm error code E503');
if (command === 'view') {
	if (!published.includes(asked)) fail('npm error code E404');
	console.log(asked.split('@').at(-1));
} else {
	const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
	if (name === refuses) fail('npm error code E403');
	if (!process.argv.includes('--provenance')) fail('It was to be signed');
	writeFileSync('${kept}', JSON.stringify({ refuses, published: [...published, name + '@' + version] }));
}
`;

let folder: string;
let kept: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-conversations-publish-'));
	kept = path.join(folder, 'kept.json');
	writeFileSync(path.join(folder, 'npm'), npm(kept), { mode: 0o755 });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Publishes where npm has these already; tells what it has then. */
function publish(registry: { published: string[]; refuses?: string; isDown?: boolean }) {
	writeFileSync(kept, JSON.stringify(registry));
	const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'tools/publish.mjs')], {
		encoding: 'utf8',
		env: { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` },
	});
	const { published } = JSON.parse(readFileSync(kept, 'utf8')) as { published: string[] };
	return { status, stderr, published };
}

test('every package is published, and after a failure amid them a second run publishes the rest', () => {
	const whole = publish({ published: [] });
	expect(whole.status).toBe(0);
	expect(whole.published.map((one) => one.split('@')[0])).toEqual([
		'n8n-nodes-conversations',
		'n8n-nodes-nexora-chatbot',
		'n8n-nodes-pact-im',
		'n8n-nodes-voipbin',
		'n8n-node-harness',
	]);
	const broken = publish({ published: [], refuses: 'n8n-nodes-pact-im' });
	expect(broken.status).toBe(1);
	expect(broken.stderr).toMatch(/n8n-nodes-pact-im \S+ was not published/);
	expect(broken.published).toEqual(whole.published.slice(0, 2));
	expect(publish({ published: broken.published })).toMatchObject({ status: 0, published: whole.published });
});

test('what is there already is left alone', () => {
	const { published } = publish({ published: [] });
	const again = publish({ published });
	expect(again).toMatchObject({ status: 0, published });
});

test('a registry that does not answer is not taken for one that has nothing', () => {
	const { status, published } = publish({ published: [], isDown: true });
	expect(status).toBe(1);
	expect(published).toEqual([]);
});
