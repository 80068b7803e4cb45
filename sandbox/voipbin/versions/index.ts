import { version2022 } from './2022.ts';
import { version2026 } from './2026.ts';

export const VERSIONS = { '2022': version2022, '2026': version2026 };
