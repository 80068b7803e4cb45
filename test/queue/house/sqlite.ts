import { DatabaseSync } from 'node:sqlite';
import type { Database } from './database.ts';

/** The database of an n8n that has none other, opened anew for each look. */
export function sqlite(file: string): Database {
	const rows = async (sql: string) => {
		const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
		try {
			return database.prepare(sql).all();
		} finally {
			database.close();
		}
	};
	return {
		rows,
		tables: async () =>
			(await rows("select name from sqlite_master where type = 'table'")).map(({ name }) => String(name)),
	};
}
