/** Token ids to vectors. */
@NullMarked
package rawi.embeddings;

import org.jspecify.annotations.NullMarked;
