import { defineConfig } from 'rolldown';

// One file for each part that is loaded at a time: hundreds of small ones take longer to load than Nix
// takes to start. Packages stay what npm installs.
export default defineConfig({
  input: 'src/cli.ts',
  platform: 'node',
  logLevel: 'silent',
  external: /^[^./]/,
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: 'parts/[name].js',
    cleanDir: true,
  },
});
