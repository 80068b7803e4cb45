import { createRequire } from 'node:module';
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
	WaitingExecution,
	WaitingOptions,
} from 'n8n-node-harness';

const root = path.join(import.meta.dirname, '../..');
const { N8N_LINE } = process.env;

/** Where a package is: built in this project, or installed beside another n8n (jest.config.js). */
const placeOf = (name: string, built: string) =>
	path.join(root, N8N_LINE ? `test/lines/${N8N_LINE}/node_modules/${name}` : built);

// The n8n-workflow of the nodes, which Jest has a second one of
const { requireOutsideJest = createRequire(import.meta.url) } = globalThis as { requireOutsideJest?: NodeJS.Require };
const { NodeHelpers } = requireOutsideJest('n8n-workflow') as typeof import('n8n-workflow');

/** What nodes/kit/shared.ts keeps for a process. */
const forgetShared = () => Reflect.deleteProperty(NodeHelpers, Symbol.for('n8n-nodes-conversations'));

/** n8n-core's engine over this package, as it is built. */
export async function createEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
	return await createEngineOf({
		packageRoot: placeOf('n8n-nodes-conversations', '.'),
		onStart: forgetShared,
		...options,
	});
}

/** Where the package of a single service is built. */
export const singlePackage = (name: string) => placeOf(name, `packages/${name}`);
