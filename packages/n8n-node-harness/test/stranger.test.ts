import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const harness = path.join(import.meta.dirname, '..');
const installed = (name: string) => path.join(harness, '../../node_modules', name);

/** Holds the folders of strangers, with the package beside them as it would be published. */
let home: string;

beforeAll(() => {
	home = mkdtempSync(path.join(tmpdir(), 'n8n-node-harness-'));
	const modules = path.join(home, 'node_modules');
	mkdirSync(modules);
	for (const name of ['n8n-core', 'n8n-workflow', 'flatted']) symlinkSync(installed(name), path.join(modules, name));
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', home], {
		cwd: harness,
		encoding: 'utf8',
	});
	const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
	execFileSync('tar', ['-xzf', path.join(home, filename), '-C', home]);
	renameSync(path.join(home, 'package'), path.join(modules, 'n8n-node-harness'));
});

afterAll(() => rmSync(home, { recursive: true }));

/** Runs the tests of a folder as its owner would. */
function testsOf(cwd: string) {
	const env = { PATH: process.env.PATH };
	const { stdout, status } = spawnSync(process.execPath, ['--test', '--test-reporter=tap'], {
		cwd,
		encoding: 'utf8',
		env,
	});
	return { stdout, status };
}

test('the example runs in an empty folder, with the package as it would be published', () => {
	const folder = path.join(home, 'example');
	cpSync(path.join(harness, 'examples/hello'), folder, { recursive: true });
	const { stdout, status } = testsOf(folder);
	expect(stdout).toContain('# pass 5');
	expect(stdout).toContain('# fail 0');
	expect(status).toBe(0);
});

test('what the README prints runs in an empty folder, as it is printed', () => {
	const folder = path.join(home, 'printed');
	const readme = readFileSync(path.join(home, 'node_modules/n8n-node-harness/README.md'), 'utf8');
	/** The block below the sentence that names the file. */
	const printed = (file: string) => /```\w+\n(.*?)```/s.exec(readme.split(`\`${file}\``)[1] ?? '')?.[1];
	mkdirSync(path.join(folder, 'nodes'), { recursive: true });
	for (const file of ['package.json', 'nodes/Hello.node.js', 'hello.test.js']) {
		writeFileSync(path.join(folder, file), printed(file)!);
	}
	const { stdout, status } = testsOf(folder);
	expect(stdout).toContain('# pass 1');
	expect(status).toBe(0);
});
