/// How the page looks: on a wide and a narrow screen, light and dark, and printed on A4. Nothing is fetched.
enum PageStyle {
    static let css: StaticString = """
        :root { color-scheme: light dark;
          --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d8dee4; --card: #f6f8fa; --code: #eef1f4;
          --good: #1a7f4b; --bad: #b42318;
          --c-succeeded: #2a9d63; --c-refunded: #8250df; --c-pending: #1f6feb; --c-queued: #8fb8f0;
          --c-validating: #6aa3ec; --c-validated: #4a90e6; --c-held: #d99a06; --c-unverified: #c9a44c;
          --c-invalid: #e5702e; --c-failed: #d1372f; --c-not_found: #a8463f; --c-rejected: #8c959f;
          --c-cancelled: #5f6872; }
        @media (prefers-color-scheme: dark) { :root {
          --back: #14181d; --text: #e6edf3; --soft: #9aa6b2; --line: #30373f; --card: #1c2229; --code: #262d36;
          --good: #4cc38a; --bad: #ff8a80; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 48px; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 36px 0 10px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
        p { margin: 8px 0; max-width: 75ch; }
        .soft { color: var(--soft); }
        .good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 14px 0 0; }
        dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px;
          margin: 22px 0 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
        .card .name { color: var(--soft); font-size: .88rem; }
        .card .sum { font-size: 1.3rem; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .wide { overflow-x: auto; margin: 10px 0; }
        table { border-collapse: collapse; width: 100%; font-size: .93em; }
        th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; font-size: .92em; }
        tfoot td { font-weight: 650; border-bottom: 0; border-top: 2px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td bdi { overflow-wrap: break-word; } bdi.long { overflow-wrap: anywhere; }
        td.number bdi { overflow-wrap: normal; } .card .soft { font-size: .82rem; }
        .term, h3 .status { white-space: nowrap; } td .status { display: inline-flex; align-items: baseline; }
        .mark { flex: none; }
        .need { border-left: 4px solid var(--line); padding: 2px 0 2px 14px; margin: 14px 0; }
        .need h3 { font-size: 1em; margin: 0; } .need p { margin: 2px 0 6px; }
        code { display: block; width: fit-content; max-width: 100%; margin: 0 0 4px; padding: 2px 8px;
          border-radius: 4px; background: var(--code); font: .88em/1.5 ui-monospace, "DejaVu Sans Mono", monospace;
          white-space: pre; overflow-x: auto; }
        figure { margin: 14px 0; } figcaption { color: var(--soft); font-size: .88rem; margin-bottom: 4px; }
        .chart { display: block; width: 100%; height: 26px; border-radius: 5px; }
        .mark { display: inline-block; width: .72em; height: .72em; border-radius: 2px; margin-right: .5em; }
        .succeeded { fill: var(--c-succeeded); background: var(--c-succeeded); }
        .refunded { fill: var(--c-refunded); background: var(--c-refunded); }
        .pending { fill: var(--c-pending); background: var(--c-pending); }
        .queued { fill: var(--c-queued); background: var(--c-queued); }
        .validating { fill: var(--c-validating); background: var(--c-validating); }
        .validated { fill: var(--c-validated); background: var(--c-validated); }
        .held { fill: var(--c-held); background: var(--c-held); }
        .unverified { fill: var(--c-unverified); background: var(--c-unverified); }
        .invalid { fill: var(--c-invalid); background: var(--c-invalid); }
        .failed { fill: var(--c-failed); background: var(--c-failed); }
        .not_found { fill: var(--c-not_found); background: var(--c-not_found); }
        .rejected { fill: var(--c-rejected); background: var(--c-rejected); }
        .cancelled { fill: var(--c-cancelled); background: var(--c-cancelled); }
        .sign { break-inside: avoid; } .sign table { margin-top: 12px; } .sign td { height: 3.4em; }
        .sign td.blank { min-width: 8em;
          border-left: 1px solid var(--line); }
        @media (max-width: 560px) {
          main { padding: 16px 12px 32px; } h1 { font-size: 1.35rem; }
          dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: 8px; }
          th, td { padding: 6px 7px; } td:not(.number) { min-width: 7em; } }
        @page { size: A4; margin: 14mm 12mm; }
        @media print {
          :root { color-scheme: light; --back: #fff; --text: #000; --soft: #444; --line: #bbb; --card: #fff;
            --code: #f2f2f2; --good: #12653a; --bad: #8f1a12; }
          body { font-size: 9.5pt; } main { max-width: none; padding: 0; }
          h2 { break-after: avoid; margin-top: 18pt; } tr, .card, .need, figure { break-inside: avoid; }
          code { white-space: pre-wrap; overflow: visible; }
          thead { display: table-header-group; } tfoot { display: table-row-group; }
          .wide { overflow: visible; } .sign { break-before: page; } .sign h2 { margin-top: 0; }
          .cards { grid-template-columns: repeat(auto-fit, minmax(52mm, 1fr)); gap: 6pt; }
          .card { min-width: 0; padding: 6pt 7pt; } .card .sum { font-size: 11pt; }
          th, td { padding: 3pt 5pt; } td:last-child:not(.number) { min-width: 32mm; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

        """
}
