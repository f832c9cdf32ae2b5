import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Read by the build, by svelte-check and by the linter. Runes everywhere: one reactivity model in the code. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // Inside libraries both models exist; they decide for themselves.
    warningFilter: (warning) => !warning.filename?.includes('node_modules'),
  },
};
