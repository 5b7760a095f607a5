/** Vectors of many dimensions brought into a plane, to be looked at. */
@NullMarked
package rawi.embeddings.projection;

import org.jspecify.annotations.NullMarked;
