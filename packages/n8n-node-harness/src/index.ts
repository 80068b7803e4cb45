import { join } from 'node:path';

export type { BinaryOptions, BinaryStore } from './binary.ts';
export type { CredentialsStore } from './credentials.ts';
export type { Engine, EngineOptions } from './engine.ts';
export type { NodeOptions, NodeSettings } from './execution.ts';
export type { ListOptions, SearchOptions } from './lists.ts';
export type { AnyNodeType } from './nodeTypes.ts';
export type { RunOptions, RunResult } from './run.ts';
export type { ToolAnswer, ToolOptions } from './tool.ts';
export type { ActivationMode, Trigger, TriggerOptions } from './trigger.ts';
export type { WaitingExecution, WaitingOptions } from './waiting.ts';

// jest-environment.js says why; without Jest there is only one realm
const { requireOutsideJest = require } = globalThis as { requireOutsideJest?: NodeJS.Require };

export const { createEngine } = requireOutsideJest(join(__dirname, 'engine')) as typeof import('./engine.ts');
