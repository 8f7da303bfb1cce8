// The fields of the card: what stands in them, which of them there are, what is wrong with them.

const fieldsOf = (place) => {
  const { all, one } = reportmine;
  const { rules, FIELDS, cleaned } = ledger;
  const inputs = place.elements;
  const field = (name) => one(`.field.of-${name}`, place);

  return { read, write, mend, complain, edit, set };

  function read() {
    const given = Object.fromEntries(FIELDS.map((name) => [name, inputs[name].value]));
    if (field("value_max").hidden) given.value_max = "";
    return cleaned(given);
  }

  function write(fields) {
    for (const name of FIELDS) inputs[name].value = fields[name] ?? "";
    complain({});
  }

  function set(name, value) {
    inputs[name].value = value;
  }

  function edit(name) {
    inputs[name].focus();
    inputs[name].select();
  }

  // An upper end only for a range, a direction only for what moves; what was read otherwise is marked.
  function mend(before) {
    const isRange = inputs.value_max.value || inputs.qualifier.value === "range" || document.activeElement === inputs.value_max;
    field("value_max").hidden = !isRange;
    field("direction").hidden = !rules.directed.includes(inputs.measure.value);
    const now = read();
    const was = before && cleaned(before);
    for (const name of FIELDS) field(name).classList.toggle("differs", Boolean(was) && now[name] !== was[name]);
  }

  // Says each fault beside its field, and goes to the first.
  function complain(faults) {
    for (const fault of all(".fault", place)) fault.textContent = "";
    for (const name of FIELDS) inputs[name].setAttribute("aria-invalid", name in faults);
    for (const [name, words] of Object.entries(faults)) one(".fault", field(name)).textContent = words;
    const first = FIELDS.find((name) => name in faults);
    if (first) inputs[first].focus();
    return Boolean(first);
  }
};
