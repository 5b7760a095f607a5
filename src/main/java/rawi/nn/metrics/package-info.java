/**
 * Judging: running metrics for the training loop, the confusion matrix and what follows from it,
 * ROC curves, calibration, predicted numbers, and the reports of an evaluation.
 */
@NullMarked
package rawi.nn.metrics;

import org.jspecify.annotations.NullMarked;
