/** The longest delay that a timer of Node takes, in milliseconds; a longer one would go off at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
