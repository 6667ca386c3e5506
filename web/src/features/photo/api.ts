import { call, callForFile } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Offers = Schemas["PhotoOffers"];
export type Wishes = Schemas["PhotoWishes"];
export type Suit = Schemas["SuitWish"];
export type Made = Schemas["PhotoView"];
export type Dye = Schemas["DyeView"];
export type Size = Schemas["SizeView"];

export const readOffers = () => call<Offers>("GET", "/photo");

export function makePhoto(picture: Blob, wishes: Wishes, signal: AbortSignal): Promise<Made> {
  return call<Made>("POST", "/photo", { body: formOf(picture, wishes), signal });
}

/** A page of photos to print and cut. */
export function makeSheet(picture: Blob, wishes: Wishes): Promise<Blob> {
  return callForFile("POST", "/photo/sheet", { body: formOf(picture, wishes) });
}

function formOf(picture: Blob, wishes: Wishes): FormData {
  const form = new FormData();
  form.append("picture", picture, "picture");
  form.append("wishes", JSON.stringify(wishes));
  return form;
}
