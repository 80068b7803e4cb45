import { spawn, type SpawnOptions } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs, folder, signalGroup } from './ended.ts';

const START_DEADLINE_MS = 300_000;
/** n8n gives itself 30 seconds for an orderly stop. */
const STOP_DEADLINE_MS = 60_000;

export interface ProgramOptions {
	/** Its log is `<name>.log`, written on across restarts. */
	name: string;
	command: string;
	args: string[];
	options?: SpawnOptions;
	/** What asks for an orderly stop; SIGTERM when not given. */
	stopSignal?: NodeJS.Signals;
	/** What ends it at once; SIGKILL when not given. */
	endSignal?: NodeJS.Signals;
	isReady(): Promise<boolean>;
}

/** A program that can be stopped, killed and started again with the same data. */
export class Program {
	readonly name: string;
	readonly logFile: string;
	#how: ProgramOptions;
	#pid: number | undefined;
	#exited: Promise<void> = Promise.resolve();

	constructor(how: ProgramOptions) {
		this.#how = how;
		this.name = how.name;
		this.logFile = path.join(folder, 'logs', `${how.name}.log`);
	}

	get isRunning(): boolean {
		return this.#pid !== undefined;
	}

	async start(): Promise<void> {
		if (this.isRunning) return;
		const { command, args, options, isReady } = this.#how;
		mkdirSync(path.dirname(this.logFile), { recursive: true });
		const log = openSync(this.logFile, 'a');
		const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
		closeSync(log);
		this.#pid = child.pid;
		this.#exited = endWithUs(child, this.#how.endSignal ?? 'SIGKILL').finally(() => (this.#pid = undefined));
		this.#exited.catch(() => {});

		const deadline = Date.now() + START_DEADLINE_MS;
		while (!(await isReady())) {
			if (!this.isRunning || Date.now() > deadline) {
				const how = this.isRunning
					? 'was not ready in time'
					: `ended by itself (${child.signalCode ?? child.exitCode})`;
				await this.kill();
				throw new Error(`${this.name} ${how}. The end of its log:\n${await this.#lastLines()}`);
			}
			await sleep(200);
		}
	}

	/** kill -9 of the program and everything it has started. */
	async kill(): Promise<void> {
		if (this.#pid !== undefined) signalGroup(this.#pid, 'SIGKILL');
		await this.#exited;
	}

	/** The orderly stop. */
	async stop(): Promise<void> {
		if (this.#pid !== undefined) process.kill(this.#pid, this.#how.stopSignal ?? 'SIGTERM');
		await Promise.race([this.#exited, sleep(STOP_DEADLINE_MS, undefined, { ref: false })]);
		await this.kill();
	}

	async #lastLines(): Promise<string> {
		return (await readFile(this.logFile, 'utf8')).trimEnd().split('\n').slice(-20).join('\n');
	}
}

export async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}
