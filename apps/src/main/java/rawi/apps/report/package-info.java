/**
 * One self-contained HTML page from plain records: scores, learning curves, confusion matrix,
 * calibration, and sentences with the tokens that decided. Start at {@link
 * rawi.apps.report.HtmlReport}.
 */
@NullMarked
package rawi.apps.report;

import org.jspecify.annotations.NullMarked;
