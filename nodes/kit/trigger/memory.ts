import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Occupant } from './trigger';

/**
 * What a webhook trigger remembers in the workflow. Everybody who may open the workflow can read it, and whoever writes it
 * writes all of it: so there is no secret in it, and only the hooks have it but for a test.
 */
export interface Memory extends IDataObject {
	/** What stood there before our address. */
	previous?: Occupant & { keyed?: boolean };
	/** Our address without its key, once it was put there. */
	address?: string;
	/** Whether that was for "Listen for test event"; n8n does not say so when it calls `delete`. */
	testing?: boolean;
}

/** What 0.1.0 wrote there beside: the secret of the signatures, and which events were delivered. */
const OF_BEFORE = ['secret', 'seen'];

/** Takes out of the workflow what does not belong there any more. */
export function forgetOld(memory: Memory): void {
	for (const name of OF_BEFORE) if (name in memory) delete memory[name];
}

export const memoryOf = (context: IHookFunctions | IWebhookFunctions) =>
	context.getWorkflowStaticData('node') as Memory;
