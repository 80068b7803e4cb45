import { execFile } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Database, Row } from './database.ts';
import { databasePrograms, unprivileged } from './debian.ts';
import { folder } from './ended.ts';
import { nextPort } from './ports.ts';
import { Program } from './program.ts';

const NAME = 'n8n';
const ANSWER_BYTES = 2 ** 30;

export interface Postgres {
	program: Program;
	database: Database;
	/** What n8n is told of it. */
	env: Record<string, string>;
}

/** A PostgreSQL of its own, on loopback, which trusts whoever connects. */
export async function startPostgres(): Promise<Postgres> {
	const { initdb, postgres, psql } = await databasePrograms();
	const user = await unprivileged();
	const data = path.join(folder, 'postgres');
	const port = await nextPort();
	mkdirSync(data, { mode: 0o700 });
	if (user) chownSync(data, user.uid, user.gid);
	const made = { ...user, cwd: data };
	await promisify(execFile)(
		initdb,
		['-D', data, '-U', NAME, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
		made,
	);

	const run = async (sql: string) => {
		const args = ['-h', '127.0.0.1', '-p', String(port), '-U', NAME, '-d', 'postgres', '-AtX', '-c', sql];
		return (await promisify(execFile)(psql, args, { maxBuffer: ANSWER_BYTES })).stdout;
	};
	const rows = async (sql: string): Promise<Row[]> =>
		(await run(`select row_to_json(t) from (${sql}) t`))
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line));

	const program = new Program({
		name: 'postgres',
		command: postgres,
		// no sockets beside the port; this machine does not lose its power in between
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
		options: made,
		// a "fast shutdown", which does not wait for those who are connected
		stopSignal: 'SIGINT',
		// an "immediate shutdown", which still gives its shared memory back
		endSignal: 'SIGQUIT',
		isReady: async () =>
			await run('select 1').then(
				() => true,
				() => false,
			),
	});
	await program.start();
	return {
		program,
		database: {
			rows,
			tables: async () =>
				(await rows("select table_name from information_schema.tables where table_schema = 'public'")).map(
					({ table_name: name }) => String(name),
				),
		},
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: NAME,
		},
	};
}
