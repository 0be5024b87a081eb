/** Refuses what a selector matches: https://eslint.org/docs/latest/extend/selectors. */
const syntax = {
  meta: { schema: { type: 'array' } },
  create: (context) =>
    Object.fromEntries(
      context.options.map(({ selector, message }) => [selector, (node) => context.report({ node, message })]),
    ),
};

/** Refuses to import, or to export again, from where a regular expression matches. */
const imports = {
  meta: { schema: { type: 'array' } },
  create(context) {
    const refused = context.options.map(({ from, message }) => ({ from: new RegExp(from, 'u'), message }));
    const check = ({ source }) => {
      for (const { from, message } of refused) {
        if (source && from.test(source.value)) context.report({ node: source, message });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

export default { meta: { name: 'restricted' }, rules: { syntax, imports } };
