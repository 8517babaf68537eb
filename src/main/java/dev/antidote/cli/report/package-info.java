/**
 * What a demo run found, and the three ways to tell it: JSON, a table in the terminal, and one self-contained HTML page. The
 * figures are computed nowhere here: all three show the same {@link dev.antidote.cli.report.DemoReport}.
 *
 * <pre>
 * DemoReport --+-- ReportJson --&gt; report.json, and the data island of the page
 *              +-- DemoTable  --&gt; terminal
 *              +-- DemoPage   --&gt; report.html (template, Chart.js, JSON)
 *              +-- Verdict    --&gt; the sentence that all of them begin with
 * </pre>
 */
@NullMarked
package dev.antidote.cli.report;

import org.jspecify.annotations.NullMarked;
