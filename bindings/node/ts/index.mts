// The package for `import`: the same objects as for `require`.

export * from "./index.js";
