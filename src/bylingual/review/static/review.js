"use strict";
// One article: edit in place, approve, the next one. Every change goes to the PO file at once; the server decides.
const list = document.querySelector(".rows");
const where = `locale=${encodeURIComponent(list.dataset.locale)}&article=${encodeURIComponent(list.dataset.article)}`;
const said = document.getElementById("said");
const rows = () => [...list.querySelectorAll(".row[data-unit]")].filter((row) => !row.hidden && row.querySelector(".edit, textarea"));
const unitOf = (row) => JSON.parse(row.dataset.unit);
const rowOf = (element) => element && element.closest(".row[data-unit]");
let now = null; // the row that keys act on

let silence = 0;
function say(text) {
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, 6000);
}

async function ask(path, data) {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data || {}) });
  } catch {
    return { error: "Bylingual does not answer. Is it still running? Your text is kept in this browser." };
  }
  const body = await response.json();
  return response.ok ? body : { error: "Something went wrong.", ...body, status: response.status };
}

// What was typed and not saved yet survives a crash of this page.
const draftKey = (unit) => `draft ${where} ${unit.context} ${unit.source}`;
const kept = (unit) => localStorage.getItem(draftKey(unit));
const keep = (unit, text) => (text === null ? localStorage.removeItem(draftKey(unit)) : localStorage.setItem(draftKey(unit), text));

function select(row, focus = true) {
  if (now) now.classList.remove("now");
  now = row;
  if (!row) return;
  row.classList.add("now");
  const at = row.querySelector("textarea, .edit");
  if (focus && at) at.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(now);
  select(all[Math.min(Math.max(at + by, 0), all.length - 1)] || null);
}

// The next unit that waits: the most urgent of all that are shown.
function nextInQueue() {
  const waits = rows().filter((row) => row !== now && (row.dataset.state !== "approved" || unitOf(row).findings.some((f) => f.severity === "error")));
  waits.sort((a, b) => unitOf(b).urgency - unitOf(a).urgency);
  if (waits.length) select(waits[0]);
  else say("Nothing else waits in this article.");
}

function put(answer) {
  for (const given of answer.rows) {
    const old = document.getElementById(`r${given.number}`);
    const was = old === now;
    old.outerHTML = given.html;
    const fresh = document.getElementById(`r${given.number}`);
    if (was) { now = fresh; fresh.classList.add("now"); }
  }
  document.getElementById("counts").innerHTML = answer.counts;
  filter();
}

function findingsList(findings) {
  const box = document.createElement("ul");
  box.className = "findings";
  for (const finding of findings) {
    const item = document.createElement("li");
    item.className = finding.severity;
    const rule = document.createElement("b");
    rule.textContent = finding.rule;
    item.append(rule, ` ${finding.message}`);
    box.append(item);
  }
  return box;
}

function edit(row, text) {
  if (!row || row.querySelector("textarea")) { if (row) row.querySelector("textarea").focus(); return; }
  const unit = unitOf(row);
  const target = row.querySelector(".target");
  const area = document.createElement("textarea");
  const before = kept(unit);
  area.value = text ?? before ?? unit.target;
  area.lang = list.dataset.lang;
  area.dir = list.dataset.dir;
  area.rows = Math.max(2, Math.ceil(area.value.length / 60), Math.ceil(unit.source.length / 60));
  area.setAttribute("aria-label", `Translation of: ${unit.source}`);
  const checked = document.createElement("div");
  checked.setAttribute("aria-live", "polite");
  const buttons = document.createElement("div");
  buttons.className = "do";
  buttons.innerHTML = '<button type="button" class="approve">Approve</button> <button type="button" class="draft">Save draft</button> <button type="button" class="revert">Revert</button>';
  for (const part of target.querySelectorAll(".text, .empty, .do")) part.hidden = true;
  const shown = target.querySelector(".findings");
  if (shown) shown.hidden = true;
  target.prepend(area, buttons, checked);
  if (unit.findings.length) checked.append(findingsList(unit.findings));
  select(row);
  if (before !== null && before !== unit.target && text === undefined) say("Text that you had not saved is back.");
  let waiting = 0;
  area.addEventListener("input", () => {
    keep(unit, area.value);
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await ask(`check?${where}`, { ...unit, target: area.value });
      if (!answer.error) checked.replaceChildren(findingsList(answer.findings));
    }, 300);
  });
}

async function save(row, approve) {
  const area = row.querySelector("textarea");
  const unit = unitOf(row);
  const target = area ? area.value : unit.target;
  if (!approve && target === unit.target) { keep(unit, null); close(row); return true; }
  const answer = await ask(`save?${where}`, { ...unit, target, approve });
  if (answer.status === 409) { clash(row, target, approve, answer.unit); return false; }
  if (answer.error) { say(answer.error); return false; }
  keep(unit, null);
  put(answer);
  say(approve ? "Approved." : "Saved as a draft.");
  return true;
}

function close(row) {
  for (const part of row.querySelectorAll("textarea, .clash, [aria-live]")) part.remove();
  const buttons = row.querySelector(".do:has(.revert)");
  if (buttons) buttons.remove();
  for (const part of row.querySelectorAll(".target [hidden]")) part.hidden = false;
}

// Somebody else wrote to this unit: both texts are shown, nothing is lost.
function clash(row, mine, approve, theirs) {
  edit(row, mine);
  keep(unitOf(row), mine);
  const old = row.querySelector(".clash");
  if (old) old.remove();
  const box = document.createElement("div");
  box.className = "clash";
  box.setAttribute("role", "alert");
  if (!theirs) {
    box.textContent = "This unit is no longer in the file. Your text is still here; copy it before you reload the page.";
  } else {
    box.append("The file changed meanwhile. It now says: ");
    const text = document.createElement("q");
    text.textContent = theirs.target || "(nothing)";
    text.lang = list.dataset.lang;
    const take = document.createElement("button");
    take.type = "button";
    take.textContent = "Take this";
    take.addEventListener("click", () => { keep(unitOf(row), null); row.dataset.unit = JSON.stringify({ ...theirs, findings: [] }); refresh(row); });
    const hold = document.createElement("button");
    hold.type = "button";
    hold.textContent = "Keep mine";
    hold.addEventListener("click", () => { row.dataset.unit = JSON.stringify({ ...theirs, findings: [] }); save(row, approve); });
    box.append(text, " ", take, " ", hold);
  }
  row.querySelector(".target").append(box);
  say("The file changed meanwhile; your text was not lost.");
}

// The article as it is on disk now; rows that are being edited stay as they are.
async function refresh(also) {
  const answer = await (await fetch(`rows?${where}`)).json();
  if (answer.error) return;
  answer.rows = answer.rows.filter((given) => {
    const old = document.getElementById(`r${given.number}`);
    return old && (old === also || !old.querySelector("textarea"));
  });
  put(answer);
}

async function watch() {
  if (!document.hidden) {
    try {
      const response = await fetch(`versions?${where}`);
      if (response.ok) {
        const fresh = new Map((await response.json()).map(([context, source, version]) => [`${context} ${source}`, version]));
        const all = [...list.querySelectorAll(".row[data-unit]")].map(unitOf);
        const keys = new Set(all.map((u) => `${u.context} ${u.source}`));
        if (fresh.size !== keys.size || [...fresh.keys()].some((key) => !keys.has(key))) {
          if (list.querySelector("textarea")) say("The article changed on disk. Finish this text, then reload the page.");
          else location.reload();
        } else {
          const changed = all.filter((u) => fresh.get(`${u.context} ${u.source}`) !== u.version);
          const idle = [...list.querySelectorAll(".row[data-unit]")].filter((row) => !row.querySelector("textarea"));
          if (changed.length && idle.some((row) => changed.some((u) => u.source === unitOf(row).source))) {
            await refresh();
            say(`The file changed on disk: ${changed.length} ${changed.length === 1 ? "unit" : "units"} read again.`);
          }
        }
      }
    } catch { /* said when something is saved */ }
  }
  setTimeout(watch, 2000);
}

function filter() {
  const state = document.getElementById("state").value;
  const risk = document.getElementById("risk").value;
  const words = document.getElementById("search").value.toLowerCase();
  for (const row of list.querySelectorAll(".row")) {
    const unit = row.dataset.unit ? unitOf(row) : null;
    const fits = (!state || (unit && (state === "waiting" ? unit.state !== "approved" : unit.state === state)))
      && (!risk || (unit && unit.risk === risk))
      && (!words || row.textContent.toLowerCase().includes(words));
    row.hidden = !fits && !row.querySelector("textarea");
  }
}

async function undo() {
  const answer = await ask("undo");
  if (answer.error) { say(answer.error); return; }
  if (answer.nothing) { say("There is nothing to undo."); return; }
  if (answer.article === list.dataset.article && answer.locale === list.dataset.locale) await refresh();
  say(`Undone: ${answer.source.slice(0, 60)}`);
}

list.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  const row = rowOf(event.target);
  if (event.target.closest("a")) { event.preventDefault(); return; } // links of the article lead nowhere from here
  if (!row) return;
  if (!button) { if (event.target.closest(".text, .empty")) edit(row); return; }
  if (button.matches(".edit")) edit(row);
  else if (button.matches(".approve")) { select(row, false); if (await save(row, true)) nextInQueue(); }
  else if (button.matches(".draft")) { if (await save(row, false)) select(document.getElementById(row.id)); }
  else if (button.matches(".revert")) { keep(unitOf(row), null); close(row); select(row); }
  else if (button.matches(".use")) { close(row); edit(row, button.dataset.text); keep(unitOf(row), button.dataset.text); }
  else if (button.matches(".dismiss")) {
    const answer = await ask(`dismiss?${where}`, { ...unitOf(row), rule: button.dataset.rule });
    if (answer.error) say(answer.error); else { put(answer); say("Noted in the entry as a false alarm."); }
  }
});
list.addEventListener("focusin", (event) => { const row = rowOf(event.target); if (row && row !== now) { if (now) now.classList.remove("now"); now = row; row.classList.add("now"); } });
list.addEventListener("focusout", (event) => {
  const row = rowOf(event.target);
  if (event.target.matches("textarea") && row && rowOf(event.relatedTarget) !== row && document.hasFocus() && !row.querySelector(".clash")) save(row, false);
});

document.addEventListener("keydown", async (event) => {
  const typing = event.target.matches("textarea, input, select");
  const row = rowOf(event.target) || now;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "Enter" && row) { event.preventDefault(); select(row, false); if (await save(row, true)) nextInQueue(); return; }
  if (control && event.key.toLowerCase() === "s") { event.preventDefault(); if (row && row.querySelector("textarea")) { if (await save(row, false)) select(document.getElementById(row.id)); } return; }
  if (event.key === "Escape" && event.target.matches("textarea")) { event.preventDefault(); if (await save(row, false)) select(document.getElementById(row.id)); return; }
  if (event.key === "Escape" && event.target.matches("#search")) { event.target.value = ""; filter(); if (now) select(now); return; }
  if (typing || control || event.altKey || document.querySelector("dialog[open]")) return;
  const act = { j: () => step(1), k: () => step(-1), e: () => edit(row), n: nextInQueue, u: undo, "/": () => document.getElementById("search").focus(), "?": () => document.getElementById("help").showModal() }[event.key];
  if (act) { event.preventDefault(); act(); }
});
for (const id of ["state", "risk", "search"]) document.getElementById(id).addEventListener("input", filter);
document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("next").addEventListener("click", nextInQueue);
document.getElementById("undo").addEventListener("click", undo);
document.getElementById("keys").addEventListener("click", () => document.getElementById("help").showModal());
window.addEventListener("beforeunload", (event) => {
  for (const area of list.querySelectorAll("textarea")) if (area.value !== unitOf(rowOf(area)).target) event.preventDefault();
});
watch();
