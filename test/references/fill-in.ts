/** `<!-- generated NAME -->`, what is generated, `<!-- end of NAME -->`. */
const PART = /(<!-- generated ([\w-]+) -->\n).*?(<!-- end of \2 -->)/gs;

/** Puts the parts of these names between their markers; throws where a page lacks one, or has another. */
export function fillIn(page: string, parts: Readonly<Record<string, string>>): string {
  const names = [...page.matchAll(PART)].map(([, , name]) => name);
  const wanted = Object.keys(parts);
  if (names.toSorted().join() !== wanted.toSorted().join())
    throw new Error(`the page has the parts ${names.join()}, and should have ${wanted.join()}`);
  return page.replaceAll(
    PART,
    (_, start: string, name: string, end: string) => `${start}\n${parts[name] ?? ''}\n${end}`,
  );
}
