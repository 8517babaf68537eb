/**
 * What a lab run found: JSON for programs and reviewers, and one self-contained HTML page. What fails comes first in both.
 *
 * <pre>
 * LabReport --+-- Findings (which cells fail, which attacks did not take) --+
 *             +-- LabReportJson --&gt; lab.json, and the data island of the page
 *             +-- LabPage (tables in Java, plots by its script) --&gt; lab.html
 * </pre>
 */
@NullMarked
package dev.antidote.lab.report;

import org.jspecify.annotations.NullMarked;
