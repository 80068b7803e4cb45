import type { IExecuteFunctions } from 'n8n-workflow';

import { recordOf, textOrNull } from './json';

/** Tells an execution from every other; that of a sub-workflow is a part of the one which called it. */
export function executionOf(context: IExecuteFunctions): string {
	// not in the interface of nodes
	const { parentExecution } = recordOf(recordOf(context).runExecutionData);
	return textOrNull(recordOf(parentExecution).executionId) ?? context.getExecutionId();
}
