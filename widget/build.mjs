// Builds dist/vroegwijzer.js: one classic script. Its banner names the hash of the sources, which the tests compare.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const sources = [
  ...readdirSync(`${here}src`, { recursive: true })
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => `src/${name}`),
  "build.mjs",
  "package-lock.json",
  "package.json",
].sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(`${name}\n`).update(readFileSync(here + name)).update("\n");

await build({
  absWorkingDir: here,
  entryPoints: ["src/index.js"],
  outfile: "dist/vroegwijzer.js",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  loader: { ".css": "text" },
  plugins: [
    {
      name: "small-css",
      setup(builder) {
        builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
          const { transform } = await import("esbuild");
          const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
          return { contents: code.trim(), loader: "text" };
        });
      },
    },
  ],
  legalComments: "eof",
  banner: {
    js: `/*! Vroegwijzer web chat, EUPL-1.2. Sources sha256:${hash.digest("hex")} */`,
  },
});

const built = readFileSync(`${here}dist/vroegwijzer.js`);
console.log(`dist/vroegwijzer.js: ${built.length} bytes, ${gzipSync(built, { level: 9 }).length} gzipped`);
