/** Replaces `$NAME`, `${NAME}` and `${NAME:-fallback}`; `$$` stands for a dollar sign. */
export function substituteVariables(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const pattern = /\$(?:(\$)|(\w+)|\{(\w+)(?::?-([^}]*))?\})/g;
  return text.replaceAll(
    pattern,
    (_all, dollar?: string, bare?: string, braced?: string, fallback?: string) => {
      if (dollar !== undefined) return '$';
      const value = env[bare ?? braced ?? ''];
      return value === undefined || value === '' ? (fallback ?? value ?? '') : value;
    },
  );
}
