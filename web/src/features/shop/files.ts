/** What is dropped or chosen: photos, folders of them, zips. */

export interface Chosen {
  photos: File[];
  zips: File[];
}

const system = /^\.|^Thumbs\.db$|^desktop\.ini$/i;

export function sorted(files: readonly File[]): Chosen {
  const useful = files.filter((file) => !system.test(file.name));
  const isZip = (file: File): boolean => file.name.toLowerCase().endsWith(".zip") || file.type === "application/zip";
  return { photos: useful.filter((file) => !isZip(file)), zips: useful.filter(isZip) };
}

/** The files of a drop, folders gone through. Must be called while the event is handled: the entries fade after it. */
export async function dropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return [...transfer.files];
  const found = await Promise.all(entries.map((entry) => (entry ? inside(entry) : Promise.resolve([]))));
  return found.flat();
}

async function inside(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  if (!entry.isDirectory) return [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // a reader hands out a hundred at a time
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await inside(one)));
  }
}
