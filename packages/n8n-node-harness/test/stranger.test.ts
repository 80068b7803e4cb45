import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const harness = path.join(import.meta.dirname, '..');
const installed = (name: string) => path.join(harness, '../../node_modules', name);

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'n8n-node-harness-'));
	const modules = path.join(folder, 'node_modules');
	mkdirSync(modules);
	for (const name of ['n8n-core', 'n8n-workflow', 'flatted']) symlinkSync(installed(name), path.join(modules, name));
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: harness,
		encoding: 'utf8',
	});
	const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
	execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
	renameSync(path.join(folder, 'package'), path.join(modules, 'n8n-node-harness'));
	cpSync(path.join(harness, 'examples/hello'), folder, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the example runs in an empty folder, with the package as it would be published', () => {
	const { stdout, status } = spawnSync(process.execPath, ['--test', '--test-reporter=tap'], {
		cwd: folder,
		encoding: 'utf8',
		env: { PATH: process.env.PATH },
	});
	expect(stdout).toContain('# pass 5');
	expect(stdout).toContain('# fail 0');
	expect(status).toBe(0);
});
