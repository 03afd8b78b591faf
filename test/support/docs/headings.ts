/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
  const titles = [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, title = '']) => anchorOf(title));
  const seen = new Map<string, number>();
  return new Set(
    titles.map((anchor) => {
      const earlier = seen.get(anchor) ?? 0;
      seen.set(anchor, earlier + 1);
      return earlier === 0 ? anchor : `${anchor}-${earlier}`;
    }),
  );
}

/** Lower case, words joined by dashes; other punctuation goes, and so does what marks code. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}
