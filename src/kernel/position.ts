/** Five decimals of a degree are a metre. */
const DECIMALS = 5;
const NUMBER = String.raw`(-?\d{1,3}(?:[.,]\d+)?)`;
const PAIR = new RegExp(String.raw`^${NUMBER}\s*[;,\s]\s*${NUMBER}$`, "u");

/** A place on earth in its one stored form `10.77689; 106.70042` (latitude; longitude, WGS 84), or undefined when it is none. */
export function positionText(typed: string): string | undefined {
  const found = PAIR.exec(typed.trim());
  if (found === null) return undefined;
  const [latitude, longitude] = [found[1], found[2]].map((part) =>
    Number((part ?? "").replace(",", ".")),
  );
  if (latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return `${latitude.toFixed(DECIMALS)}; ${longitude.toFixed(DECIMALS)}`;
}
