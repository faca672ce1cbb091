/* What the tests ask of a page, inside the browser. */
window.inPage = {
  /** Texts that stick out of the box behind them, as the browser has set them. */
  cutTexts: () => [...document.querySelectorAll('.service-map .node, .service-map .label')].flatMap((group) => {
    const box = group.querySelector('rect').getBoundingClientRect();
    return [...group.querySelectorAll('text')].filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < box.left - 0.5 || right > box.right + 0.5 || top < box.top - 1 || bottom > box.bottom + 1;
    }).map((text) => text.textContent);
  }),
  isWiderThanWindow: () => document.documentElement.scrollWidth > window.innerWidth,
  /** The link that has the focus, and how thick the line around its box is. */
  focused: () => {
    const rect = document.activeElement.querySelector('rect');
    return { link: document.activeElement.getAttribute('href') ?? '', stroke: rect ? getComputedStyle(rect).strokeWidth : '' };
  },
  focus: (selector) => document.querySelector(selector).focus(),
  target: () => document.querySelector(':target')?.querySelector('th')?.textContent,
  pageColor: () => getComputedStyle(document.body).backgroundColor,
  /** Draws a text of Mermaid, and counts the nodes and what should not be there. */
  drawn: async (text) => {
    await mermaid.parse(text);
    const { svg } = await mermaid.render('picture', text);
    const element = document.createElement('div');
    element.innerHTML = svg;
    return [element.querySelectorAll('.node').length, element.querySelectorAll('script, img').length];
  },
};
