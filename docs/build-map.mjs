// Makes assets/topojson/world_50m.json, the map's geometry, from npm's world-atlas (Natural Earth, public domain):
//   npm install world-atlas@2.0.2 i18n-iso-countries && node docs/build-map.mjs assets/topojson/world_50m.json
// Plotly asks for a file of this name and finds a country by its ISO 3166-1 alpha-3 code. Kosovo is XKX, as in our tables;
// areas that no code stands for (Northern Cyprus, Somaliland, …) stay on the map without one, as land where nothing was asked.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { numericToAlpha3 } = require("i18n-iso-countries");
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json")));

for (const country of atlas.objects.countries.geometries) {
  const kosovo = country.properties.name === "Kosovo";
  country.id = kosovo ? "XKX" : numericToAlpha3(country.id) || "";
  country.properties = { name: country.properties.name };
}
atlas.objects.countries.geometries = atlas.objects.countries.geometries.filter((country) => country.id !== "ATA");
atlas.objects.land = { type: "GeometryCollection", geometries: atlas.objects.countries.geometries.map(({ id, properties, ...shape }) => shape) };
writeFileSync(process.argv[2], JSON.stringify(atlas));
