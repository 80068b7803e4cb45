import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** What the check says about the project's own files, one of them changed. */
function checked(file = '', from: string | RegExp = '', to = ''): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-conversations-github-'));
	try {
		cpSync(path.join(root, '.github'), path.join(folder, '.github'), { recursive: true });
		if (file) {
			const place = path.join(folder, '.github', file);
			const text = readFileSync(place, 'utf8');
			expect(text).toMatch(from);
			writeFileSync(place, text.replace(from, to));
		}
		const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'tools/github.mjs'), folder], {
			encoding: 'utf8',
		});
		expect(status).toBe(stderr === '' ? 0 : 1);
		return stderr;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test('what GitHub reads is right as it stands', () => {
	expect(checked()).toBe('');
	expect(globSync('.github/{workflows,ISSUE_TEMPLATE}/*.yml', { cwd: root }).length).toBeGreaterThanOrEqual(6);
});

test.each([
	['a key that there is not', 'workflows/test.yml', 'runs-on:', 'run-on:', /unexpected key "run-on"/],
	['an expression of nothing', 'workflows/test.yml', 'github.ref', 'githb.ref', /undefined variable "githb"/],
	['an event that there is not', 'workflows/test.yml', 'pull_request:', 'pullrequest:', /unknown Webhook event/],
	['YAML that cannot be read', 'workflows/weekly.yml', 'jobs:', 'jobs: {', /weekly\.yml/],
	['a time that never comes', 'workflows/weekly.yml', '17 4', '99 4', /CRON/i],
	['a stranger in a command', 'workflows/weekly.yml', 'npm ci', 'echo ${{ github.head_ref }}', /untrusted/],
	['a job that waits for nobody', 'workflows/publish.yml', 'needs: test', 'needs: tests', /needs job "tests"/],
	[
		'an action that may change',
		'workflows/publish.yml',
		/checkout@v\d+/,
		'checkout@main',
		/checkout@main is not pinned/,
	],
	['all rights', 'workflows/publish.yml', /permissions:\n {2}contents: read\n/, '', /has to say its permissions/],
	[
		'a form that asks for nothing',
		'ISSUE_TEMPLATE/idea.yml',
		/type: (dropdown|textarea|input)/g,
		'type: markdown',
		/nothing/,
	],
	['an element of another kind', 'ISSUE_TEMPLATE/bug.yml', 'type: input', 'type: text', /unknown type "text"/],
	['one id twice', 'ISSUE_TEMPLATE/bug.yml', 'id: package', 'id: n8n', /the same id/],
	['a link without a word', 'ISSUE_TEMPLATE/config.yml', /about:.*/, '', /has no "about"/],
	['a folder too few', 'dependabot.yml', 'directory: /', 'dir: /', /directory or directories/],
	['an interval of its own', 'dependabot.yml', 'interval: weekly', 'interval: often', /no interval/],
] as const)('refuses %s', (_, file, from, to, says) => {
	const found = checked(file, from, to);
	expect(found).toMatch(says);
	expect(found).toContain(`.github/${file}: `);
});
