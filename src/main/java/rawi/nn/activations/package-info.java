/** Activation functions and their derivatives. */
@NullMarked
package rawi.nn.activations;

import org.jspecify.annotations.NullMarked;
