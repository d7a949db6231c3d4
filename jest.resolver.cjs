// Sources import each other as './x.js' (what Node needs after the build); in tests the file is './x.ts'.
module.exports = (request, options) => {
  const isOwnSource = !options.basedir.includes('node_modules');
  if (isOwnSource && request.startsWith('.') && request.endsWith('.js')) {
    try {
      return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
    } catch {
      return options.defaultResolver(request, options);
    }
  }
  return options.defaultResolver(request, options);
};
