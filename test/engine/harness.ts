import { createRequire } from 'node:module';
import { join } from 'node:path';

export type { BinaryOptions, BinaryStore } from './harness/binary.ts';
export type { Engine, EngineOptions } from './harness/engine.ts';
export type { ListOptions, SearchOptions } from './harness/lists.ts';
export type { RunOptions, RunResult } from './harness/run.ts';
export type { WaitingExecution, WaitingOptions } from './harness/waiting.ts';
export type { ActivationMode, Trigger, TriggerOptions } from './harness/trigger.ts';

// tools/jest.environment.js says why; without Jest there is only one realm
const { requireOutsideJest = createRequire(import.meta.url) } = globalThis as { requireOutsideJest?: NodeJS.Require };

export const { createEngine } = requireOutsideJest(
	join(import.meta.dirname, 'harness/engine.ts'),
) as typeof import('./harness/engine.ts');
