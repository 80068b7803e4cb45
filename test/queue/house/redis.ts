import { connect } from 'node:net';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { databasePrograms } from './debian.ts';
import { folder } from './ended.ts';
import { nextPort } from './ports.ts';
import { Program } from './program.ts';

/** A Redis of its own, on loopback, that keeps nothing on disk. */
export async function startRedis(): Promise<{ program: Program; port: number; env: Record<string, string> }> {
	const { redis } = await databasePrograms();
	const port = await nextPort();
	const data = path.join(folder, 'redis');
	mkdirSync(data);
	const program = new Program({
		name: 'redis',
		command: redis,
		args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', data],
		isReady: async () => await accepts(port),
	});
	await program.start();
	return { program, port, env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) } };
}

const accepts = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
