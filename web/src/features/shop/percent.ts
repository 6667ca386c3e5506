/** A share in [0, 1] or above, as it is shown. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
