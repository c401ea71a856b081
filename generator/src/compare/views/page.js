const items = [...document.querySelectorAll(".changes > li")];
const control = (id) => document.getElementById(id);
function show() {
  const words = control("words").value.toLowerCase();
  const operation = control("operation").value;
  let count = 0;
  for (const item of items) {
    const { breaking, silent, operations } = item.dataset;
    const fits =
      (!control("breaking").checked || breaking === "true") &&
      (!control("silent").checked || silent === "true") &&
      (!operation || operations.split("\n").includes(operation)) &&
      (!words || item.textContent.toLowerCase().includes(words));
    item.hidden = !fits;
    count += fits ? 1 : 0;
  }
  control("count").textContent = `${count} shown`;
  control("nothing").hidden = count > 0;
}
document.querySelector(".filters").addEventListener("input", show);
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", () => items.forEach((item) => (item.querySelector("details").open = true)));
