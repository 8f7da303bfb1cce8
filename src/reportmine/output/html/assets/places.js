// From characters that a reader selects to their place in the raw text, and back. What has data-from shows the raw text
// from there on, character by character; rows and marks of figures that Python did not see are made here.

const places = (() => {
  const { all, one } = reportmine;
  const { size, rules, sentenceIn, fill } = ledger;
  const LONGEST = 60;

  return { of, offer, quote };

  // A button beside what was selected or clicked, as long as that is seen.
  function offer(words, beside, act) {
    const button = one(".offer");
    button.hidden = !words;
    if (!words) return;
    button.textContent = words;
    button.onclick = () => {
      button.hidden = true;
      act();
    };
    const box = beside.getBoundingClientRect();
    const room = document.documentElement.clientWidth - button.offsetWidth - 8;
    button.style.left = `${Math.max(8, Math.min(room, box.left + box.width / 2 - button.offsetWidth / 2))}px`;
    const below = box.bottom + 8 + button.offsetHeight < innerHeight;
    button.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - button.offsetHeight - 8)}px`;
  }

  function of(view, number) {
    const text = one(".text", view.root);
    const pristine = view.rows[0]?.cloneNode(true);
    let stretches = null;
    return { text, chosen, show, hide };

    // What is selected in the text: where it stands, its characters, its sentence; null where that is not one stretch.
    function chosen() {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      const stretch = stretchAt(range.startContainer) ?? stretchAt(range.endContainer);
      if (!stretch || !text.contains(stretch)) return null;
      const inside = within(range, stretch);
      const said = inside.toString();
      const bare = said.trim();
      if (!bare || bare !== range.toString().trim() || size(bare) > LONGEST) return null;
      const skipped = size(said) - size(said.trimStart());
      const first = size(before(stretch, inside)) + skipped;
      const from = Number(stretch.dataset.from);
      const [start, end] = [from + first, from + first + size(bare)];
      return { start, end, text: bare, around: sentenceIn(stretch.textContent, first, first + size(bare)), range: inside };
    }

    function stretchAt(node) {
      return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-from]");
    }

    function within(range, stretch) {
      const whole = document.createRange();
      whole.selectNodeContents(stretch);
      const inside = range.cloneRange();
      if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(whole.startContainer, whole.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
      return inside;
    }

    function before(stretch, range) {
      const found = document.createRange();
      found.selectNodeContents(stretch);
      found.setEnd(range.startContainer, range.startOffset);
      return found.toString();
    }

    // Where raw characters are shown; null where they are not shown in one stretch.
    function rangeOf({ kind, number: at, start, end }) {
      const range = document.createRange();
      if (kind === "rejected") {
        range.selectNodeContents(document.getElementById(`t${number}-${at}`) ?? document.getElementById(`n${number}-${at}`));
        return range;
      }
      stretches ??= all("[data-from]", text).map((element) => [Number(element.dataset.from), element]);
      const [from, element] = stretches.findLast(([first]) => first <= start) ?? [];
      if (!element || from + size(element.textContent) < end) return null;
      range.setStart(...pointAt(element, start - from, false));
      range.setEnd(...pointAt(element, end - from, true));
      return range;
    }

    function pointAt(element, count, isEnd) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const chars = [...texts.currentNode.data];
        if (count < chars.length || (isEnd && count === chars.length)) {
          return [texts.currentNode, chars.slice(0, count).join("").length];
        }
        count -= chars.length;
      }
      return [element, element.childNodes.length];
    }

    // A new figure has a mark in the text and a row in the table like any other.
    function show(figure) {
      const id = `${number}-t${figure.key}`;
      if (document.getElementById(`m${id}`)) return document.getElementById(`f${id}`);
      const range = rangeOf(figure);
      const frame = figure.kind === "rejected" ? one(`g#n${number}-${figure.number}`, text) : null;
      if (range) wrap(range, frame ? `s${id}` : `m${id}`, id);
      if (frame) wrapFrame(frame, id);
      if (pristine) view.add(rowOf(figure, id), rowBehind(figure));
      return document.getElementById(`f${id}`);
    }

    function wrap(range, name, id) {
      const mark = document.createElement("a");
      mark.className = "mark taken t-other";
      mark.id = name;
      mark.href = `#f${id}`;
      mark.tabIndex = -1;
      mark.append(range.extractContents());
      range.insertNode(mark);
    }

    function wrapFrame(frame, id) {
      const [mark, title] = ["a", "title"].map((name) => document.createElementNS(frame.namespaceURI, name));
      mark.setAttribute("class", "mark taken t-other");
      mark.id = `m${id}`;
      mark.setAttribute("href", `#f${id}`);
      mark.tabIndex = -1;
      mark.append(title, ...all("rect", frame));
      frame.append(mark);
    }

    function rowBehind(figure) {
      return all("tbody > tr[data-at]", view.root).find((row) => Number(row.dataset.start) > figure.start) ?? null;
    }

    function rowOf(figure, id) {
      const row = pristine.cloneNode(true);
      row.id = `f${id}`;
      row.className = "new t-other";
      Object.assign(row.dataset, { at: placeOf(figure), mark: `m${id}`, key: figure.key, start: figure.start });
      row.tabIndex = -1;
      const place = fill(figure.page === null ? rules.line : rules.page_line, figure);
      one(".line a", row).textContent = figure.line;
      one(".line a", row).title = place;
      one(".go", row).firstChild.data = place;
      for (const link of all(".line a, .go", row)) link.href = `#m${id}`;
      one(".more a", row).href = `#f${id}`;
      one(".why .facts", row).replaceChildren();
      quote(one(".sentence", row), figure);
      const reason = document.createElement("li");
      reason.textContent = rules.said.by_hand;
      one(".why ul", row).replaceChildren(reason);
      return row;
    }

    // Between the figures around it, also when the table is sorted as the text is.
    function placeOf(figure) {
      const earlier = view.rows.filter((row) => row.dataset.start < figure.start);
      const last = earlier.reduce((most, row) => Math.max(most, row.dataset.at), -1);
      return Math.floor(last) + (figure.start + 1) / 2 ** 32;
    }

    function hide(figure) {
      const id = `${number}-t${figure.key}`;
      const row = document.getElementById(`f${id}`);
      for (const mark of [document.getElementById(`m${id}`), document.getElementById(`s${id}`)].filter(Boolean)) {
        const around = mark.parentElement;
        one("title", mark)?.remove();
        mark.replaceWith(...mark.childNodes);
        around.normalize();
      }
      if (row) view.remove(row);
    }
  }

  function quote(place, figure) {
    const [first, last] = figure.mark;
    const chars = [...figure.sentence];
    const mark = document.createElement("mark");
    mark.textContent = chars.slice(first, last).join("");
    place.replaceChildren(chars.slice(0, first).join(""), mark, chars.slice(last).join(""));
  }
})();
