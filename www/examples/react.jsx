// React 19: what is a property of the element is set as one, other attributes as attributes, events are heard through a
// ref. `react.bundle.js` is this file as your bundler writes it.
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function Backstory({ onTerm, reference, ...settings }) {
  useEffect(() => {
    const story = reference.current;
    const hear = (event) => onTerm(event.detail.id);
    story.addEventListener("backstory-term", hear);
    return () => story.removeEventListener("backstory-term", hear);
  }, [onTerm, reference]);
  return (
    <back-story ref={reference} {...settings}>
      <p>Here goes what backstory render printed: the digest.</p>
    </back-story>
  );
}

function Article() {
  const story = useRef(null);
  const [view, setView] = useState("timeline");
  const [last, setLast] = useState("Nothing is selected yet.");
  const [isShown, setShown] = useState(true);
  return (
    <>
      <h1>Backstory in React</h1>
      <p>
        <button type="button" id="glossary" onClick={() => setView("glossary")}>Glossary</button>
        <button type="button" id="term" onClick={() => story.current.openTerm("massimov")}>Who is Massimov?</button>
        <button type="button" id="toggle" onClick={() => setShown(!isShown)}>Take it away</button>
        <output id="last">{last}</output>
      </p>
      {isShown && (
        <Backstory reference={story} view={view} headingLevel={2} onTerm={(id) => setLast(`Open: ${id}`)} />
      )}
    </>
  );
}

createRoot(document.querySelector("#app")).render(<Article />);
