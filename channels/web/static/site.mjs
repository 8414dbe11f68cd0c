// The showcase: a sample question goes to the widget instead of the page without scripts.

const chat = document.querySelector("chobbak-chat");

document.querySelectorAll("a[data-ask]").forEach((link) => link.addEventListener("click", (event) => {
  if (typeof chat?.ask !== "function" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  chat.ask(link.dataset.ask);
  chat.scrollIntoView({ block: "nearest" });
}));
