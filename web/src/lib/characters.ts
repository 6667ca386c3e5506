/** Characters of the longest name of a person. */
export const mostName = 60;

/** How many characters a line of text has, as the server counts them. */
export function charactersIn(text: string): number {
  return Array.from(text.trim().replace(/\s+/g, " ")).length;
}
