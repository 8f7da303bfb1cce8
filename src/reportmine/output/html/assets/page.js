// Without this script the page is whole: tables, a text, and links between them. It adds search, filters, sorting,
// the keyboard, and the choice between dark and light; of several reports it shows one (list.js has the others).
"use strict";

const reportmine = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const toast = one(".toast");
  // Those that were opened last, by their number; who watches hears of each that is opened. 300 that were kept took
  // 460 MB.
  const MOST_KEPT = 30;
  const views = [];
  const watchers = [];
  let recent = [];
  let here = null;

  document.documentElement.classList.add("js");
  prepareTheme();
  visit(location.hash);
  document.addEventListener("keydown", keyOfPage);
  return { all, one, views, say, reveal, sideBySide, open, visit, watch, numberIn };

  // ------------------------------------------------------------------------------- dark and light

  function prepareTheme() {
    const button = one(".theme");
    const sheet = document.getElementById("dark");
    const isDark = () => matchMedia(sheet.media).matches;
    const choose = (dark) => {
      sheet.media = dark ? "screen" : "not all";
    };
    const kept = stored();
    if (kept) choose(kept === "dark");
    button.hidden = false;
    button.addEventListener("click", () => {
      choose(!isDark());
      stored(isDark() ? "dark" : "light");
    });
  }

  // A browser may keep nothing for a page that was opened from a file.
  function stored(value) {
    try {
      if (value) localStorage.setItem("reportmine-colours", value);
      return localStorage.getItem("reportmine-colours");
    } catch {
      return null;
    }
  }

  // ------------------------------------------------------------------------- several reports, links

  // The report that a link leads into, and the place in it.
  function visit(hash) {
    const view = open(numberIn(hash) ?? 0);
    const named = document.getElementById(hash.slice(1));
    if (named) view.show(named);
  }

  // #r3 is the report with the number 3, #f3-12 a figure of it; null where there is none.
  function numberIn(hash) {
    const number = Number(hash.match(/^#[a-z](\d+)(?:-|$)/)?.[1] ?? NaN);
    return views[number] || sourceOf(number) ? number : null;
  }

  function sourceOf(number) {
    return document.getElementById(`w${number}`) ?? document.getElementById(`r${number}`);
  }

  function open(number) {
    const view = (views[number] ??= prepared(made(number)));
    if (view === here) return view;
    here?.leave();
    here = view;
    recent = [number, ...recent.filter((other) => other !== number)];
    for (const old of recent.splice(MOST_KEPT)) delete views[old];
    view.enter();
    say("");
    for (const act of watchers) act(view);
    return view;
  }

  // Of several reports each waits as text, since a browser that runs scripts reads nothing into it.
  function made(number) {
    const source = sourceOf(number) ?? one(".view");
    if (!source.matches("noscript")) return source;
    const holder = document.createElement("template");
    holder.innerHTML = source.textContent;
    return document.adoptNode(holder.content.firstElementChild);
  }

  function watch(act) {
    watchers.push(act);
    act(here);
  }

  function say(words) {
    toast.textContent = words;
  }

  // Beside each other, a row and its place in the text are both seen; one below the other they are not.
  function sideBySide() {
    return matchMedia("(min-width: 64rem)").matches;
  }

  // At once: a smooth way leads to where the place was when it began, and misses it where anything on the way moves.
  function reveal(element, block = "center") {
    element.scrollIntoView({ block });
  }

  function keyOfPage(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !event.target.matches("input, select")) {
      event.preventDefault();
      one("input[type=search]", here.root)?.select();
    }
    if (!event.target.matches("input, select, textarea")) {
      if (event.key === "t") here.seeAs(!here.isText());
      if (event.key === "z") here.zoom();
    }
    if (event.key === "Escape") {
      say("");
      all(".keys[open]").forEach((keys) => keys.removeAttribute("open"));
    }
  }

  // ----------------------------------------------------------------------- one report, one comparison

  function prepared(root) {
    const rows = all("tbody > tr[data-at]", root);
    const marks = all("a.mark", root);
    const search = one("input[type=search]", root);
    const state = one(".count-shown", root);
    const reset = one(".reset", root);
    const filters = all("[data-filter]", root);
    // A figure of a scanned page has a frame on the picture and a mark in the text; one of them is seen.
    const isText = () => root.classList.contains("as-text");
    const isSeen = (mark) => !mark.closest(isText() ? ".scan" : ".read");
    const places = (first, second) => [first, second].map((id) => document.getElementById(id)).filter(Boolean);
    const marksOf = (row) => places(row.dataset.mark, row.dataset.mark?.replace("m", "s"));
    const markOf = (row) => marksOf(row).find(isSeen) ?? marksOf(row)[0];
    const rowOf = (mark) => document.getElementById(mark.getAttribute("href").slice(1));
    const shown = (table) => all("tbody > tr[data-at]:not([hidden])", table);
    let current = null;
    let texts = null;
    let scrolled = null;

    prepareRows();
    prepareMarks();
    // Pinyin that is still being typed is no word to search for.
    search?.addEventListener("input", (event) => event.isComposing || filter());
    search?.addEventListener("compositionend", filter);
    search?.addEventListener("keydown", (event) => event.isComposing || keyOfSearch(event));
    for (const control of filters) {
      const toggles = control.matches("button");
      control.addEventListener(toggles ? "click" : "change", () => {
        if (toggles) control.setAttribute("aria-pressed", !isPressed(control));
        filter();
      });
    }
    reset?.addEventListener("click", () => {
      clear();
      search.focus();
    });
    return { root, rows, rowOf, markOf, marksOf, rejectedOf, isText, seeAs, zoom, enter, leave, show, goTo, follow, add, remove, refresh };

    // Only the report that is open stands in the page; each comes back where it was left.

    function enter() {
      if (!root.isConnected) one("main").prepend(root);
      root.classList.add("open");
      if (!panes().length || views.length < 2) return;
      const [page, ...rest] = scrolled ?? [0, 0, 0];
      panes().forEach((pane, at) => (pane.scrollTop = rest[at]));
      scrollTo(0, page);
    }

    function leave() {
      scrolled = [scrollY, ...panes().map((pane) => pane.scrollTop)];
      root.classList.remove("open");
      root.remove();
    }

    function panes() {
      return all(".scroller, .text", root);
    }

    // Rows: one of each table can be reached with Tab, the arrows go from row to row.

    function prepareRows() {
      for (const table of all("table.rows", root)) {
        const first = one("tbody > tr[data-at]", table);
        if (first) first.tabIndex = 0;
        for (const button of all("[data-sort]", table)) {
          button.closest("th").setAttribute("aria-sort", "none");
          button.addEventListener("click", () => sort(table, button));
        }
        for (const link of all("td.line a, td.more a, a.go", table)) link.tabIndex = -1;
        for (const link of all("td.more a", table)) {
          link.setAttribute("role", "button");
          link.setAttribute("aria-expanded", "false");
        }
        table.addEventListener("click", clickInTable);
        table.addEventListener("keydown", keyInTable);
        table.addEventListener("focusin", (event) => {
          if (event.target.matches("tr[data-at]")) choose(event.target);
        });
      }
    }

    function clickInTable(event) {
      const row = event.target.closest("tr[data-at]");
      const link = event.target.closest("a");
      // Who marks words to copy them wants nothing to move.
      if (!row || (!link && (event.target.closest(".why") || !getSelection().isCollapsed))) return;
      if (link) event.preventDefault();
      choose(row);
      if (link?.matches(".line a, .go")) toText(row);
      else unfold(row, !row.classList.contains("unfolded"));
    }

    function keyInTable(event) {
      const row = event.target;
      if (!row.matches("tr[data-at]") || event.ctrlKey || event.metaKey || event.altKey) return;
      const there = shown(row.closest("table"));
      const at = there.indexOf(row);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: there.length - 1 };
      if (event.key in to) {
        const next = there[Math.max(0, Math.min(there.length - 1, to[event.key]))];
        next.focus({ preventScroll: true });
        reveal(next, "nearest");
      } else if (event.key === "Enter") {
        if (markOf(row)) toText(row);
        else unfold(row, !row.classList.contains("unfolded"));
      } else if (event.key === " ") {
        unfold(row, !row.classList.contains("unfolded"));
      } else if (event.key === "Escape") {
        unfold(row, false);
      } else return;
      event.preventDefault();
    }

    function choose(row) {
      if (current === row) return;
      if (current) {
        current.classList.remove("current");
        current.removeAttribute("aria-selected");
        for (const mark of marksOf(current)) mark.classList.remove("current");
      }
      current = row;
      for (const other of all("tbody > tr[tabindex='0']", row.closest("table"))) other.tabIndex = -1;
      row.tabIndex = 0;
      row.classList.add("current");
      row.setAttribute("aria-selected", "true");
      for (const mark of marksOf(row)) mark.classList.add("current");
      reach();
      if (sideBySide()) toPlace(row);
    }

    // The text comes along also where the row is chosen already.
    function follow(row) {
      const again = current === row;
      choose(row);
      if (again && sideBySide()) toPlace(row);
    }

    // One mark can be reached with Tab: that of the row that was chosen, else the first that is seen.
    function reach() {
      const mark = (current && markOf(current)) ?? marks.find(isSeen);
      for (const other of all("a.mark[tabindex='0']", root)) other.tabIndex = -1;
      if (mark) mark.tabIndex = 0;
    }

    // The mark in the middle; of a figure without a frame, the page that it stands on.
    function toPlace(row) {
      const mark = markOf(row);
      if (mark && isSeen(mark)) reveal(mark);
      else if (mark) reveal(mark.closest(".scanned"), "start");
    }

    // Figures that come or go while the page is open.

    function add(row, before) {
      const table = one("table.rows", root);
      one("tbody", table).insertBefore(row, before);
      rows.push(row);
      counted();
    }

    function remove(row) {
      if (current === row) {
        current = null;
        one("table.rows tbody > tr[data-at]", root).tabIndex = 0;
      }
      row.remove();
      rows.splice(rows.indexOf(row), 1);
      counted();
    }

    function counted() {
      marks.splice(0, marks.length, ...all("a.mark", root));
      reach();
      texts = null;
      refresh();
    }

    // What a row says has changed, or how many there are.
    function refresh(row) {
      if (row) texts?.set(row, row.textContent.toLowerCase());
      if (search && !reset.hidden) filter();
      else if (search) tell(rows.length);
    }

    function tell(count) {
      state.textContent = state.dataset.said.replace("{shown}", count).replace("{all}", rows.length);
    }

    function unfold(row, wide) {
      for (const other of wide ? all("tr.unfolded", row.closest("table")) : [row]) fold(other, false);
      fold(row, wide);
      if (wide) reveal(row, "nearest");
    }

    function fold(row, wide) {
      row.classList.toggle("unfolded", wide);
      one(".more a", row)?.setAttribute("aria-expanded", wide);
      one(".go", row)?.setAttribute("tabindex", wide ? 0 : -1);
    }

    // The text: a figure is a link to its row, the arrows go from figure to figure.

    function prepareMarks() {
      for (const mark of marks) mark.tabIndex = -1;
      reach();
      one(".zoom", root)?.addEventListener("click", zoom);
      for (const button of all("[data-seen]", root)) button.addEventListener("click", () => seeAs(button.dataset.seen === "text"));
      one(".text", root)?.addEventListener("click", clickInText);
      one(".text", root)?.addEventListener("keydown", keyInText);
      for (const link of all(".rejected a", root)) link.addEventListener("click", clickOnRejected);
      one(".show-rejected", root)?.addEventListener("click", (event) => showRejected(!isPressed(event.currentTarget)));
    }

    // Scanned pages as pictures, or as the text that was read; the reader stays at the same figure, or on the same page.
    function seeAs(text) {
      const buttons = all("[data-seen]", root);
      if (!buttons.length || text === isText()) return;
      const top = one(".text", root).getBoundingClientRect().top;
      const page = all(".scanned", root).find((part) => part.getBoundingClientRect().bottom > Math.max(0, top) + 60);
      const isCurrent = current && isInView(markOf(current));
      root.classList.toggle("as-text", text);
      for (const button of buttons) button.setAttribute("aria-pressed", (button.dataset.seen === "text") === text);
      for (const part of all(".read", root)) part.open = text;
      reach();
      if (isCurrent) toPlace(current);
      else if (page) reveal(page, "start");
    }

    function zoom() {
      const button = one(".zoom", root);
      if (!button || isText()) return;
      const isCurrent = current && isInView(markOf(current));
      button.setAttribute("aria-pressed", root.classList.toggle("zoomed"));
      if (isCurrent) toPlace(current);
    }

    function isInView(element) {
      const box = element?.getBoundingClientRect();
      return Boolean(box?.height) && box.bottom > 0 && box.top < innerHeight;
    }

    function showRejected(wanted) {
      root.classList.toggle("show-no", wanted);
      one(".show-rejected", root)?.setAttribute("aria-pressed", wanted);
    }

    function clickInText(event) {
      const mark = event.target.closest("a.mark");
      const no = event.target.closest(".show-no .no");
      if (mark) {
        event.preventDefault();
        toRow(rowOf(mark));
      }
      say(no ? saidOf(no) : "");
    }

    function keyInText(event) {
      if (!event.target.matches("a.mark")) return;
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const there = marks.filter((mark) => isSeen(mark) && !mark.classList.contains("off"));
        const next = there[there.indexOf(event.target) + step];
        if (next) {
          choose(rowOf(next));
          toText(rowOf(next));
        }
      } else if (event.key === "Escape" && current) current.focus();
      else return;
      event.preventDefault();
    }

    function clickOnRejected(event) {
      event.preventDefault();
      toRejected(event.currentTarget.hash.slice(1));
    }

    function rejectedOf(id) {
      const both = places(id, id.replace("n", "t"));
      return both.find(isSeen) ?? both[0];
    }

    function toRejected(id) {
      const no = rejectedOf(id);
      for (const other of all(".no.current", root)) other.classList.remove("current");
      no.classList.add("current");
      if (!isSeen(no)) seeAs(true);
      showRejected(true);
      reveal(no);
      say(saidOf(no));
    }

    function saidOf(no) {
      return one("title", no)?.textContent ?? `${no.textContent} — ${no.title}`;
    }

    function toText(row) {
      if (!isSeen(markOf(row))) seeAs(true);
      const mark = markOf(row);
      mark.focus({ preventScroll: true });
      reveal(mark);
    }

    function toRow(row) {
      if (row.hidden) clear();
      choose(row);
      unfold(row, true);
      row.focus({ preventScroll: true });
      reveal(row, "nearest");
    }

    function goTo(row) {
      if (row.hidden) clear();
      follow(row);
      row.focus({ preventScroll: true });
      reveal(row, "nearest");
    }

    // What a link from outside points to.
    function show(element) {
      if (element.matches("a.mark")) toRow(rowOf(element));
      else if (element.matches("tr[data-at]")) toRow(element);
      else if (element.matches("g.no")) toRejected(element.id);
      else if (element.matches(".no")) reveal(element);
    }

    // Search, filters and sorting.

    function filter() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = wantedValues();
      texts ??= new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
      let count = 0;
      for (const row of rows) {
        const fits = words.every((word) => texts.get(row).includes(word)) && [...wanted].every(([name, values]) => values.has(row.dataset[name]));
        row.hidden = !fits;
        for (const mark of marksOf(row)) mark.classList.toggle("off", !fits);
        count += fits;
      }
      tell(count);
      reset.hidden = !words.length && !wanted.size;
      for (const table of all("table.rows", root)) {
        const there = shown(table);
        const none = one(".nothing-fits", table.parentElement);
        const part = table.closest(".part");
        if (none) none.hidden = there.length > 0;
        if (part) part.hidden = there.length === 0;
        if (there.length && !there.some((row) => row.tabIndex === 0)) there[0].tabIndex = 0;
      }
    }

    function wantedValues() {
      const wanted = new Map();
      for (const control of filters) {
        const isOn = control.matches("button") ? isPressed(control) : control.value;
        if (isOn) wanted.set(control.dataset.filter, (wanted.get(control.dataset.filter) || new Set()).add(control.value));
      }
      return wanted;
    }

    function clear() {
      search.value = "";
      for (const control of filters) {
        if (control.matches("button")) control.setAttribute("aria-pressed", "false");
        else control.value = "";
      }
      filter();
    }

    function keyOfSearch(event) {
      if (event.key === "Escape" && search.value) {
        search.value = "";
        filter();
      } else if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
        const [first] = rows.filter((row) => !row.hidden && row.tabIndex === 0).concat(rows.filter((row) => !row.hidden));
        first?.focus();
      } else return;
      event.preventDefault();
    }

    // Upwards, downwards, and as in the text.
    function sort(table, button) {
      const heading = button.closest("th");
      const turn = { none: "ascending", ascending: "descending", descending: "none" }[heading.getAttribute("aria-sort")];
      for (const other of all("th[aria-sort]", table)) other.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", turn);
      const name = turn === "none" ? "at" : button.dataset.sort;
      const sign = turn === "descending" ? -1 : 1;
      const keyed = all("tbody > tr[data-at]", table).map((row) => [sortKey(row, name), row]);
      keyed.sort(([a, first], [b, second]) => sign * compare(a, b) || first.dataset.at - second.dataset.at);
      one("tbody", table).append(...keyed.map(([, row]) => row));
    }

    function sortKey(row, name) {
      const given = row.dataset[name] ?? one(`td.${name}`, row).textContent.trim();
      return given !== "" && isFinite(given) ? Number(given) : given;
    }
  }

  function isPressed(button) {
    return button.getAttribute("aria-pressed") === "true";
  }

  // Numbers before words, words in the order of the language, nothing last.
  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return (a === "") - (b === "") || a.localeCompare(b, document.documentElement.lang);
  }
})();
