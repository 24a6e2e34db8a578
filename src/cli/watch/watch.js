// Shows the page anew once its story has changed, and the problems of a story that cannot be shown over the last one that could.
{
  const list = document.createElement("pre");
  list.setAttribute("role", "alert");
  const styles = {
    position: "fixed",
    inset: "auto 0 0",
    "z-index": "2147483647",
    "max-block-size": "60vh",
    margin: "0",
    padding: "1rem",
    overflow: "auto",
    background: "#1c1917",
    color: "#fafaf9",
    font: "0.8125rem/1.4 ui-monospace, monospace",
  };
  for (const [name, value] of Object.entries(styles)) list.style.setProperty(name, value);

  let shown;
  new EventSource("watch/events").onmessage = ({ data }) => {
    const { built, problems } = JSON.parse(data);
    if (built !== (shown ??= built)) return location.reload();
    list.textContent = problems;
    if (problems) document.body.append(list);
    else list.remove();
  };
}
