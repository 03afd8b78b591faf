/** How long the last look of a wait may take: a server that gives no answer does not prolong the wait. */
export const LAST_LOOK_MILLISECONDS = 3000;
