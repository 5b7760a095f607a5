package rawi.apps.report;

/** The look of the page. Two colours carry meaning, blue and orange: they differ to every eye. */
final class StyleSheet {
  private StyleSheet() {}

  static final String CSS =
      """
      :root { color-scheme: light dark; --paper: #fbfaf6; --ink: #24211c; --quiet: #625c52;
        --rule: #dcd6ca; --blue: 32 93 152; --orange: 184 84 18; }
      @media screen and (prefers-color-scheme: dark) {
        :root { --paper: #181715; --ink: #ece8df; --quiet: #aca598; --rule: #3b3833;
          --blue: 122 180 236; --orange: 240 163 94; } }
      * { box-sizing: border-box; }
      html { font: 17px/1.6 "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L",
        "Noto Serif", Georgia, "Noto Naskh Arabic", "Geeza Pro", "Amiri", "Scheherazade New",
        "Sakkal Majalla", "Traditional Arabic", serif; font-variant-numeric: lining-nums tabular-nums;
        background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
      body { margin: 0; }
      main { max-width: 64rem; margin: 0 auto; padding: 4rem 1.5rem 6rem; }
      bdi { display: inline-block; max-width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; }
      bdi[dir=rtl] { font-size: 1.12em; line-height: 1.4; }
      h1, h2, h3 { font-weight: 500; line-height: 1.2; margin: 0; text-wrap: balance; }
      h1 { font-size: 2.6rem; letter-spacing: -0.015em; }
      h2 { font-size: 1.9rem; display: flex; flex-wrap: wrap; justify-content: space-between;
        align-items: baseline; gap: 0 1rem; }
      h2 .own { color: var(--quiet); font-size: 1.5rem; }
      h3 { font-size: 1.2rem; margin: 2.6rem 0 0.8rem; }
      p { margin: 0.5rem 0; }
      a { color: rgb(var(--blue)); text-underline-offset: 0.2em; }
      header { margin-bottom: 2.5rem; }
      section { margin-top: 4rem; padding-top: 2rem; border-top: 1px solid var(--rule); }
      .lead { max-width: 44rem; }
      .how, figcaption, summary, .note { color: var(--quiet); font-size: 0.88rem; }
      [dir=rtl] { letter-spacing: 0; }

      .scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: 1.4rem 1.5rem; margin: 1.6rem 0 0; }
      .scores div { display: flex; flex-direction: column; }
      .scores dt { order: 2; }
      .scores dd { margin: 0; }
      .scores .figure { order: 1; font-size: 2rem; line-height: 1.25; }
      .scores .note { order: 3; line-height: 1.4; }

      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr));
        gap: 1.6rem 2.5rem; align-items: start; }
      .pair .wide { grid-column: 1 / -1; }
      figure { margin: 0; break-inside: avoid; }
      svg { display: block; width: 100%; height: auto; overflow: visible; }
      svg text { fill: var(--quiet); font-size: 13.5px; }
      svg .tick { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
      svg .key { fill: var(--ink); }
      .grid { stroke: var(--rule); stroke-width: 1; }
      .axis { stroke: var(--quiet); stroke-width: 1; }
      .training, .validation { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
      .training { stroke: rgb(var(--blue)); }
      .validation { stroke: rgb(var(--orange)); stroke-dasharray: 7 4; }
      .training.dot { fill: rgb(var(--blue)); }
      .validation.dot { fill: rgb(var(--orange)); stroke-dasharray: none; }
      .best { stroke: var(--quiet); stroke-dasharray: 1.5 4; stroke-linecap: round; }
      .ring { fill: var(--paper); stroke: var(--ink); stroke-width: 1.8; }
      .bar { fill: rgb(var(--blue) / 0.42); }
      .ideal { stroke: var(--ink); stroke-dasharray: 6 4; stroke-width: 1.4; }

      .scroll { overflow-x: auto; }
      .scroll:focus-visible, summary:focus-visible, a:focus-visible {
        outline: 2px solid rgb(var(--blue)); outline-offset: 3px; }
      th bdi { overflow-wrap: break-word; }
      td { white-space: nowrap; }
      header .how { margin: 0; }
      table { border-collapse: collapse; font-size: 0.95rem; }
      th { font-weight: 500; text-align: start; }
      td, thead th:not(:first-child) { text-align: end; }
      th, td { padding: 0.4rem 0.9rem; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
      td:last-child, thead th:last-child { padding-inline-end: 0; }
      th:first-child { padding-inline-start: 0; }
      thead th { color: var(--quiet); font-size: 0.88rem; }
      nav table { width: 100%; }
      .cell { min-width: 5.5rem; border: 3px solid var(--paper); }
      .cell b { display: block; font-size: 1.15rem; font-weight: 500; line-height: 1.3; }
      .cell small { font-size: 0.82rem; }
      .right { background: rgb(var(--blue) / calc(0.04 + 0.4 * var(--share))); }
      .wrong { background: rgb(var(--orange) / calc(0.04 + 0.4 * var(--share))); }
      details { margin: 0.6rem 0; }
      summary { cursor: pointer; width: fit-content; }
      details .scroll { margin: 0.6rem 0 1rem; }

      .sentences { list-style: none; margin: 0; padding: 0; }
      .sentences li { display: grid; gap: 0.6rem 3rem; align-items: start; padding: 1.6rem 0 1.4rem;
        grid-template-columns: minmax(0, 1fr) 17rem; border-top: 1px solid var(--rule);
        break-inside: avoid; }
      .verdict { margin: 0; }
      .verdict b { font-weight: 600; }
      .outcome { color: var(--quiet); }
      .outcome:not(:first-child) { margin-inline-start: 0.8rem; }
      .missed { color: rgb(var(--orange)); }
      blockquote { margin: -0.35rem 0 0; font-size: 1.3rem; line-height: 1.75;
        white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
      blockquote[dir=rtl] { font-size: 1.5rem; line-height: 2; margin-top: -0.7rem; }
      mark { color: var(--ink); border-bottom: 2px solid; border-radius: 0.15em 0.15em 0 0;
        padding: 0.08em 0; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
      .towards { background: rgb(var(--blue) / calc(0.42 * var(--w)));
        border-color: rgb(var(--blue) / calc(0.15 + 0.85 * var(--w))); }
      .against { background: rgb(var(--orange) / calc(0.42 * var(--w))); border-bottom-style: dashed;
        border-color: rgb(var(--orange) / calc(0.15 + 0.85 * var(--w))); }
      .shares { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 1rem;
        margin: 0.3rem 0 0; font-size: 0.88rem; color: var(--quiet); align-items: center; }
      .shares dt { max-width: 8rem; }
      .shares dd { margin: 0; display: grid; grid-template-columns: 1fr 3.2rem; gap: 0.7rem;
        align-items: center; }
      .track { height: 5px; border-radius: 3px; background: var(--rule); display: block; }
      .track span { display: block; height: 5px; border-radius: 3px; background: var(--quiet); }

      .captions, .looks, .references { list-style: none; margin: 0; padding: 0; }
      .captions li { break-inside: avoid; }
      .captions > li { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 1.2rem 2rem;
        padding: 1.6rem 0; border-top: 1px solid var(--rule); align-items: start; }
      .captions svg { overflow: hidden; border-radius: 3px; outline: 1px solid var(--rule); }
      .captions .verdict { font-size: 0.95rem; margin-top: 0.4rem; }
      .hit { color: rgb(var(--blue)); }
      .references { font-size: 0.95rem; }
      .references [dir=rtl] { font-size: 1.1em; }
      .pixels { image-rendering: pixelated; }
      svg.none { position: absolute; }
      .looks { margin-top: 1.2rem; display: flex; flex-wrap: wrap; gap: 1rem 0.8rem; }
      .looks li { width: 6.2rem; text-align: center; line-height: 1.35; }
      .looks rect { fill: rgb(128 128 128); }
      .looks svg { margin-bottom: 0.3rem; }
      .looks span { display: block; overflow-wrap: anywhere; }
      .looks [dir=rtl] { font-size: 1.15em; }
      .looks small { color: var(--quiet); font-size: 0.8rem; }

      @media (max-width: 46rem) { .captions > li { grid-template-columns: minmax(0, 1fr); }
        .captions .whole { max-width: 13rem; } }
      @media (max-width: 46rem) { .sentences li { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 34rem) {
        html { font-size: 16px; }
        main { padding: 2.2rem 1.1rem 4rem; }
        h1 { font-size: 2rem; }
        svg text { font-size: 15px; }
        .scores { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); }
        th, td { padding: 0.4rem 0.6rem; }
        .cell { min-width: 4.6rem; } }
      @media print {
        @page { margin: 18mm; }
        html { font-size: 10pt; background: none; }
        .pair { grid-template-columns: 1fr 1fr; }
        .pair div, tr { break-inside: avoid; }
        .scores { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); }
        h2, h3, .how { break-after: avoid; }
        svg text { font-size: 16px; }
        svg .tick { stroke: none; }
        .scores .figure { font-size: 1.6rem; }
        main { padding: 0; max-width: none; }
        mark, .cell, .bar, .track, .track span { -webkit-print-color-adjust: exact;
          print-color-adjust: exact; }
        section { break-before: page; border: 0; margin: 0; padding: 0; }
        section:first-of-type { break-before: auto; margin-top: 3rem; }
        details { display: none; }
        a { color: inherit; text-decoration: none; } }
      """;
}
