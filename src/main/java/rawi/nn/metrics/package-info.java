/**
 * Judging classifiers: running metrics for the training loop, the confusion matrix and what follows
 * from it, calibration, and the report of an evaluation. Plain Java arrays, no tensors.
 */
@NullMarked
package rawi.nn.metrics;

import org.jspecify.annotations.NullMarked;
