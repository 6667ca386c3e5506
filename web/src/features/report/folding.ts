/** About two minutes of Korean speech; longer answers fold. */
const MOST_CHARACTERS = 900;
/** Many short lines are tall, too. */
const MOST_LINES = 12;

export const isLong = (text: string): boolean => text.length > MOST_CHARACTERS || text.split("\n").length > MOST_LINES;
