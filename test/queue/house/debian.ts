import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Debian keeps most of PostgreSQL's programs off the path. */
const places = () => [...globSync('/usr/lib/postgresql/*/bin'), ...(process.env.PATH ?? '').split(path.delimiter)];

const find = (name: string) =>
	places()
		.map((place) => path.join(place, name))
		.find(existsSync);

const PACKAGES: Record<string, string> = {
	initdb: 'postgresql',
	postgres: 'postgresql',
	psql: 'postgresql',
	'redis-server': 'redis-server',
};

/** The paths of the programs queue mode needs; on Debian, as root, they are installed when they are missing. */
export async function databasePrograms(): Promise<Record<'initdb' | 'postgres' | 'psql' | 'redis', string>> {
	const missing = () => Object.keys(PACKAGES).filter((name) => !find(name));
	if (missing().length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const packages = new Set(missing().map((name) => PACKAGES[name]!));
		await promisify(execFile)('apt-get', ['update', '-qq'], { env });
		await promisify(execFile)('apt-get', ['install', '-y', '-qq', ...packages], { env });
	}
	if (missing().length > 0) {
		const wanted = [...new Set(missing().map((name) => PACKAGES[name]!))].join(' and ');
		throw new Error(
			`Queue mode needs ${wanted}, and there is no ${missing().join(', ')} here: install it and run this again.`,
		);
	}
	return { initdb: find('initdb')!, postgres: find('postgres')!, psql: find('psql')!, redis: find('redis-server')! };
}

/** PostgreSQL refuses to run as root; Debian's package has made a user for it. */
export async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (option: string) => Number((await promisify(execFile)('id', [option, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}
