// A sandbox in a process of its own, so that both nodes are measured against a peer that costs them nothing.
import { startSandbox } from '../sandbox/sandbox.ts';

const sandbox = await startSandbox();
sandbox.pact.delay = Number(process.argv[2]);
process.send?.({ url: sandbox.url, conversation: sandbox.pact.state.conversations[0]!.id });
process.on('disconnect', () => void sandbox.close());
