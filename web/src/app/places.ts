import { useMe } from "@/client/useMe";
import { paths } from "@/lib/paths";

interface Place {
  to: string;
  text: "nav.practise" | "nav.people" | "nav.history" | "nav.how" | "nav.demo" | "nav.ethics" | "nav.upload";
}

/** Pages that only some may use: they are in the menu for those. */
export function useOwnPlaces(): readonly Place[] {
  return useMe().data?.may_bring_pictures ? [{ to: paths.upload, text: "nav.upload" }] : [];
}
