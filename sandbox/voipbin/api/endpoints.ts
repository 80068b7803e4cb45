import type { Call } from './call.ts';

/** What each endpoint answers, by method and path. */
export type Endpoints = Record<string, (call: Call) => unknown>;
