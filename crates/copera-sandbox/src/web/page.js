"use strict";
// The button is of no use without this script, so it waits hidden for it.
const copy = document.getElementById("copy");
if (copy) {
  const token = document.getElementById("token");
  const told = document.getElementById("copied");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    getSelection().selectAllChildren(token);
    try {
      await navigator.clipboard.writeText(token.textContent);
      told.textContent = "Copied";
    } catch {
      told.textContent = "Selected: copy it with the keyboard";
    }
  });
}
