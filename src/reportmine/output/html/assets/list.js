// The list of several reports: opening them, the keyboard, the search over all of them, and what is left to check.

(() => {
  const { all, one, watch, visit, views, numberIn } = reportmine;
  const { fill } = ledger;
  const nav = one(".reports");
  const list = one(".entries", nav);
  const entries = all(".report", list);
  const search = one("#all-search");
  const button = one(".show-list");
  const found = one(".found", nav);
  const wide = matchMedia("(min-width: 80rem)");
  // Of each report, before the reader asks for more; and characters before the first that was searched for.
  const FEW = 5;
  const BEFORE = 12;
  const names = entries.map((entry) => `${entry.title} ${one(".sub", entry).textContent}`.toLowerCase());
  const texts = new Map();
  const fits = new Map();
  const lefts = entries.map(({ dataset: { queue } }) => ({ done: 0, left: Number(queue), all: Number(queue) }));

  for (const entry of entries) entry.tabIndex = -1;
  watch(tellOpen);
  // One by one, so that the page answers meanwhile.
  entries.forEach((_, number) => books.isKept(number) && setTimeout(() => tellLeft(number)));
  tellAll();
  document.addEventListener("told", (event) => tellLeft(event.detail));
  addEventListener("hashchange", () => numberIn(location.hash) !== null && go(location.hash));
  list.addEventListener("click", clickInList);
  nav.addEventListener("keydown", keyInList);
  document.addEventListener("keydown", keyOfList);
  // Pinyin that is still being typed is no word to search for.
  search.addEventListener("input", (event) => event.isComposing || find());
  search.addEventListener("compositionend", find);
  one(".check-all", nav).addEventListener("click", checkAll);
  button.addEventListener("click", () => turn(!isShown()));
  document.addEventListener("pointerdown", pressBeside);
  wide.addEventListener("change", () => turn(wide.matches));
  turn(wide.matches);

  // ---------------------------------------------------------------------------------------- the list

  // On wide screens the list stands beside the report, on others above it as long as it is needed.
  function isShown() {
    return nav.classList.contains("turned") !== wide.matches;
  }

  function turn(shown) {
    nav.classList.toggle("turned", shown !== wide.matches);
    button.setAttribute("aria-expanded", shown);
  }

  function pressBeside({ target }) {
    if (!wide.matches && !nav.contains(target) && !button.contains(target)) turn(false);
  }

  function tellOpen(view) {
    const number = views.indexOf(view);
    for (const entry of all("[aria-current]", list)) entry.removeAttribute("aria-current");
    entries[number].setAttribute("aria-current", "page");
    if (!entries[number].parentElement.hidden) reach(entries[number]);
    // Not scrollIntoView: from Chromium 150 on Tab would go on from there.
    const { top, bottom } = entries[number].getBoundingClientRect();
    const room = list.getBoundingClientRect();
    if (top < room.top || bottom > room.bottom) list.scrollTop += top - room.top - room.height / 3;
    one(".count", button).textContent = `${number + 1} / ${entries.length}`;
    one(".skip").hash = `r${number}`;
  }

  function go(hash) {
    visit(hash);
    const row = document.getElementById(hash.slice(1));
    const checking = checks.here();
    if (checking.isOpen() && row?.dataset.key) checking.correct(checking.book.figures.get(row.dataset.key));
    if (wide.matches) return;
    turn(false);
    if (nav.contains(document.activeElement)) checking.view.root.focus({ preventScroll: true });
  }

  function clickInList(event) {
    const link = event.target.closest("a");
    if (link && link.hash === location.hash) go(link.hash);
    const more = event.target.closest(".more-hits");
    if (more) showHits(more.closest(".entries > li"), true);
  }

  // -------------------------------------------------------------------------------------- the keyboard

  function keyOfList(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key !== "l" || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    turn(true);
    search.select();
  }

  function keyInList(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = linksThere();
    const at = links.indexOf(event.target);
    if (event.target === search) keyOfSearch(event, links);
    else if (event.key === "Escape") leave();
    else if (at >= 0) {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: links.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      if (to < 0) search.focus();
      else reach(links[Math.min(links.length - 1, to)], true);
    }
  }

  function keyOfSearch(event, links) {
    if (event.key === "Escape" && search.value) {
      search.value = "";
      find();
    } else if (event.key === "Escape") leave();
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      const next = links.find((link) => link.tabIndex === 0) ?? links[0];
      if (next) reach(next, true);
    } else return;
    event.preventDefault();
  }

  function linksThere() {
    return all(".entries > li:not([hidden]) :is(a, .more-hits)", nav);
  }

  // One place of the list can be reached with Tab.
  function reach(link, withFocus = false) {
    for (const other of all("[tabindex='0']", list)) other.tabIndex = -1;
    link.tabIndex = 0;
    if (withFocus) link.focus();
  }

  function leave() {
    if (!wide.matches) turn(false);
    const { root } = checks.here().view;
    (one("tr[tabindex='0']", root) ?? root).focus({ preventScroll: true });
  }

  // ------------------------------------------------------------------------------ search over all reports

  function find() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let [reports, figures] = [0, 0];
    entries.forEach((entry, number) => {
      const item = entry.parentElement;
      const hits = words.length ? hitsOf(number, words) : [];
      const isNamed = words.every((word) => names[number].includes(word));
      fits.set(item, { number, words, hits });
      item.hidden = !isNamed && !hits.length;
      showHits(item, false);
      reports += !item.hidden;
      figures += words.length ? hits.length : figuresOf(entry);
    });
    found.textContent = fill(found.dataset.said, { reports, figures });
    one(".nothing-found", nav).hidden = reports > 0;
    const links = linksThere();
    const first = links.find((link) => link.tabIndex === 0) ?? links[0];
    if (first) reach(first);
    list.scrollTop = 0;
  }

  // A figure fits if every word is in it or in what its report is called. What has them itself comes before what only
  // stands in a sentence with them.
  function hitsOf(number, words) {
    const [own, named] = [[], []];
    for (const word of words) (names[number].includes(word) ? named : own).push(word);
    const wanted = own.length ? own : named;
    const fitting = figuresIn(number).filter(({ text }) => wanted.every((word) => text.includes(word)));
    const isFirst = ({ head }) => wanted.every((word) => head.includes(word));
    return [...fitting.filter(isFirst), ...fitting.filter((one) => !isFirst(one))];
  }

  // The figures of a report, as the reader left them where anything was said.
  function figuresIn(number) {
    const book = books.ifSaid(number);
    if (book) {
      const taken = book.taken().map((one) => said(book, one, `#f${number}-t${one.key}`));
      return [...book.claims.map((one) => said(book, one, `#f${number}-${one.at}`)), ...taken];
    }
    if (!texts.has(number)) {
      const { sentences, figures } = books.indexOf(number);
      texts.set(number, figures.map(([metric, value, at], place) => figure(`#f${number}-${place}`, metric, value, sentences[at])));
    }
    return texts.get(number);
  }

  function said(book, given, hash) {
    return figure(hash, book.now(given).metric, given.text + given.beside, given.sentence);
  }

  function figure(hash, metric, value, sentence) {
    const head = `${metric}\n${value}`.toLowerCase();
    return { hash, metric, value, sentence, head, text: `${head}\n${sentence.toLowerCase()}` };
  }

  function showHits(item, whole) {
    one(".hits", item)?.remove();
    const { hits, words } = fits.get(item);
    if (!hits.length) return;
    const shown = document.createElement("ol");
    shown.className = "hits";
    shown.append(...hits.slice(0, whole ? hits.length : FEW).map((hit) => linkTo(hit, words)));
    if (shown.childElementCount < hits.length) shown.append(more(hits.length - shown.childElementCount));
    item.append(shown);
  }

  function more(count) {
    const [item, button] = ["li", "button"].map((name) => document.createElement(name));
    button.type = "button";
    button.className = "more-hits";
    button.tabIndex = -1;
    button.textContent = fill(list.dataset.more, { count });
    item.append(button);
    return item;
  }

  function linkTo({ hash, metric, value, sentence }, words) {
    const [item, link] = ["li", "a"].map((name) => document.createElement(name));
    link.className = "hit";
    link.href = hash;
    link.tabIndex = -1;
    link.title = sentence;
    link.append(part("name", metric || list.dataset.unnamed), part("value", value), quote(sentence, words));
    item.append(link);
    return item;
  }

  function part(kind, ...words) {
    const found = document.createElement("span");
    found.className = kind;
    found.append(...words);
    return found;
  }

  // The sentence from shortly before the first word on, the word marked.
  function quote(sentence, words) {
    const small = sentence.toLowerCase();
    const places = words.map((word) => [small.indexOf(word), word.length]).filter(([at]) => at >= 0);
    const [at, length] = places.sort(([one], [other]) => one - other)[0] ?? [0, 0];
    const from = Math.max(0, at - BEFORE);
    const mark = document.createElement("mark");
    mark.textContent = sentence.slice(at, at + length);
    return part("sub", from ? "…" : "", sentence.slice(from, at), ...(length ? [mark] : []), sentence.slice(at + length));
  }

  function figuresOf(entry) {
    return Number(entry.dataset.figures);
  }

  // ------------------------------------------------------------------------------------------ to check

  function tellLeft(number) {
    lefts[number] = books.progress(number);
    const { done, left, isSaved } = lefts[number];
    one(".unsaved", entries[number]).hidden = isSaved;
    const place = one(".left", entries[number]);
    if (place) {
      place.textContent = left ? fill(list.dataset.left, { count: left }) : `✓ ${list.dataset.done}`;
      place.classList.toggle("is-done", !left);
      place.classList.toggle("is-begun", done > 0);
    }
    tellAll();
  }

  function tellAll() {
    const sum = (name) => lefts.reduce((all, one) => all + one[name], 0);
    const place = one(".checked-of-all", nav);
    place.textContent = fill(place.dataset.said, { done: sum("done"), all: sum("all") });
    one(".check-all", nav).disabled = !sum("left");
  }

  function checkAll() {
    const number = views.indexOf(checks.here().view);
    checks.begin(books.progress(number).left ? number : books.nextToCheck(number));
    if (!wide.matches) turn(false);
  }
})();
