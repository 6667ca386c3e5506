/** The one recording store and the one uploader of this page. */
import { pageLocks } from "../recorder/alive";
import { openPieces, type PieceStore } from "../recorder/pieces";

import { forgetRefusals } from "./send";
import { HttpTransport } from "./transport";
import { Uploader } from "./uploader";

export interface RecordingService {
  store: PieceStore;
  uploader: Uploader;
}

let service: Promise<RecordingService> | null = null;
let owner: string | null = null;

/** Tell who is signed in; pieces of that account that the server refuses for good are then set aside with the reason. */
export function setOwner(accountId: string | null): void {
  owner = accountId;
}

/** Starts, on first use, the sending of everything that waits on this device, also from earlier visits. */
export function recordings(): Promise<RecordingService> {
  service ??= open();
  return service;
}

async function open(): Promise<RecordingService> {
  const store = await openPieces();
  await forgetRefusals(store);
  const uploader = new Uploader({
    store,
    transport: new HttpTransport(() => document.documentElement.lang),
    owner: () => owner,
    locks: pageLocks(),
    channel: new BroadcastChannel("visavis-recordings"),
  });
  window.addEventListener("online", () => uploader.wake());
  void uploader.run();
  return { store, uploader };
}

/** Asks the browser not to clear our pieces when the disk gets tight. True when it promised. */
export async function askToPersist(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  return (await storage?.persist().catch(() => false)) ?? false;
}
