/** The colors of a map. Texts have at least 4.5 times the light of what they stand on, or the reverse: https://www.w3.org/TR/WCAG22/#contrast-minimum */
export interface Palette {
  readonly page: string;
  readonly box: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly error: string;
  readonly warning: string;
  readonly added: string;
  readonly removed: string;
}

export const LIGHT: Palette = {
  page: '#ffffff', box: '#f4f6f8', text: '#1b1f24', muted: '#505862', line: '#5b636d', accent: '#0a58ca', error: '#b42318', warning: '#7a4b00', added: '#116329', removed: '#b42318',
};

export const DARK: Palette = {
  page: '#0e1116', box: '#191f27', text: '#e8edf2', muted: '#a9b3be', line: '#98a2ad', accent: '#6cb6ff', error: '#ff8a80', warning: '#f0c04c', added: '#57d364', removed: '#ff8a80',
};

/** The colors by their names in CSS, for those who like it light and those who like it dark. */
export function paletteRules(selector: string): string {
  const rules = (palette: Palette) => `${selector} { ${Object.entries(palette).map(([name, color]) => `--${name}: ${color};`).join(' ')} color-scheme: light dark; }`;
  return `${rules(LIGHT)}\n@media (prefers-color-scheme: dark) { ${rules(DARK)} }`;
}
