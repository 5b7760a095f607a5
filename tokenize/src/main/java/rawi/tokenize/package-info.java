/** Text to tokens that know where in the source they stand; no tensors here. */
@NullMarked
package rawi.tokenize;

import org.jspecify.annotations.NullMarked;
