import path from 'node:path';
import { House } from './house.ts';
import { prepareN8n } from './n8n.ts';
import { sqlite } from './sqlite.ts';

/** n8n as most people run it: one process and SQLite. */
export async function singleProcess(): Promise<House> {
	const main = await prepareN8n({ name: 'single', role: 'start', env: { DB_TYPE: 'sqlite' } });
	return await House.open({
		main,
		doors: [main],
		workers: [],
		address: main.url,
		servers: [],
		database: sqlite(path.join(main.folder, '.n8n', 'database.sqlite')),
	});
}
