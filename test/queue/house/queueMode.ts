import { House } from './house.ts';
import { prepareN8n } from './n8n.ts';
import { nextPort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { Proxy } from './proxy.ts';
import { startRedis } from './redis.ts';

/** n8n as large installations run it: a main process, two that take webhooks, two that work. */
export async function queueMode(): Promise<House> {
	const postgres = await startPostgres();
	const redis = await startRedis();
	const port = await nextPort();
	const env = {
		...postgres.env,
		...redis.env,
		EXECUTIONS_MODE: 'queue',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
	};
	const main = await prepareN8n({ name: 'main', role: 'start', env });
	const doors = [
		await prepareN8n({ name: 'webhooks-1', role: 'webhook', env }),
		await prepareN8n({ name: 'webhooks-2', role: 'webhook', env }),
	];
	const workers = [
		await prepareN8n({ name: 'worker-1', role: 'worker', env }),
		await prepareN8n({ name: 'worker-2', role: 'worker', env }),
	];
	const proxy = await Proxy.start(port, doors);
	return await House.open({
		main,
		doors,
		workers,
		address: proxy.url,
		servers: [redis.program, postgres.program, proxy],
		database: postgres.database,
		redisPort: redis.port,
	});
}
