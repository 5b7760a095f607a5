/** Questions to word vectors: nearest words, analogies, the odd one out, and how good they are. */
@NullMarked
package rawi.embeddings.queries;

import org.jspecify.annotations.NullMarked;
