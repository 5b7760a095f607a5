/** How gradients change parameters. */
@NullMarked
package rawi.nn.optimizers;

import org.jspecify.annotations.NullMarked;
