window.received = [];
addEventListener("message", ({ data }) => {
  if (data?.backstory === 1) window.received.push(data);
});
window.shifts = 0;
if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) window.shifts += it.value;
  }).observe({ type: "layout-shift" });
}
