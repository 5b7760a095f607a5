/** Layers that every kind of network uses. */
@NullMarked
package rawi.nn.layers;

import org.jspecify.annotations.NullMarked;
