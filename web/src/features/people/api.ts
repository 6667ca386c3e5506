import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { FaceCard, MadePerson, Person } from "@/client/types";

type Schemas = components["schemas"];

export type Gallery = Schemas["GalleryView"];
export type Look = Schemas["LookView"];
export type SliderSpec = Schemas["SliderView"];
export type FacePageOf = Schemas["PageView"];
export type Face = Schemas["FaceView"];
export type PersonWish = Schemas["PersonWish"];
export type { FaceCard, Person };

/** What the gallery is filtered by; empty strings ask for everything. */
export interface Filter {
  kind: string;
  look: string;
  keyword: string;
}

export const peopleKey = ["people"] as const;
export const favouritesKey = ["favourite-faces"] as const;

/** The first ready engine's by default. */
export const readGallery = (engine?: string) => call<Gallery>("GET", engine === undefined ? "/gallery" : `/gallery?engine=${encodeURIComponent(engine)}`);
export const readFace = (code: string) => call<Face>("GET", `/gallery/faces/${encodeURIComponent(code)}`);
export const listPeople = () => call<Person[]>("GET", "/gallery/people");
export const listFavourites = () => call<FaceCard[]>("GET", "/gallery/favourites");
export const favour = (code: string) => call<undefined>("PUT", "/gallery/favourites", { json: { code } });
export const forget = (code: string) => call<undefined>("DELETE", `/gallery/favourites?code=${encodeURIComponent(code)}`);
export const makePerson = (wish: PersonWish) => call<MadePerson>("POST", "/gallery/people", { json: wish });
export const removePerson = (id: string) => call<undefined>("DELETE", `/interviewers/${id}`);
export const invertPhoto = (form: FormData) => call<FaceCard>("POST", "/gallery/invert", { body: form });

export function changePerson(id: string, change: { name?: string; persona?: string; favourite?: boolean; voice?: string; talk_engine?: string }): Promise<Person> {
  return call<Person>("PATCH", `/gallery/people/${id}`, { json: change });
}

export function mixFaces(one: string, other: string, share: number, signal?: AbortSignal): Promise<FaceCard> {
  return call<FaceCard>("POST", "/gallery/mix", { json: { one, other, share }, signal });
}

export function listFaces(filter: Filter, start: number, engine?: string): Promise<FacePageOf> {
  const asked = new URLSearchParams({ start: String(start), ...(engine !== undefined && { engine }) });
  for (const [name, value] of Object.entries(filter) as [keyof Filter, string][]) if (value !== "") asked.set(name, value);
  return call<FacePageOf>("GET", `/gallery/faces?${asked}`);
}

export function pictureUrl(code: string, size: 256 | 512): string {
  return `/api/gallery/faces/${encodeURIComponent(code)}.jpg?size=${size}`;
}

export function downloadUrl(code: string, labelled: boolean): string {
  return `/api/gallery/portrait?code=${encodeURIComponent(code)}&label=${labelled}`;
}

export function personDownloadUrl(id: string, labelled: boolean): string {
  return `/api/gallery/people/${id}/portrait?label=${labelled}`;
}
