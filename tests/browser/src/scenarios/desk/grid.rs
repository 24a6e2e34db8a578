//! The desk's grid: moved in by keys, copied and pasted like a spreadsheet, and long.

use super::{DESK, begin, cell};
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::Failure;
use anyhow::ensure;
use serde_json::json;

pub(super) fn keys(page: &mut Page) -> Result<(), Failure> {
    begin(page, "1932\tThe footbridge opens\n2024\tIt closes")?;
    page.script("find('#panel-events [data-row=\"0\"] [data-column=\"1\"]').focus();")?;
    page.click("#panel-events [data-row='0'] [data-column='1']")?;
    page.press("Enter")?;
    page.type_text(" today")?;
    page.press("Enter")?;
    ensure!(cell(page, 0, 1)? == "The footbridge opens today");
    ensure!(
        page.eval::<bool>("document.activeElement.matches('[data-row=\"1\"] [data-column=\"1\"]')")?,
        "Enter goes down"
    );
    page.type_text("Closed")?;
    page.press("Tab")?;
    ensure!(cell(page, 1, 1)? == "Closed", "letters replace what was there");
    ensure!(
        page.eval::<bool>("document.activeElement.matches('[data-row=\"1\"] [data-column=\"2\"]')")?,
        "Tab goes on"
    );
    page.type_text("2025")?;
    page.press("Escape")?;
    ensure!(cell(page, 1, 2)?.is_empty(), "Escape drops it");
    page.type_text("2025")?;
    page.press("Enter")?;
    ensure!(cell(page, 1, 2)? == "2025");
    // The last row is empty, and takes a new entry.
    ensure!(page.eval::<bool>("document.activeElement.closest('.row').classList.contains('new')")?);
    page.press("Home")?;
    page.type_text("2026")?;
    page.press("Tab")?;
    page.type_text("It opens again")?;
    page.press("Enter")?;
    ensure!(page.eval::<u32>("Number(find('#panel-events .grid').getAttribute('aria-rowcount'))")? == 5);
    page.press("Control+z")?;
    page.press("Control+z")?;
    ensure!(page.eval::<u32>("Number(find('#panel-events .grid').getAttribute('aria-rowcount'))")? == 4, "taken back");
    page.press("Control+y")?;
    ensure!(page.eval::<u32>("Number(find('#panel-events .grid').getAttribute('aria-rowcount'))")? == 5, "done again");
    // Nobody is caught: Tab leaves at the end of a row.
    page.press("End")?;
    page.press("Tab")?;
    ensure!(page.eval::<bool>("!find('#panel-events .grid').contains(document.activeElement)")?, "Tab leaves the grid");
    Ok(())
}

/// Fires an event of the clipboard. Firefox gives one that a script makes no data.
const CLIPBOARD: &str = "
    const data = new DataTransfer();
    const clipboard = (name) => {
      const event = new Event(name, { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: data });
      document.activeElement.dispatchEvent(event);
    };";

pub(super) fn cells(page: &mut Page) -> Result<(), Failure> {
    begin(page, "1932\tThe footbridge opens\n2024\tIt closes")?;
    page.click("#panel-events [data-row='0'] [data-column='0']")?;
    page.press("Shift+ArrowRight")?;
    page.press("Shift+ArrowDown")?;
    let copied: String =
        page.eval(&format!("(() => {{ {CLIPBOARD} clipboard('copy'); return data.getData('text/plain'); }})()"))?;
    ensure!(copied == "1932\tThe footbridge opens\n2024\tIt closes", "{copied:?}");
    page.click("#panel-events [data-row='2'] [data-column='0']")?;
    page.script(&format!(
        "{CLIPBOARD}
             data.setData('text/plain', '2025\\t\"A \"\"quoted\"\"\\nheadline\"\\r\\n2026\\tLast\\r\\n');
             clipboard('paste');"
    ))?;
    page.wait_for("find('#panel-events .grid').getAttribute('aria-rowcount') === '6'", "two rows more")?;
    ensure!(cell(page, 2, 1)? == "A \"quoted\"\nheadline", "{:?}", cell(page, 2, 1)?);
    ensure!(cell(page, 3, 1)? == "Last");
    page.press("Delete")?;
    ensure!(cell(page, 3, 1)?.is_empty(), "the selected cells are emptied");

    // A table of a document has no tabs as text. Into the grid it goes as words; at the beginning its links are sources.
    let table = "<table><tr><td><p>2031</p></td><td><p>A <b>second</b> bridge</p></td></tr></table>";
    page.click("#panel-events [data-row='4'] [data-column='0']")?;
    paste(page, &table.replace("</table>", "<tr><td>2032</td><td>A third</td></tr></table>"))?;
    page.wait_for("find('#panel-events .grid').getAttribute('aria-rowcount') === '8'", "two rows more")?;
    ensure!(cell(page, 4, 1)? == "A second bridge", "{}", cell(page, 4, 1)?);
    page.open(DESK)?;
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.click("#paste")?;
    paste(
        page,
        "<table><tr><th>Year</th><th>Event</th><th>Source</th></tr>\
         <tr><td>1932</td><td>The bridge opens</td><td><a href='https://gazette.example/a'>Gazette</a></td></tr>\
         <tr><td rowspan=2>2024</td><td>It closes</td><td></td></tr><tr><td>It opens again</td><td></td></tr></table>",
    )?;
    page.wait_for("find('#panel-events .grid')?.getAttribute('aria-rowcount') === '5'", "three rows are read")?;
    ensure!(cell(page, 2, 0)? == "2024", "a merged cell counts for each of its rows");
    page.click("#tab-sources")?;
    page.wait_for(
        "find('#panel-sources [data-row=\"0\"] [data-column=\"1\"]').textContent === 'https://gazette.example/a'",
        "its link is a source",
    )
}

/// Pastes HTML whose text has no tabs, as a document's table.
fn paste(page: &Page, html: &str) -> Result<(), Failure> {
    let html = json!(html);
    page.script(&format!(
        "{CLIPBOARD}
         data.setData('text/plain', 'cells');
         data.setData('text/html', {html});
         clipboard('paste');"
    ))
    .map(drop)
}

pub(super) fn many(page: &mut Page) -> Result<(), Failure> {
    // WebKit's driver takes seconds for what the others do in one; the grid is the same.
    let count = if page.engine() == Engine::Webkit { 1_000 } else { 5_000 };
    let rows: Vec<String> =
        (0..count).map(|n| format!("{}-{:02}\tEvent number {n}", 1600 + n / 12, n % 12 + 1)).collect();
    begin(page, &rows.join("\n"))?;
    let nodes = "find('#panel-events .grid').querySelectorAll('*').length";
    ensure!(page.eval::<usize>(nodes)? < 500, "{} elements", page.eval::<usize>(nodes)?);
    let middle = count / 2;
    page.script(&format!("find('#panel-events .grid').scrollTop = 36 * {middle};"))?;
    page.wait_for(&format!("find('#panel-events [data-row=\"{middle}\"]')"), "the middle is drawn")?;
    ensure!(page.eval::<usize>(nodes)? < 500, "{} elements", page.eval::<usize>(nodes)?);
    page.click(&format!("#panel-events [data-row='{}'] [data-column='1']", middle + 5))?;
    page.press("Control+End")?;
    ensure!(page.eval::<usize>("Number(document.activeElement.closest('.row').dataset.row)")? == count);
    page.press("Home")?;
    page.type_text("2030")?;
    page.press("Tab")?;
    page.type_text("The last one")?;
    page.press("Enter")?;
    ensure!(cell(page, count, 1)? == "The last one");
    page.wait_for("find('#preview-page back-story >>> .row')", "all of it is shown")?;
    let all: usize = page.eval(
        "document.querySelectorAll('*').length + find('#preview-page back-story').shadowRoot.querySelectorAll('*').length",
    )?;
    ensure!(all < 4_000, "{all} elements in the whole desk");
    Ok(())
}
