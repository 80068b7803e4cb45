import path from 'node:path';

import { createEngine as createEngineOf, type Engine, type EngineOptions } from 'n8n-node-harness';

export type {
	ActivationMode,
	BinaryOptions,
	BinaryStore,
	Engine,
	ListOptions,
	RunOptions,
	RunResult,
	SearchOptions,
	Trigger,
	TriggerOptions,
} from 'n8n-node-harness';

const thisPackage = path.join(import.meta.dirname, '../..');

/** n8n-core's engine over this package, as it is built. */
export async function createEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
	return await createEngineOf({ packageRoot: thisPackage, ...options });
}
