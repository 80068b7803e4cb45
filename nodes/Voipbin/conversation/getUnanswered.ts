import { getUnansweredOf } from '../../conversations';
import { inbox } from '../inbox';

export const getUnanswered = getUnansweredOf(inbox);
