/** Batches, the training loop and what listens to it. */
@NullMarked
package rawi.nn.training;

import org.jspecify.annotations.NullMarked;
