/** Changes of a person's code, engine:who:kind:look:sliders, as src/visavis/people/recipes.py writes it. */

export type Settings = Readonly<Record<string, number>>;

function parts(code: string): [string, string, string, string, string] {
  const [engine = "", who = "", kind = "", look = "", sliders = ""] = code.split(":");
  return [engine, who, kind, look, sliders];
}

/** Who draws this person. */
export function engineOf(code: string): string {
  return parts(code)[0];
}

export function kindOf(code: string): string {
  return parts(code)[2];
}

/** The sliders that the code sets; the others stand where the person and the look have them. */
export function settingsOf(code: string): Settings {
  const told = parts(code)[4].split(",").filter((one) => one !== "");
  return Object.fromEntries(
    told.map((one) => {
      const [name = "", value = ""] = one.split("=");
      return [name, Number(value)];
    }),
  );
}

function written(settings: Settings): string {
  return Object.entries(settings)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${Number(value.toFixed(4))}`)
    .join(",");
}

function joined(head: readonly string[], settings: Settings): string {
  const sliders = written(settings);
  return [...head, ...(sliders === "" ? [] : [sliders])].join(":");
}

export function withSlider(code: string, name: string, value: number): string {
  return joined(parts(code).slice(0, 4), { ...settingsOf(code), [name]: value });
}

/** As somebody was drawn: in no look, with no slider set. */
export function asDrawn(code: string): string {
  return joined([...parts(code).slice(0, 3), "natural"], {});
}

export function withLook(code: string, look: string): string {
  const [engine, who, kind] = parts(code);
  return joined([engine, who, kind, look], settingsOf(code));
}
