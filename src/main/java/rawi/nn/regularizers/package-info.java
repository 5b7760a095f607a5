/** Penalties on the size of weights and activities. */
@NullMarked
package rawi.nn.regularizers;

import org.jspecify.annotations.NullMarked;
