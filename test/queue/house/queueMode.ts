import { House } from './house.ts';
import { prepareN8n } from './n8n.ts';
import { nextPort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';

/** n8n as large installations run it: a main process, two that take webhooks, two that work. */
export async function queueMode(): Promise<House> {
	const postgres = await startPostgres();
	const redis = await startRedis();
	const doorPorts = [await nextPort(), await nextPort()];
	const env = {
		...postgres.env,
		...redis.env,
		EXECUTIONS_MODE: 'queue',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${doorPorts[0]}/`,
	};
	const main = await prepareN8n({ name: 'main', role: 'start', env });
	const doors = [
		await prepareN8n({ name: 'webhooks-1', role: 'webhook', port: doorPorts[0], env }),
		await prepareN8n({ name: 'webhooks-2', role: 'webhook', port: doorPorts[1], env }),
	];
	const workers = [
		await prepareN8n({ name: 'worker-1', role: 'worker', env }),
		await prepareN8n({ name: 'worker-2', role: 'worker', env }),
	];
	return await House.open({
		main,
		doors,
		workers,
		servers: [redis.program, postgres.program],
		database: postgres.database,
	});
}
