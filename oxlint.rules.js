/** Reports the code that a selector matches: https://eslint.org/docs/latest/extend/selectors. */
const syntax = {
  meta: { schema: { type: 'array' } },
  create: (context) =>
    Object.fromEntries(
      context.options.map(({ selector, message }) => [selector, (node) => context.report({ node, message })]),
    ),
};

/** Reports an import or re-export from a module that a regular expression matches. */
const imports = {
  meta: { schema: { type: 'array' } },
  create(context) {
    const forbidden = context.options.map(({ from, message }) => ({ from: new RegExp(from, 'u'), message }));
    const check = ({ source }) => {
      for (const { from, message } of forbidden) {
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
