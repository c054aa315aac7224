// A photo is made small in the telephone: a cheap line carries a tenth, and what the camera wrote
// into it (the place, the model) stays behind, for it is drawn anew.
import { fitted } from "./fitted";

/** Enough to read a number plate across a street; the server keeps no more than 2,000. */
const EDGE = 1_600;
const QUALITY = 0.8;

/** Return a photo as a small JPEG; what this browser cannot draw as it is, for the server to judge. */
export async function shrink(file: Blob): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  try {
    const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = fitted(photo.width, photo.height, EDGE);
    canvas.getContext("2d")!.drawImage(photo, 0, 0, canvas.width, canvas.height);
    photo.close();
    return await new Promise((done) => {
      canvas.toBlob((small) => done(small ?? file), "image/jpeg", QUALITY);
    });
  } catch {
    return file;
  }
}
