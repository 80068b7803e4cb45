import { current } from './current.ts';
import { document } from './document.ts';

export const VERSIONS = { current, document };
