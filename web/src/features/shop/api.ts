import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { FaceCard, Job, Person } from "@/client/types";
import { currentLanguage } from "@/lib/i18n";

type Schemas = components["schemas"];

export type Catalogue = Schemas["CatalogueView"];
export type OpenCatalogue = Schemas["OpenCatalogue"];
export type Photo = Schemas["ProductPhotoView"];
export type NewCatalogue = Schemas["NewCatalogue"];
export type Market = Schemas["MarketView"];
export type ShopConsent = Schemas["ShopConsentView"];
export type Makeup = Schemas["ShopMakeupView"];
export type Shares = OpenCatalogue["shares"];
/** What is wished of every photo. */
export type SetWishes = Pick<OpenCatalogue, "strength" | "glasses" | "makeup" | "shares" | "detail" | "engine" | "detail_engine">;
export type { FaceCard, Job, Person };

export const cataloguesKey = ["catalogues"] as const;
export const catalogueKey = (id: string) => ["catalogue", id] as const;

const at = (id: string): string => `/shop/catalogues/${id}`;

export const listCatalogues = () => call<Catalogue[]>("GET", "/shop/catalogues");
export const beginCatalogue = (asked: Partial<NewCatalogue>) => call<OpenCatalogue>("POST", "/shop/catalogues", { json: asked });
export const deleteCatalogue = (id: string) => call<undefined>("DELETE", at(id));
export const startCatalogue = (id: string) => call<Job>("POST", `${at(id)}/start`);
export const stopJob = (id: string) => call<Job>("POST", `/jobs/${id}/cancel`);
export const withdrawConsent = (id: string) => call<undefined>("POST", `${at(id)}/withdraw`);
export const removePhoto = (id: string, photo: string) => call<undefined>("DELETE", `${at(id)}/photos/${photo}`);
export const acceptPhoto = (id: string, photo: string, accepted: boolean) => call<Photo>("PATCH", `${at(id)}/photos/${photo}`, { json: { accepted } });
export const readDeclaration = () => call<Schemas["DeclarationView"]>("GET", "/shop/declaration");
export const listMakeups = () => call<Makeup[]>("GET", "/shop/makeups");
export const listMarkets = () => call<Market[]>("GET", "/shop/markets");
export const listConsents = () => call<ShopConsent[]>("GET", "/shop/consent-statements");
export const listPeople = () => call<Person[]>("GET", "/gallery/people");
export const listFavourites = () => call<FaceCard[]>("GET", "/gallery/favourites");
export const readFace = (code: string) => call<Schemas["FaceView"]>("GET", `/gallery/faces/${encodeURIComponent(code)}`);
export const faceUrl = (code: string): string => `/api/gallery/faces/${encodeURIComponent(code)}.jpg?size=256`;

export function changeCatalogue(id: string, change: Schemas["CatalogueChange"]): Promise<OpenCatalogue> {
  return call("PATCH", at(id), { json: change });
}

export function bringPhoto(id: string, file: File, signal?: AbortSignal): Promise<Photo> {
  const form = new FormData();
  form.append("photo", file, file.name);
  return call("POST", `${at(id)}/photos`, { body: form, signal });
}

export function bringZip(id: string, file: File, signal?: AbortSignal): Promise<Schemas["UnpackedView"]> {
  return call("POST", `${at(id)}/zip`, { body: file, headers: { "Content-Type": "application/zip" }, signal });
}

export interface Wishes extends SetWishes {
  face: number | null;
}

export function redoPhoto(id: string, photo: string, wishes: Wishes, painted: Blob | null): Promise<Photo> {
  const form = new FormData();
  form.append("strength", String(wishes.strength));
  form.append("glasses", wishes.glasses);
  form.append("makeup", wishes.makeup);
  for (const [region, share] of Object.entries(wishes.shares)) form.append(region, String(share));
  form.append("detail", String(wishes.detail));
  if (wishes.engine !== null) form.append("engine", wishes.engine);
  if (wishes.detail_engine !== null) form.append("detail_engine", wishes.detail_engine);
  if (wishes.face !== null) form.append("face", String(wishes.face));
  if (painted) form.append("painted", painted, "painted.png");
  return call("POST", `${at(id)}/photos/${photo}/redo`, { body: form });
}

export interface Taking {
  label: boolean;
  market: string;
  cut: boolean;
  accepted: boolean;
}

function asked({ label, market, cut, accepted }: Taking): string {
  const query = new URLSearchParams({ label: String(label), accepted: String(accepted) });
  if (market !== "") {
    query.set("market", market);
    query.set("cut", String(cut));
  }
  return query.toString();
}

export const resultsUrl = (id: string, taking: Taking): string => `/api${at(id)}/results.zip?${asked(taking)}`;
export const rightsUrl = (id: string): string => `/api${at(id)}/rights.pdf`;
export const fileUrl = (id: string, photo: string, taking: Taking): string => `/api${at(id)}/photos/${photo}/file?${asked(taking)}`;

export function isRunning(job: Job | null): boolean {
  return job?.state === "waiting" || job?.state === "running";
}

/** Whether a photo that had its turn is being made anew. */
export function isBeingMade(photo: Photo): boolean {
  return photo.state === "working" || (photo.state === "waiting" && photo.before_url !== null);
}

function isBusy(catalogue: OpenCatalogue): boolean {
  return isRunning(catalogue.job) || catalogue.photos.some(isBeingMade);
}

/** The catalogue; asked for again and again while something is being made, less often the longer it is. */
export function useCatalogue(id: string): UseQueryResult<OpenCatalogue> {
  return useQuery({
    queryKey: [...catalogueKey(id), currentLanguage()],
    queryFn: () => call<OpenCatalogue>("GET", at(id)),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 700 + 4 * state.data.photos.length : false),
  });
}

export function useMakeups(): readonly Makeup[] {
  return useQuery({ queryKey: ["shop-makeups", currentLanguage()], queryFn: listMakeups, staleTime: Infinity }).data ?? [];
}
