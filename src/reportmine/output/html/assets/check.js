// The view "to check": one figure at a time, least sure first, with its sentence, its names and its fields. Everything
// can be done by keys and by buttons; what was said stands in the table at once.

const checks = (() => {
  const { all, one, views, open: openReport, watch, say, reveal, sideBySide } = reportmine;
  const { rules, faultsOf, cleaned, fill, isSame } = ledger;
  const said = rules.said;
  const UPCOMING = 4;
  const checkings = new Map();
  let here = null;

  watch((view) => {
    if (!checkings.has(view)) checkings.set(view, checkingOf(view));
    here = checkings.get(view);
    for (const [old, checking] of checkings) if (!views.includes(old)) forget(old, checking);
    places.offer("");
  });
  document.addEventListener("keydown", keyOfCheck);
  document.addEventListener("selectionchange", offerSelected);
  document.addEventListener("pointerdown", (event) => event.target.closest(".offer") || places.offer(""));
  document.addEventListener("scroll", () => places.offer(""), true);
  return { here: () => here, begin };

  // What was said of a report that is no longer kept stands in its book.
  function forget(view, checking) {
    checking.leave();
    checkings.delete(view);
  }

  // What is to check of a report, from where the reader left off.
  function begin(number) {
    openReport(number);
    location.hash = `r${number}`;
    if (!here.isOpen()) here.toggle();
  }

  // ------------------------------------------------------------------------------------------- keys

  function keyOfCheck(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    const checking = here;
    const field = event.target.closest?.("input, select, textarea");
    if (field) {
      if (checking.isOpen() && field.closest(".check") && checking.keyInField(event, field)) event.preventDefault();
      return;
    }
    const act = checking.keys()[event.key];
    if (!act || (event.key === "Enter" && event.target.closest?.("a, button, summary"))) return;
    event.preventDefault();
    act();
  }

  function offerSelected() {
    const checking = here;
    const found = checking.places.chosen();
    if (!found) {
      if (getSelection().type === "Range") places.offer("");
      return;
    }
    const known = checking.book.overlapping(found.start, found.end);
    const act = () => (known ? checking.correct(known) : checking.takeMarked(found));
    places.offer(known ? said.correct_this : said.take_in, found.range, act);
  }

  // ------------------------------------------------------------------------------ the view of a report

  function checkingOf(view) {
    const number = Number(view.root.id.slice(1));
    const template = one("template", view.root);
    const panel = template.content.firstElementChild;
    const card = one(".card", panel);
    const form = one(".fields", card);
    const finished = one(".finished", panel);
    const rowsOfClaims = [...view.rows];
    const book = books.of(number);
    const inText = places.of(view, number);
    const table = painting(view, form, book);
    const fields = fieldsOf(form);
    const drafts = new Map();
    let current = null;
    let at = 0;
    let alone = false;

    rowsOfClaims.forEach((row, at) => Object.assign(row.dataset, { key: book.claims[at].key, start: book.claims[at].start }));
    for (const figure of book.taken()) inText.show(figure);
    for (const key of [...book.known.keys(), ...book.entries.keys()]) if (book.figures.has(key)) table.paint(book.figures.get(key));
    prepareButtons();
    prepareTable();
    tell();
    return { view, book, places: inText, keys, keyInField, isOpen, toggle, leave, correct, takeMarked };

    function prepareButtons() {
      const acts = { ".to-check": toggle, ".export": exportTable, ".next-one": pass, ".last-one": last, ".close": close };
      Object.assign(acts, { ".save": save, ".card .right": confirm, ".none": () => decide(null), ".pass": pass, ".undo": undo });
      acts[".next-report"] = () => begin(books.nextToCheck(number));
      for (const [name, act] of Object.entries(acts)) {
        for (const button of [...all(name, view.root), ...all(name, panel)]) button.addEventListener("click", act);
      }
      form.addEventListener("input", edited);
      form.addEventListener("focusout", () => mendFields());
    }

    function prepareTable() {
      one(".list", view.root).addEventListener("click", (event) => {
        const button = event.target.closest(".correct");
        if (button) correct(book.figures.get(button.closest("tr").dataset.key));
        const link = event.target.closest(".rejected a");
        if (link) offerRejected(view.rejectedOf(link.hash.slice(1)), event.detail === 0);
      });
      inText.text.addEventListener("click", clickInText, true);
    }

    function clickInText(event) {
      const mark = event.target.closest("a.mark");
      if (mark && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        correct(book.figures.get(view.rowOf(mark)?.dataset.key));
      }
      const no = event.target.closest(".no");
      if (!mark && no && (view.root.classList.contains("show-no") || isOpen())) offerRejected(no);
      else if (getSelection().isCollapsed) places.offer("");
    }

    function offerRejected(no, byKey = false) {
      const number = Number(no.id.split("-")[1]);
      // The text scrolls to the number first.
      setTimeout(() => {
        places.offer(said.take_in, no, () => take(book.rejected(number)));
        if (byKey) one(".offer").focus();
      }, 60);
    }

    // ----------------------------------------------------------------------------- what is shown

    function isOpen() {
      return panel.isConnected;
    }

    function keys() {
      if (!isOpen()) return { c: toggle, s: save };
      const step = { c: close, s: save, j: pass, k: last, u: undo };
      if (!current) return books.nextToCheck(number) === null ? step : { ...step, Enter: () => begin(books.nextToCheck(number)) };
      const names = Object.fromEntries(all(".names button", card).map((button, at) => [at + 1, () => choose(button)]));
      return { ...step, ...names, Enter: confirm, n: () => decide(null), e: edit };
    }

    function toggle() {
      if (isOpen()) close();
      else {
        const first = book.queue.findIndex((figure) => !book.entries.has(figure.key));
        open();
        goTo(first < 0 ? book.queue.length : first);
      }
    }

    function open() {
      template.before(panel);
      view.root.classList.add("checking");
      one(".to-check", view.root).setAttribute("aria-expanded", true);
      places.offer("");
    }

    function close() {
      const figure = current;
      leave();
      current = null;
      alone = false;
      panel.remove();
      view.root.classList.remove("checking");
      one(".to-check", view.root).setAttribute("aria-expanded", false);
      const row = figure && table.rowOf(figure);
      if (row && !row.hidden) view.goTo(row);
      else one(".to-check", view.root).focus();
    }

    // Any figure by itself; afterwards it goes on where the reader was.
    function correct(figure) {
      if (!figure) return;
      const place = book.queue.indexOf(figure);
      const wasOpen = isOpen();
      if (!wasOpen) open();
      if (place >= 0 && wasOpen) return goTo(place);
      alone = !wasOpen;
      show(figure);
      if (figure.kind !== "claim") edit();
    }

    function takeMarked({ start, end, text, around }) {
      getSelection().removeAllRanges();
      take(book.marked(start, end, text, around));
    }

    function take(figure) {
      if (figure) correct(figure);
      else say(said.elsewhere);
    }

    function goTo(place) {
      alone = false;
      at = Math.max(0, Math.min(book.queue.length, place));
      if (at < book.queue.length) show(book.queue[at]);
      else finish();
    }

    function next() {
      goTo(book.queue.includes(current) ? at + 1 : at);
    }

    function last() {
      if (!alone) goTo(book.queue.includes(current) || !current ? at - 1 : at);
    }

    function pass() {
      if (alone) close();
      else next();
    }

    function leave() {
      if (current && current.kind !== "claim" && !book.entries.has(current.key)) {
        inText.hide(current);
        book.drop(current);
      }
    }

    function finish() {
      leave();
      current = null;
      card.hidden = true;
      finished.hidden = false;
      one(".tally", finished).textContent = fill(said.tally, book.tally());
      offerNextReport();
      tell();
      finished.focus({ preventScroll: true });
    }

    function offerNextReport() {
      const button = one(".next-report", finished);
      const next = books.nextToCheck(number);
      if (!button) return;
      button.hidden = next === null;
      if (next === null) return;
      const words = fill(button.dataset.said, { title: books.titleOf(next), count: books.progress(next).left });
      one("span", button).textContent = words;
      button.title = words;
    }

    function show(figure) {
      if (current !== figure) leave();
      current = figure;
      say("");
      if (figure.kind !== "claim") book.figures.set(figure.key, figure);
      card.hidden = false;
      finished.hidden = true;
      const row = figure.kind === "claim" ? rowsOfClaims[figure.at] : inText.show(figure);
      if (row) view.follow(row);
      fields.write(drafts.get(figure.key) ?? book.now(figure));
      head(figure);
      namesOf(figure);
      tell();
      one(".none", card).firstChild.data = `${figure.kind === "claim" ? said.no_figure : said.drop} `;
      panel.scrollTop = 0;
      card.focus({ preventScroll: true });
      if (!sideBySide()) reveal(panel, "start");
    }

    function head(figure) {
      const sure = one(".sure", card);
      sure.hidden = figure.confidence === null;
      sure.textContent = fill(said.sure, { percent: Math.round(100 * figure.confidence) });
      sure.classList.toggle("low", figure.confidence < 0.5);
      const place = fill(figure.page === null ? rules.line : rules.page_line, figure);
      one(".at", card).textContent = place;
      places.quote(one(".sentence", card), figure);
    }

    function namesOf(figure) {
      const names = [...new Set([figure.fields.metric, ...figure.names])].filter(Boolean).slice(0, 5);
      const buttons = names.map((name, at) => {
        const button = document.createElement("button");
        const key = document.createElement("kbd");
        button.type = "button";
        key.textContent = at + 1;
        button.append(key, name);
        button.value = name;
        button.addEventListener("click", () => choose(button));
        return button;
      });
      one(".names", card).replaceChildren(...buttons);
      one(".names", card).hidden = names.length < 2;
    }

    // What stands above and below the card.
    function tell() {
      const left = book.queue.filter((figure) => !book.entries.has(figure.key));
      const done = book.queue.length - left.length;
      one(".to-check .count", view.root).textContent = left.length;
      const more = book.entries.size - done;
      const words = fill(said.checked_of, { done, all: book.queue.length }) + (more ? ` · ${fill(said.more_checked, { count: more })}` : "");
      const status = one(".checked-count", view.root);
      if (status.textContent !== words) status.textContent = words;
      one(".progress i", panel).style.width = `${book.queue.length ? (100 * done) / book.queue.length : 100}%`;
      const place = book.queue.indexOf(current);
      one(".position", panel).textContent = place < 0 ? (current ? said.single : "") : fill(said.position, { at: place + 1, all: book.queue.length });
      for (const button of all(".step:not(.close)", panel)) button.disabled = alone;
      one(".tasks .save", view.root).disabled = !book.hasSaid();
      for (const button of all(".undo", panel)) button.disabled = !book.canUndo();
      mendFields();
      listUpcoming();
      document.dispatchEvent(new CustomEvent("told", { detail: number }));
    }

    function listUpcoming() {
      const from = book.queue.includes(current) ? at + 1 : at;
      const coming = book.queue.slice(from).filter((figure) => figure !== current && !book.entries.has(figure.key)).slice(0, UPCOMING);
      const items = coming.map((figure) => {
        const [item, button, value] = ["li", "button", "b"].map((name) => document.createElement(name));
        button.type = "button";
        value.textContent = figure.text + figure.beside;
        button.append(book.now(figure).metric || rules.unnamed, value);
        button.addEventListener("click", () => goTo(book.queue.indexOf(figure)));
        item.append(button);
        return item;
      });
      one(".upcoming ol", panel).replaceChildren(...items);
      one(".upcoming", panel).hidden = !items.length;
    }

    // -------------------------------------------------------------------------------- the fields

    function isEdited() {
      return !isSame(fields.read(), cleaned(book.now(current)));
    }

    function edited() {
      if (isEdited()) drafts.set(current.key, fields.read());
      else drafts.delete(current.key);
      mendFields();
    }

    // What the fields, the names and the buttons say.
    function mendFields() {
      if (!current) return;
      fields.mend(current.kind === "claim" ? current.fields : null);
      const { metric } = fields.read();
      for (const button of all(".names button", card)) button.setAttribute("aria-pressed", button.value === metric);
      const entry = book.entries.get(current.key);
      const isNew = current.kind !== "claim";
      const differs = isEdited();
      one(".right span", card).textContent = isNew && !entry ? said.take_in : differs ? said.take : said.right;
      const state = { right: said.checked, changed: said.changed, "no figure": said.not_a_figure, figure: said.new_figure };
      one(".state-of", card).textContent = differs && !isNew ? said.edited : entry ? state[entry.verdict] : "";
      one(".state-of", card).className = `state-of ${differs ? "is-edited" : entry ? "is-said" : ""}`;
    }

    function choose(button) {
      fields.set("metric", button.value);
      edited();
      card.focus({ preventScroll: true });
    }

    function edit() {
      fields.edit("metric");
    }

    // Whether a key in a field is for the card.
    function keyInField(event, field) {
      if (event.key === "Escape") {
        field.blur();
        card.focus({ preventScroll: true });
      } else if (event.key === "Enter") confirm();
      else return false;
      return true;
    }

    function confirm() {
      const given = fields.read();
      if (!fields.complain(faultsOf(given, current.kind !== "claim"))) decide(given);
    }

    // ----------------------------------------------------------------------------- what is said

    function decide(given) {
      const figure = current;
      if (given || figure.kind === "claim" || book.entries.has(figure.key)) book.say(figure, given);
      drafts.delete(figure.key);
      table.paint(figure);
      if (alone) close();
      else goOn();
    }

    // To the next that nobody has looked at, from here on and then from the top.
    function goOn() {
      const open = book.queue.map((figure, place) => (book.entries.has(figure.key) ? -1 : place)).filter((place) => place >= 0);
      goTo(open.find((place) => place >= at) ?? open[0] ?? book.queue.length);
    }

    function undo() {
      const figure = book.undo();
      if (!figure) return;
      drafts.delete(figure.key);
      table.paint(figure);
      const place = book.queue.indexOf(figure);
      if (place >= 0) goTo(place);
      else show(figure);
      say(said.undone);
    }

    function save() {
      if (!book.hasSaid()) return say(said.nothing_to_save);
      const name = book.name + rules.ending;
      download(name, book.file(), "application/json");
      book.wasSaved();
      tell();
      say(fill(said.saved, { name }));
    }

    function exportTable() {
      const name = `${book.name}.csv`;
      download(name, book.table(), "text/csv");
      say(fill(said.exported, { name }));
    }
  }

  function download(name, text, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
})();
