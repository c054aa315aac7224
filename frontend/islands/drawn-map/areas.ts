// The areas of districts and neighborhoods: how large they are, and what lies in them.
import { LngLatBounds, type LngLatLike } from "maplibre-gl";

type AreaFacts = { slug: string; name: string; is_surveyed: boolean };
export type Area = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, AreaFacts>;
export type Areas = GeoJSON.FeatureCollection<Area["geometry"], Area["properties"]>;

export function ringsOf(area: Area): GeoJSON.Position[][] {
  const { type, coordinates } = area.geometry;
  return type === "Polygon" ? [coordinates[0]!] : coordinates.map((polygon) => polygon[0]!);
}

export function bySize(one: Area, other: Area): number {
  const size = (area: Area): number => {
    const box = ringsOf(area).flat().reduce(
      (all, point) => all.extend(point as [number, number]), new LngLatBounds(),
    );
    return (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
  };
  return size(other) - size(one);
}

export function middle(area: Area): LngLatLike {
  const rings = ringsOf(area).sort((one, other) => other.length - one.length);
  const points = rings[0]!;
  const [east, north] = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]!);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  return [east!, north!];
}

export function inside(area: Area, lon: number, lat: number): boolean {
  return ringsOf(area).some((ring) => {
    let odd = false;
    ring.forEach(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length]!;
      const crosses = y1! > lat !== y2! > lat;
      if (crosses && lon < ((x2! - x1!) * (lat - y1!)) / (y2! - y1!) + x1!) odd = !odd;
    });
    return odd;
  });
}
