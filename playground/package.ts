import { execFile } from 'node:child_process';
import { globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(import.meta.dirname, '..');
const FOLDER = path.join(import.meta.dirname, '.data', 'package');
const SOURCES = '{package.json,gulpfile.js,{nodes,credentials,icons}/**/*.*}';
const GULP = path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');

/** The tarball users would install; built anew when a source is newer. */
export async function packedPackage(): Promise<string> {
	const packed = tarball();
	if (packed && modified(packed) > Math.max(...globSync(SOURCES, { cwd: ROOT }).map(modified))) return packed;

	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	await promisify(execFile)(process.execPath, [GULP, 'pack', '--to', FOLDER], { cwd: ROOT });
	return tarball()!;
}

function tarball(): string | undefined {
	const [name] = globSync('*.tgz', { cwd: FOLDER });
	return name && path.join(FOLDER, name);
}

function modified(file: string): number {
	return statSync(path.resolve(ROOT, file)).mtimeMs;
}
