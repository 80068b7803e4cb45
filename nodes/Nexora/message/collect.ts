import { collectOf } from '../../conversations';
import { inbox } from '../inbox';

export const collect = collectOf(inbox);
